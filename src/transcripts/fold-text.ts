/** A text as search and comparison see it: without case, accents and the difference of full and half width. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().normalize('NFC');
}
