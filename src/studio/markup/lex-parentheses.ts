import type { ProblemList } from './problem';
import { nearestTag } from './nearest-tag';
import { parseTags } from './tags';
import type { Token } from './tokens';

const PARENTHESES = /[(（]([^()（）\n]{1,80})[)）]/y;
/** A tag with its strength whose parenthesis never closes: without a strength it would be ordinary text. */
const UNCLOSED = /[(（](\/?\s*[\p{L}_]{1,20}\s?\d{1,3}(?:\.\d{1,4})?)(?![\p{N}.])(?![^()（）\n]{0,80}[)）])/uy;

const MISSPELLED = /^\s*([a-z]{4,20})(\s?\d?\.?\d{1,2})\s*$/i;

/** `(高兴1)`, `(happy 0.7, slow)`, `(/)` at a parenthesis; null when it is ordinary text. */
export function lexParentheses(text: string, start: number, problems: ProblemList): Token | null {
  PARENTHESES.lastIndex = start;
  const match = PARENTHESES.exec(text);
  if (match === null) return lexUnclosed(text, start, problems);
  const end = start + match[0].length;
  const tags = parseTags(match[1] ?? '');
  if (tags === null) return lexMisspelled(match[1] ?? '', start, end, problems);
  for (const complaint of tags.complaints) problems.add(start, end, complaint);
  return { kind: 'tags', start, end, effects: tags.effects };
}

/** A feeling and its strength with one letter wrong, which nobody wants read out: `(hapy 0.7)`. */
function lexMisspelled(body: string, start: number, end: number, problems: ProblemList): Token | null {
  const [, name = '', strength = ''] = MISSPELLED.exec(body.normalize('NFKC')) ?? [];
  const meant = nearestTag(name.toLowerCase());
  if (meant === null) return null;
  problems.add(start, end, `“${name}” is not a tag and is left out. Write (${meant}${strength}) if that is meant; to have it said, write it without the number or the brackets.`);
  return { kind: 'skipped', start, end };
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
