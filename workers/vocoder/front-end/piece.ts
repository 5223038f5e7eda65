/** A stretch of text that is spoken as `words`; offsets are UTF-16 units of the text the person gave. */
export type WordPiece = {
  kind: 'word';
  words: string[];
  textStart: number;
  textEnd: number;
  /** Said like this, whatever the words are: toned pinyin, ARPAbet and so on, as the language writes it. */
  phones?: string;
};
/** Punctuation that is heard as a short silence. */
export type PausePiece = { kind: 'pause'; textStart: number; textEnd: number };
export type Piece = WordPiece | PausePiece;

/** What a rule makes of its match: words to say, a pause, or nothing (the match is dropped). */
export type Spoken = string | 'pause!' | null;

/** A rule of a scanner: a sticky expression and what its match is said as; `undefined` lets the next rule try. */
export type Rule = { pattern: RegExp; say: (match: RegExpExecArray, before: string) => Spoken | undefined };

/** How much of what stands before a match its rule may look at; all of it would make long texts slow. */
const LOOK_BACK = 48;

/** The value a rule returns for a pause; no spoken word contains an exclamation mark. */
export const PAUSE = 'pause!';

/**
 * Reads `text` from left to right; at each place the first rule that matches decides.
 *
 * A code point that no rule knows is dropped, so that emoji and stray symbols are never spoken.
 */
export function scan(text: string, rules: readonly Rule[]): Piece[] {
  const pieces: Piece[] = [];
  let index = 0;
  while (index < text.length) {
    const taken = takeFirst(text, index, rules);
    if (taken === undefined) {
      index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
      continue;
    }
    const textEnd = index + taken.length;
    if (taken.spoken === PAUSE) pieces.push({ kind: 'pause', textStart: index, textEnd });
    else if (taken.spoken !== null) {
      const words = taken.spoken.split(' ').filter((word) => word !== '');
      if (words.length > 0) pieces.push({ kind: 'word', words, textStart: index, textEnd });
    }
    index = textEnd;
  }
  return pieces;
}

function takeFirst(text: string, index: number, rules: readonly Rule[]): { spoken: Spoken; length: number } | undefined {
  for (const { pattern, say } of rules) {
    pattern.lastIndex = index;
    const match = pattern.exec(text);
    if (match === null || match[0] === '') continue;
    const spoken = say(match, text.slice(Math.max(0, index - LOOK_BACK), index));
    if (spoken !== undefined) return { spoken, length: match[0].length };
  }
  return undefined;
}
