import type { ProblemList } from './problem';
import type { StarsToken, Token } from './tokens';

const STARS = /\*+/y;
const IDEOGRAPH = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u;

/** Asterisks that could mark emphasis; null for those that are signs of the text, as in "2 * 3" and "3*4". */
export function lexStars(text: string, start: number): Token {
  STARS.lastIndex = start;
  const size = STARS.exec(text)?.[0].length ?? 1;
  const end = start + size;
  const before = text.slice(Math.max(0, start - 1), start);
  const after = text.slice(end, end + 1);
  const isAfterWord = isWord(before);
  const isBeforeWord = isWord(after);
  const canOpen = /\S/u.test(after) && !isAfterWord;
  const canClose = /\S/u.test(before) && !isBeforeWord;
  if (size > 3 || !(canOpen || canClose)) return { kind: 'text', start, end };
  return { kind: 'stars', start, end, size, canOpen, canClose };
}

/** Scripts without spaces between words can have emphasis begin anywhere. */
function isWord(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character) && !IDEOGRAPH.test(character);
}

/** What each token of asterisks does; those in none of the sets are signs of the text. */
export type StarPairs = { opens: ReadonlySet<Token>; closes: ReadonlySet<Token>; unpaired: ReadonlySet<Token> };

/** Pairs asterisks that are as many, within a line. One that opens and is never closed is a problem, and not spoken. */
export function pairStars(tokens: readonly Token[], text: string, problems: ProblemList): StarPairs {
  const opens = new Set<Token>();
  const closes = new Set<Token>();
  const unpaired = new Set<Token>();
  let open: StarsToken[] = [];
  const giveUp = (tokensLeft: readonly StarsToken[]) => {
    for (const token of tokensLeft) {
      unpaired.add(token);
      problems.add(token.start, token.end, `This ${'*'.repeat(token.size)} has no partner in its line. Put another after the words to be stressed.`);
    }
  };
  for (const token of tokens) {
    if (token.kind === 'text' && text.slice(token.start, token.end).includes('\n')) {
      giveUp(open);
      open = [];
    }
    if (token.kind !== 'stars') continue;
    const partner = token.canClose ? open.findIndex(({ size }) => size === token.size) : -1;
    const opener = open[partner];
    if (opener !== undefined) {
      giveUp(open.slice(partner + 1));
      open = open.slice(0, partner);
      opens.add(opener);
      closes.add(token);
    } else if (token.canOpen && !open.some(({ size }) => size === token.size)) open.push(token);
    else if (token.canOpen) giveUp([token]);
  }
  giveUp(open);
  return { opens, closes, unpaired };
}
