import { pronounceEnglish, type Dictionary, type GuessPhones } from './english-words';
import type { Inventory } from './inventory';
import type { Piece, WordPiece } from './piece';
import { UtteranceBuilder, type Ending, type Phone, type Utterance } from './utterance';

/** One sentence of pieces → phonemes; `isQuestion` when it ends with a question mark. */
export function speakEnglish(
  pieces: readonly Piece[], isQuestion: boolean, ending: Ending, inventory: Inventory, dictionary: Dictionary, guess: GuessPhones,
): Utterance | undefined {
  const builder = new UtteranceBuilder('en', inventory.pauses);
  const words = pieces.filter((piece): piece is WordPiece => piece.kind === 'word');
  const spoken = words.flatMap((piece) => piece.words);
  const phones = spoken.map((word) => pronounceEnglish(word, dictionary, inventory, guess));
  let index = 0;
  for (const piece of pieces) {
    if (piece.kind === 'pause') {
      builder.addPause();
      continue;
    }
    const from = index;
    index += piece.words.length;
    builder.addWord(phones.slice(from, index).flatMap((word, i) => (spoken[from + i] === 'the' ? speakThe(phones[from + i + 1], word, inventory) : word)), piece);
  }
  if (builder.isEmpty) return undefined;
  const isRising = isQuestion && inventory.en.risingStarts.includes(spoken[0] ?? '');
  return builder.finish(isRising ? inventory.pauses.endRising : inventory.pauses.end, ending);
}

/** "the" is "dh iy" before a vowel. */
function speakThe(next: readonly Phone[] | undefined, plain: Phone[], inventory: Inventory): Phone[] {
  const first = next?.[0]?.symbol;
  return first !== undefined && inventory.en.vowels.includes(first) ? [{ symbol: 'dh', accent: 0 }, { symbol: 'iy', accent: 0 }] : plain;
}
