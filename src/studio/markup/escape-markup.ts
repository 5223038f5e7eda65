import { lexMarkup } from './lex';
import { ProblemList } from './problem';

/** A text as source that is spoken as it stands: the first sign of what would be read as markup becomes an entity. */
export function escapeMarkup(text: string): string {
  return lexMarkup(text, new ProblemList()).map(({ kind, start, end }) => {
    const piece = text.slice(start, end);
    return kind === 'text' ? piece : `&#${piece.charCodeAt(0)};${escapeRest(piece.slice(1))}`;
  }).join('');
}

/** Signs inside what is no longer markup could open some of their own. */
function escapeRest(piece: string): string {
  return piece.replace(/[(（[［{<&*]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
