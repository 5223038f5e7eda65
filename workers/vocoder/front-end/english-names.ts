import { integerToWords, ordinalToWords } from './english-numbers';
import type { Rule } from './piece';

const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };
/** After these a Roman numeral counts; after other names it is a ruler's. */
const COUNTED = 'chapter|part|volume|book|act|scene|section|phase|type|class|level|stage|war|bowl|article|appendix|title|grade|episode|season|mark|rocky';
const RULERS = 'henry|louis|george|edward|charles|elizabeth|james|john|paul|pius|richard|william|philip|napoleon|benedict|francis|leo|alexander|catherine|mary|ivan|gregory|innocent|ptolemy';

function romanToInteger(roman: string): number {
  return Array.from(roman).reduce((sum, letter, i) => {
    const [here, next] = [ROMAN[letter] ?? 0, ROMAN[roman[i + 1] ?? ''] ?? 0];
    return sum + (here < next ? -here : here);
  }, 0);
}

/** A number sign that is no heading of Markdown, and a tilde that strikes nothing out. They come before the rules that drop such marks. */
export const HASH_RULES: Rule[] = [
  { pattern: /([A-G])#(?![\p{L}\d#])/yu, say: ([, letter = ''], before) => (/[\p{L}\d]$/u.test(before) ? undefined : `${letter} sharp`) },
  { pattern: /~(?=[$£€]?\d)/y, say: (_, before) => (before.endsWith('~') ? undefined : 'about') },
  { pattern: /#(\d+)/y, say: ([, number = '']) => `number ${integerToWords(number)}` },
  { pattern: /#(?=\p{L})/yu, say: (_, before) => (/[\p{L}\d#/]$/u.test(before) ? undefined : 'hashtag') },
];

/** Words that are written as signs, numerals or short forms, and depend on what stands beside them. */
export const NAME_RULES: Rule[] = [
  {
    pattern: /(X{0,3}(?:IX|IV|V?I{1,3}|V|X))(?![\p{L}\d'’])/yu,
    say: ([, roman = ''], before) => {
      const value = romanToInteger(roman);
      if (new RegExp(String.raw`\b(?:${COUNTED})\s$`, 'i').test(before)) return integerToWords(String(value));
      return new RegExp(String.raw`\b(?:${RULERS})\s$`, 'i').test(before) && value > 1 ? `the ${ordinalToWords(String(value))}` : undefined;
    },
  },
  // "St. John" is a saint, "Main St." a street.
  { pattern: /St\.(?!\s+\p{Lu})/yu, say: (_, before) => (/\p{L}\s$/u.test(before) ? 'street' : undefined) },
  { pattern: /Dr\.(?!\s+\p{Lu})/yu, say: (_, before) => (/\p{L}\s$/u.test(before) ? 'drive' : undefined) },
  { pattern: /w\/o?(?![\p{L}\d])/yu, say: ([short], before) => (/[\p{L}\d]$/u.test(before) ? undefined : short === 'w/' ? 'with' : 'without') },
];
