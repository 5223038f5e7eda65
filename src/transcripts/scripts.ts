import { eastAsianWidth } from 'get-east-asian-width';

const IDEOGRAPH = /^(?=[\p{L}\p{N}])[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u;
const HAS_IDEOGRAPH = /(?=[\p{L}\p{N}])[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u;
const HAS_KANA = /(?=\p{L})[\p{sc=Hiragana}\p{sc=Katakana}]/u;
const INVISIBLE = /^[\p{M}\p{Cf}\p{Cc}]+$/u;
const EMOJI = /\p{Emoji_Presentation}|\u{FE0F}/u;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Whether a character belongs to a script written without spaces between words (Han, hiragana, katakana). */
export function isIdeograph(character: string): boolean {
  return IDEOGRAPH.test(character);
}

export function hasIdeograph(text: string): boolean {
  return HAS_IDEOGRAPH.test(text);
}

/** The language a text is most likely written in, from its script alone: for imports, which do not say. */
export function guessLanguage(text: string): 'en' | 'zh' | 'ja' | 'other' {
  if (HAS_KANA.test(text)) return 'ja';
  if (hasIdeograph(text)) return 'zh';
  return /\p{sc=Latin}/u.test(text) || !/\p{L}/u.test(text) ? 'en' : 'other';
}

/**
 * Columns a word takes on a screen: a Latin letter one, a CJK character two (Unicode's East Asian Width, UAX #11),
 * an emoji two, a combining mark none.
 *
 * Characters of ambiguous width (“ ” … —) are wide where they stand with ideographs, as CJK fonts draw them.
 */
export function measureColumns(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  if (/^[\u3001\u3002\u4e00-\u9fff\uff01\uff0c\uff1a\uff1b\uff1f]+$/.test(text)) return 2 * text.length;
  const ambiguousAsWide = hasIdeograph(text);
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (INVISIBLE.test(segment)) continue;
    columns += EMOJI.test(segment) ? 2 : eastAsianWidth(segment.codePointAt(0) ?? 0, { ambiguousAsWide });
  }
  return columns;
}
