const TITLE_WORDS = 5;

/** The first words of a text as a file may be called. */
export function fileNameOf(text: string): string {
  const words = text.replace(/[([<].*?[)\]>]/gu, ' ').replace(/[^\p{L}\p{N}\s'’-]/gu, ' ').trim().split(/\s+/u).slice(0, TITLE_WORDS).join(' ');
  return words.slice(0, 60) || 'Studio';
}
