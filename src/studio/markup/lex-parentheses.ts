import type { ProblemList } from './problem';
import { parseTags } from './tags';
import type { Token } from './tokens';

const PARENTHESES = /[(（]([^()（）\n]{1,80})[)）]/y;
/** A tag with its strength whose parenthesis never closes: without a strength it would be ordinary text. */
const UNCLOSED = /[(（](\/?\s*[\p{L}_]{1,20}\s?\d{1,3}(?:\.\d{1,4})?)(?![\p{N}.])(?![^()（）\n]{0,80}[)）])/uy;

/** `(高兴1)`, `(happy 0.7, slow)`, `(/)` at a parenthesis; null when it is ordinary text. */
export function lexParentheses(text: string, start: number, problems: ProblemList): Token | null {
  PARENTHESES.lastIndex = start;
  const match = PARENTHESES.exec(text);
  if (match === null) return lexUnclosed(text, start, problems);
  const end = start + match[0].length;
  const tags = parseTags(match[1] ?? '');
  if (tags === null) return null;
  for (const complaint of tags.complaints) problems.add(start, end, complaint);
  return { kind: 'tags', start, end, effects: tags.effects };
}

function lexUnclosed(text: string, start: number, problems: ProblemList): Token | null {
  UNCLOSED.lastIndex = start;
  const match = UNCLOSED.exec(text);
  const tags = match === null ? null : parseTags(match[1] ?? '');
  if (match === null || tags === null) return null;
  const end = start + match[0].length;
  problems.add(start, end, 'This tag has no ) at its end. It is taken as a tag all the same; write ) after it.');
  return { kind: 'tags', start, end, effects: tags.effects };
}
