import type { ProblemList } from './problem';
import type { Token } from './tokens';

const BRACES = /\{([^{}|\n]{1,100})\|([^{}|\n]{0,300})\}/y;
/** An override whose brace never closes: what looks like phones goes with it. */
const UNCLOSED = /\{([^{}|\n]{1,100})\|((?:\s{0,2}(?:[a-z]{1,6}[0-6]|b|ch|d|dh|f|g|hh|jh|k|l|m|n|ng|p|r|s|sh|t|th|v|w|y|z|zh)(?![\p{L}\p{N}'’])){0,60})/iuy;

/** `{read|r eh1 d}` at a brace; null when it is ordinary text. Whether the phones make sense depends on the dialect, so that is seen later. */
export function lexBraces(text: string, start: number, problems: ProblemList): Token | null {
  BRACES.lastIndex = start;
  const match = BRACES.exec(text) ?? execUnclosed(text, start);
  if (match === null) return null;
  const end = start + match[0].length;
  const [, word = '', phones = ''] = match;
  if (!match[0].endsWith('}')) problems.add(start, end, 'This pronunciation has no } at its end. Write } after it.');
  const wordStart = start + 1 + (word.length - word.trimStart().length);
  return { kind: 'pronounced', start, end, wordStart, wordEnd: wordStart + word.trim().length, phones };
}

function execUnclosed(text: string, start: number): RegExpExecArray | null {
  UNCLOSED.lastIndex = start;
  return UNCLOSED.exec(text);
}
