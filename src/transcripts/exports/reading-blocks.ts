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
  const groups: ReadingBlock[][] = [];
  let groupColumns = 0;
  for (const { startMs, endMs, speakerId, words, translation } of document.segments) {
    const block: ReadingBlock = {
      startMs, endMs,
      speakerName: speakerId === null ? null : (names.get(speakerId) ?? null),
      original: languages === 'translation' ? '' : joinWords(words),
      translation: languages === 'original' ? '' : (translation?.text ?? ''),
    };
    if (block.original === '' && block.translation === '') continue;
    const columns = measureColumns(block.original + block.translation);
    const group = groups.at(-1);
    if (group !== undefined && languages !== 'both' && groupColumns + columns <= PARAGRAPH_COLUMNS && continues(group.at(-1), block)) {
      group.push(block);
      groupColumns += columns;
    } else {
      groups.push([block]);
      groupColumns = columns;
    }
  }
  return groups.flatMap(joinBlocks);
}

function continues(last: ReadingBlock | undefined, next: ReadingBlock): boolean {
  return last !== undefined && last.speakerName === next.speakerName && next.startMs - last.endMs < PAUSE_MS;
}

function joinBlocks(blocks: readonly ReadingBlock[]): ReadingBlock[] {
  const [first] = blocks;
  if (first === undefined) return [];
  return [{ ...first, endMs: blocks.at(-1)?.endMs ?? first.endMs, original: joinTokens(blocks.map(({ original }) => original)), translation: joinTokens(blocks.map(({ translation }) => translation)) }];
}
