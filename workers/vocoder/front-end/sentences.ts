import type { Piece } from './piece';

/** About ten seconds of speech: English words come at 2.5 a second with 5 characters each, Mandarin at 4 characters. */
const LONGEST_COST = 120;
/** A cut at a pause is worth taking once this much has been said. */
const SHORTEST_COST = 40;

/** Whether a pause closes its sentence. */
export function isSentenceEnd(mark: string): boolean {
  return /[.?!。？！…\n]/.test(mark);
}

/** Time to say a piece, in characters of English; a Chinese character takes as long as about three. */
function costOf(piece: Piece): number {
  if (piece.kind === 'pause') return 3;
  const text = piece.words.join(' ');
  return Array.from(text).reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 3 : 1), 0);
}

/**
 * Cuts a long sentence into parts of at most about ten seconds, at its pauses where there are any.
 *
 * One pass of the prosody and acoustic graphs costs more than linearly in its length, and nothing is heard before it ends.
 */
export function limitPieces(pieces: readonly Piece[]): Piece[][] {
  const parts: Piece[][] = [];
  let part: Piece[] = [];
  let cost = 0;
  let remaining = pieces.reduce((sum, piece) => sum + costOf(piece), 0);
  for (const piece of pieces) {
    part.push(piece);
    cost += costOf(piece);
    remaining -= costOf(piece);
    const isGoodCut = piece.kind === 'pause' && cost >= SHORTEST_COST && cost + remaining > LONGEST_COST;
    if (isGoodCut || (cost >= LONGEST_COST && remaining > 0)) {
      parts.push(part);
      part = [];
      cost = 0;
    }
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
