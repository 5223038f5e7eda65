import type { Dialect } from '../../../src/protocol/speech';
import type { Inventory } from './inventory';
import type { LanguageModule, Sentence } from './language-module';
import { readMandarinAs } from './mandarin-say-as';
import { readMandarin } from './mandarin-text';
import { applySandhi, parseSyllable, segmentWords, type Syllable } from './mandarin-tones';
import { addPhrases, textOf } from './phrases';
import type { WordPiece } from './piece';
import { CHENGDU_TONES, NEAREST_TONE, toChengdu } from './sichuanese';
import { UtteranceBuilder, type Phone, type Utterance } from './utterance';

/** Characters of one phrase → one toned syllable each ('zhong1'); what is not Han comes back as it is. `hasSandhi`: of 一 and 不. */
export type ToPinyin = (phrase: string, hasSandhi: boolean) => string[];

export function createMandarin(inventory: Inventory, toPinyin: ToPinyin): LanguageModule {
  return {
    read: (text, sayAs) => (sayAs === null ? readMandarin(text) : readMandarinAs(text, sayAs)),
    speak: (sentence) => speakMandarin(sentence, inventory, toPinyin),
  };
}

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

function speakMandarin({ dialect, pieces, isQuestion, opening, ending }: Sentence, inventory: Inventory, toPinyin: ToPinyin): Utterance | undefined {
  const builder = new UtteranceBuilder('zh', opening, inventory.pauses);
  addPhrases(builder, pieces, (phrase) => addPhrase(builder, phrase, dialect, inventory, toPinyin));
  if (builder.isEmpty) return undefined;
  const isRising = isQuestion && !inventory.zh.questionWords.some((word) => textOf(pieces).includes(word));
  return builder.finish(isRising ? inventory.pauses.endRising : inventory.pauses.end, ending);
}

function addPhrase(builder: UtteranceBuilder, phrase: readonly WordPiece[], dialect: Dialect, inventory: Inventory, toPinyin: ToPinyin): void {
  const text = textOf(phrase);
  const spoken = text === '' ? [] : pronounceText(text, dialect, toPinyin);
  let index = 0;
  for (const piece of phrase) {
    const length = Array.from(piece.words.join('')).length;
    const syllables = parseOverride(piece) ?? spoken.slice(index, index + length);
    builder.addWord(syllables.flatMap((syllable) => (syllable.body === '' ? [] : pronounceSyllable(syllable, dialect, inventory))), piece);
    index += length;
  }
}

/** One syllable a character, with the sandhi or the sound changes of its dialect. */
function pronounceText(text: string, dialect: Dialect, toPinyin: ToPinyin): Syllable[] {
  const characters = Array.from(text);
  const isChengdu = dialect === 'sichuanese';
  const toned = toPinyin(text, !isChengdu).map(parseSyllable);
  // Rare characters without a reading are silent; sandhi needs a syllable in their place.
  const syllables = characters.map((_, i) => toned[i] ?? { body: '', tone: 5 });
  if (isChengdu) return syllables.map((syllable, i) => toChengdu(characters[i] ?? '', syllable));
  return applySandhi(characters, syllables, segmentWords(text));
}

/** The pinyin that was given for a piece; `undefined` when there is none or it is none. */
function parseOverride({ phones }: WordPiece): Syllable[] | undefined {
  const syllables = phones?.trim().split(/\s+/).map(parseSyllable) ?? [undefined];
  return syllables.every((syllable) => syllable !== undefined) ? syllables : undefined;
}

function pronounceSyllable(syllable: Syllable, dialect: Dialect, inventory: Inventory): Phone[] {
  const tone = dialect === 'sichuanese' ? CHENGDU_TONES[syllable.tone] : undefined;
  if (tone === undefined) return syllableToPhones(syllable, inventory);
  const told = NEAREST_TONE[syllable.tone] ?? syllable.tone;
  const phones = syllableToPhones({ ...syllable, tone: told }, inventory);
  const others = syllable.toward === undefined ? [] : syllableToPhones({ body: syllable.toward, tone: told }, inventory);
  return phones.map((phone, i) => {
    const toward = others.length === phones.length ? others[i]?.symbol : undefined;
    return { ...phone, ...(i === phones.length - 1 ? { tone } : {}), ...(toward === undefined || toward === phone.symbol ? {} : { toward }) };
  });
}
