import type { TranscriptDocument } from '../document';
import { joinTokens, joinWords } from '../join-words';
import { measureColumns } from '../scripts';
import type { ExportOptions } from './formats';

/** A paragraph for reading. A language that was not asked for, or is not there, is ''. */
export type ReadingBlock = { startMs: number; endMs: number; speakerName: string | null; original: string; translation: string };

/** A paragraph ends at a pause as long as this, or when it is as long as this. */
const PAUSE_MS = 2000;
const PARAGRAPH_COLUMNS = 600;

/**
 * The document as paragraphs: what one speaker says without a long pause. With both languages every segment stands alone,
 * so that each text is next to its translation.
 */
export function toReadingBlocks(document: TranscriptDocument, { languages }: Pick<ExportOptions, 'languages'>): ReadingBlock[] {
  const names = new Map(document.speakers.map(({ id, name }) => [id, name]));
  const blocks: ReadingBlock[] = [];
  for (const { startMs, endMs, speakerId, words, translation } of document.segments) {
    const block: ReadingBlock = {
      startMs, endMs,
      speakerName: speakerId === null ? null : (names.get(speakerId) ?? null),
      original: languages === 'translation' ? '' : joinWords(words),
      translation: languages === 'original' ? '' : (translation?.text ?? ''),
    };
    if (block.original === '' && block.translation === '') continue;
    const last = blocks.at(-1);
    if (last !== undefined && languages !== 'both' && continues(last, block)) blocks[blocks.length - 1] = joinBlocks(last, block);
    else blocks.push(block);
  }
  return blocks;
}

function continues(last: ReadingBlock, next: ReadingBlock): boolean {
  return last.speakerName === next.speakerName && next.startMs - last.endMs < PAUSE_MS
    && measureColumns(last.original + last.translation + next.original + next.translation) <= PARAGRAPH_COLUMNS;
}

function joinBlocks(last: ReadingBlock, next: ReadingBlock): ReadingBlock {
  return { ...last, endMs: next.endMs, original: joinTokens([last.original, next.original]), translation: joinTokens([last.translation, next.translation]) };
}
