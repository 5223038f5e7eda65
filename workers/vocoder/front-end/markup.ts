import { PAUSE, type Rule } from './piece';

/** Markdown, HTML and emoji that a reply may carry: the words stay, the marks go unspoken. Shared by all languages. */
export const MARKUP_RULES: Rule[] = [
  { pattern: /```[\s\S]*?(?:```|$)/y, say: () => PAUSE },
  { pattern: /<\/?[a-zA-Z][^<>]{0,80}>/y, say: () => null },
  { pattern: /\]\([^)\s]*\)/y, say: () => null },
  { pattern: /&(?:nbsp|amp|lt|gt|quot|#\d+);/y, say: () => null },
  { pattern: /\p{Extended_Pictographic}(?:\uFE0F|\u200D|\p{Extended_Pictographic}|\p{Emoji_Modifier})*/yu, say: () => null },
  { pattern: /[`*_~#[\]|]+/y, say: ([marks], before) => (marks === '*' && /\d\s*$/.test(before) ? undefined : null) },
];
