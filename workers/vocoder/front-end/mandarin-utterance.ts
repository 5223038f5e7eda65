import type { Inventory } from './inventory';
import { applySandhi, parseSyllable, segmentWords, type Syllable } from './mandarin-tones';
import type { Piece, WordPiece } from './piece';
import { UtteranceBuilder, type Ending, type Phone, type Utterance } from './utterance';

/** Characters of one phrase → one toned syllable each ('zhong1'); what is not Han comes back as it is. */
export type ToPinyin = (phrase: string) => string[];

/** Splits a syllable into the initial and final of the inventory, both with its tone. Rules: training/voice/README.md. */
export function syllableToPhones({ body, tone }: Syllable, inventory: Inventory): Phone[] {
  const { prefix, initials, zeroInitial } = inventory.zh;
  const phone = (symbol: string): Phone => ({ symbol: prefix + symbol, accent: tone });
  const whole = Object.hasOwn(zeroInitial, body) ? zeroInitial[body] : undefined;
  if (whole !== undefined) return [phone(whole)];
  const initial = initials.filter((candidate) => body.startsWith(candidate)).sort((a, b) => b.length - a.length)[0] ?? '';
  const final = toFinal(initial, body.slice(initial.length));
  return [...(initial === '' ? [] : [phone(initial)]), phone(final)].filter(({ symbol }) => inventory.idOf.has(symbol));
}

const SHORT_FINALS: Record<string, string> = { ue: 've', uen: 'un', uei: 'ui', iou: 'iu' };

function toFinal(initial: string, spelling: string): string {
  let final = spelling;
  if (['j', 'q', 'x'].includes(initial) && final.startsWith('u')) final = `v${final.slice(1)}`;
  if (final === 'i' && ['z', 'c', 's'].includes(initial)) return 'ii';
  if (final === 'i' && ['zh', 'ch', 'sh', 'r'].includes(initial)) return 'iii';
  return SHORT_FINALS[final] ?? final;
}

/** One sentence of pieces → phonemes with tones; `isQuestion` when it ends with a question mark. */
export function speakMandarin(pieces: readonly Piece[], isQuestion: boolean, ending: Ending, inventory: Inventory, toPinyin: ToPinyin): Utterance | undefined {
  const builder = new UtteranceBuilder('zh', inventory.pauses);
  let phrase: WordPiece[] = [];
  const flush = (): void => {
    addPhrase(builder, phrase, inventory, toPinyin);
    phrase = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'word') {
      phrase.push(piece);
      continue;
    }
    flush();
    builder.addPause();
  }
  flush();
  if (builder.isEmpty) return undefined;
  const text = pieces.map((piece) => (piece.kind === 'word' ? piece.words.join('') : '')).join('');
  const isRising = isQuestion && !inventory.zh.questionWords.some((word) => text.includes(word));
  return builder.finish(isRising ? inventory.pauses.endRising : inventory.pauses.end, ending);
}

function addPhrase(builder: UtteranceBuilder, phrase: readonly WordPiece[], inventory: Inventory, toPinyin: ToPinyin): void {
  const text = phrase.map(({ words }) => words.join('')).join('');
  if (text === '') return;
  const characters = Array.from(text);
  const toned = toPinyin(text).map(parseSyllable);
  // Rare characters without a reading are silent; sandhi needs a syllable in their place.
  const syllables = characters.map((_, i) => toned[i] ?? { body: '', tone: 5 });
  const spoken = applySandhi(characters, syllables, segmentWords(text));
  let index = 0;
  for (const piece of phrase) {
    const length = Array.from(piece.words.join('')).length;
    builder.addWord(spoken.slice(index, index + length).flatMap((syllable) => (syllable.body === '' ? [] : syllableToPhones(syllable, inventory))), piece);
    index += length;
  }
}
