import type { Piece, WordPiece } from './piece';
import type { UtteranceBuilder } from './utterance';

/** Hands each run of words to `addPhrase`, with the pauses between; readings of characters depend on those around them. */
export function addPhrases(builder: UtteranceBuilder, pieces: readonly Piece[], addPhrase: (phrase: readonly WordPiece[]) => void): void {
  let phrase: WordPiece[] = [];
  const flush = (): void => {
    addPhrase(phrase);
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
}

/** The words of pieces, written together. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'word' ? piece.words.join('') : '')).join('');
}
