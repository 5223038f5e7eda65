import type { TranscriptDocument } from '../document';
import type { ExportOptions } from './formats';
import { toReadingBlocks } from './reading-blocks';
import { toClock } from './timestamps';

/** A heading, then paragraphs as in the text export; translations as quotations. */
export function toMarkdown(document: TranscriptDocument, options: ExportOptions): string {
  const paragraphs = toReadingBlocks(document, options).map(({ startMs, speakerName, original, translation }) => {
    const time = options.hasTimes ? `\`${toClock(startMs)}\` ` : '';
    const name = options.hasSpeakers && speakerName !== null ? `**${escapeMarkdown(speakerName)}:** ` : '';
    const lead = `${time}${name}`;
    if (original === '') return `${lead}${escapeParagraph(translation, lead)}`;
    return [`${lead}${escapeParagraph(original, lead)}`, ...(translation === '' ? [] : [`> ${escapeParagraph(translation, '')}`])].join('\n\n');
  });
  return `${[`# ${escapeMarkdown(document.title)}`, ...paragraphs].join('\n\n')}\n`;
}

/** What people said is text, never markup. */
function escapeMarkdown(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[\\`*_~[\]<>#|&]/g, '\\$&');
}

/** At the start of a paragraph "1.", "-" and "+" would begin a list. */
function escapeParagraph(text: string, lead: string): string {
  const escaped = escapeMarkdown(text);
  return lead === '' ? escaped.replace(/^(\d+)([.)])/, '$1\\$2').replace(/^[-+=]/, '\\$&') : escaped;
}
