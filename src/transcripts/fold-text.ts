/** A text as search and comparison see it: without case, accents and the difference of full and half width. */
export function foldText(text: string): string {
  // Most text needs no more, and search folds hours of it at every keystroke.
  if (/^[\x00-\x7f\u3001\u3002\u4e00-\u9fff]*$/.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().normalize('NFC');
}
