import { readDate, readTime } from '../../lib/written-dates';
import type { SayAs } from '../../protocol/speech';

/** A date that shows what a format asks for: the fourth of March. */
const EXAMPLE = { y: '2026', m: '3', d: '4' } as const;

/**
 * Why what stands in `<say-as>` cannot be read in the way that was asked for; null where it can, or where nothing certain was asked for: a
 * date or time without a format, and money, are read by the rules of the language. In any other case the voice reads it as usual.
 */
export function misfitOf(sayAs: SayAs, content: string): string | null {
  const text = content.trim();
  const [kind = '', format = ''] = sayAs.split('-');
  const wish = text === '' ? null : missing(kind, format, text);
  return wish === null ? null : `“${text}” ${wish} It is read as usual.`;
}

function missing(kind: string, format: string, text: string): string | null {
  switch (kind) {
    case 'digits':
    case 'telephone':
      return /\d/.test(text) ? null : 'has no digits.';
    case 'cardinal':
      return /^[-−+]?[\d,]*\.?\d+$/.test(text) ? null : 'is no number. Write it in digits, such as 12.5.';
    case 'ordinal':
      return /^\d[\d,]*(st|nd|rd|th)?$/i.test(text) ? null : 'is no ordinal number. Write it in digits, such as 3 or 3rd.';
    case 'date':
      return format === '' || readDate(text, format) !== null ? null : `is no date of the format ${format}. Write it as ${exampleOf(format)}.`;
    case 'time':
      return format === '' || readTime(text) !== null ? null : 'is no time. Write it as 14:30 or 2:30 pm.';
    default:
      return null;
  }
}

function exampleOf(format: string): string {
  return Array.from(format, (letter) => (letter === 'y' || letter === 'm' || letter === 'd' ? EXAMPLE[letter] : '')).join('/');
}
