import { toBritish } from './english-british';
import { readEnglishAs } from './english-say-as';
import { readEnglish } from './english-text';
import { pronounceEnglish, pronunciationToPhones, type Dictionary, type GuessPhones, type SpokenWord } from './english-words';
import type { Inventory } from './inventory';
import type { LanguageModule, Sentence } from './language-module';
import type { WordPiece } from './piece';
import { UtteranceBuilder, type Phone, type Utterance } from './utterance';

export function createEnglish(inventory: Inventory, dictionary: Dictionary, guess: GuessPhones): LanguageModule {
  return {
    read: (text, sayAs) => (sayAs === null ? readEnglish(text) : readEnglishAs(text, sayAs)),
    speak: (sentence) => speakEnglish(sentence, inventory, (word) => pronounceEnglish(word, dictionary, inventory, guess)),
  };
}

function speakEnglish({ dialect, pieces, isQuestion, opening, ending }: Sentence, inventory: Inventory, pronounce: (word: string) => Phone[]): Utterance | undefined {
  const builder = new UtteranceBuilder('en', opening, inventory.pauses);
  const written = pieces.filter((piece): piece is WordPiece => piece.kind === 'word').map((piece) => pronouncePiece(piece, inventory, pronounce));
  const american = speakThe(written.flat(), inventory);
  const spoken = dialect === 'british' ? toBritish(american, inventory.en.vowels) : american;
  let [index, wordIndex] = [0, 0];
  for (const piece of pieces) {
    if (piece.kind === 'pause') {
      builder.addPause();
      continue;
    }
    const from = index;
    index += written[wordIndex]?.length ?? 0;
    wordIndex += 1;
    builder.addWord(spoken.slice(from, index).flatMap(({ phones }) => phones), piece);
  }
  if (builder.isEmpty) return undefined;
  const isRising = isQuestion && inventory.en.risingStarts.includes(spoken[0]?.word ?? '');
  return builder.finish(isRising ? inventory.pauses.endRising : inventory.pauses.end, ending);
}

/** What was asked for, where it is ARPAbet that the pack knows; otherwise what the dictionary says. */
function pronouncePiece(piece: WordPiece, inventory: Inventory, pronounce: (word: string) => Phone[]): SpokenWord[] {
  const asked = piece.phones === undefined ? [] : pronunciationToPhones(piece.phones);
  if (asked.length > 0 && asked.every(({ symbol }) => inventory.idOf.has(symbol))) return [{ word: '', phones: asked }];
  return piece.words.map((word) => ({ word, phones: pronounce(word) }));
}

/** "the" is "dh iy" before a vowel. */
function speakThe(words: readonly SpokenWord[], inventory: Inventory): SpokenWord[] {
  return words.map(({ word, phones }, i) => {
    const next = words[i + 1]?.phones[0]?.symbol;
    const isBeforeVowel = word === 'the' && next !== undefined && inventory.en.vowels.includes(next);
    return { word, phones: isBeforeVowel ? [{ symbol: 'dh', accent: 0 }, { symbol: 'iy', accent: 0 }] : phones };
  });
}
