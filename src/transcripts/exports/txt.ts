import type { TranscriptDocument } from '../document';
import type { ExportOptions } from './formats';
import { toReadingBlocks } from './reading-blocks';
import { toClock } from './timestamps';

/** Paragraphs with an empty line between; times and names before them if wished, a translation on the line below. */
export function toTxt(document: TranscriptDocument, options: ExportOptions): string {
  return toReadingBlocks(document, options).map(({ startMs, speakerName, original, translation }) => {
    const time = options.hasTimes ? `[${toClock(startMs)}] ` : '';
    const name = options.hasSpeakers && speakerName !== null ? `${speakerName}: ` : '';
    return `${time}${name}${[original, translation].filter((text) => text !== '').join('\n')}\n`;
  }).join('\n');
}
