import { ElementLexer, lexEntity } from './lex-elements';
import { lexBraces } from './lex-braces';
import { lexBracket } from './lex-brackets';
import { lexParentheses } from './lex-parentheses';
import { lexStars } from './lex-stars';
import type { ProblemList } from './problem';
import type { Token } from './tokens';

const SPECIAL = /[(（[［{<&*]/g;

/**
 * Cuts cleaned source into tokens: in order, without gaps, none empty.
 *
 * Every look ahead is bounded, so that a megabyte of opening brackets takes as long as a megabyte of anything.
 */
export function lexMarkup(text: string, problems: ProblemList): Token[] {
  const tokens: Token[] = [];
  const elements = new ElementLexer(text, problems);
  let textStart = 0;
  const flush = (end: number) => {
    if (end > textStart) tokens.push({ kind: 'text', start: textStart, end });
  };
  SPECIAL.lastIndex = 0;
  for (let match = SPECIAL.exec(text); match !== null; match = SPECIAL.exec(text)) {
    const token = lexAt(text, match.index, elements, problems);
    if (token === null) continue;
    flush(match.index);
    tokens.push(token);
    textStart = token.end;
    SPECIAL.lastIndex = token.end;
  }
  flush(text.length);
  return tokens;
}

function lexAt(text: string, start: number, elements: ElementLexer, problems: ProblemList): Token | null {
  switch (text[start]) {
    case '(':
    case '（':
      return lexParentheses(text, start, problems);
    case '[':
    case '［':
      return lexBracket(text, start, problems);
    case '{':
      return lexBraces(text, start, problems);
    case '<':
      return elements.lex(start);
    case '&':
      return lexEntity(text, start);
    default:
      return lexStars(text, start);
  }
}
