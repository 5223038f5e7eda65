import { useMemo } from 'react';
import { useModel } from '../../../stores/app-context';
import { selectVoices } from '../../../stores/model-store';
import { PLAIN_WAY, type Chapter, type Script } from '../../../studio/script/script';
import { Button } from '../../../ui/button';
import { NewIcon } from '../../../ui/icons';
import { blocksWithin, type RowWindow } from '../../../ui/row-window';
import { useDrawnBlocks } from '../../../ui/use-row-window';
import { voiceInk } from '../../../ui/voice-ink';
import { ChapterHead, chapterElementId } from './chapter-head';
import { LineBlock } from './line-block';
import type { EditPlace, LineHandlers } from './line-handlers';
import type { LineLook } from './line-look';
import type { ChapterHandlers } from './use-chapter-handlers';
import { WORDS } from './words';

type ScriptListProps = {
  script: Script; rows: RowWindow; activeId: string | null; editing: EditPlace | null; folded: ReadonlySet<string>;
  handlers: LineHandlers; chapterHandlers: ChapterHandlers;
};

/** The script as it is read: chapters with their lines. What is out of sight is not laid out by the browser, and drawn when there is time. */
export function ScriptList({ script, rows, activeId, editing, folded, handlers, chapterHandlers }: ScriptListProps) {
  const { chapters } = script;
  const rowCount = chapters.reduce((sum, { lines }) => sum + lines.length, 0);
  const { drawn, scroller } = useDrawnBlocks(rows, rowCount);
  const look = useLook(script);
  const hasActive = chapters.some(({ lines }) => lines.some(({ id }) => id === activeId));
  const tabStop = hasActive ? activeId : (chapters.find(({ lines }) => lines.length > 0)?.lines[0]?.id ?? null);
  // A short script without a named chapter is read as it is, without a heading over it.
  const hasHeads = chapters.length > 1 || chapters.some(({ title }) => title !== '');
  const firstRows = useMemo(() => rowsBefore(chapters), [chapters]);
  return (
    <div className="script-lines" role="region" aria-label={WORDS.list} ref={scroller}>
      <div className="script-lines__content">
        {chapters.map((chapter, index) => (
          <section key={chapter.id} className="script-chapter" aria-labelledby={hasHeads ? chapterElementId(chapter.id) : undefined}>
            {hasHeads && <ChapterHead chapter={chapter} index={index} count={chapters.length} isFolded={folded.has(chapter.id)} handlers={chapterHandlers} />}
            {!folded.has(chapter.id) && (
              <>
                <ChapterLines lines={chapter.lines} firstRow={firstRows[index] ?? 0} drawn={drawn} look={look} tabStop={tabStop} editing={editing} handlers={handlers} />
                <Button variant="link" size="small" className="script-chapter__add" onClick={() => handlers.addTo(chapter.id)}><NewIcon size={16} />{chapter.lines.length === 0 ? WORDS.firstLine : WORDS.addLine}</Button>
              </>
            )}
          </section>
        ))}
        <div className="script-lines__end">
          <Button variant="link" size="small" onClick={() => chapterHandlers.addAfter(chapters.length - 1)}><NewIcon size={16} />{WORDS.newChapter}</Button>
          <p className="keys">{WORDS.keys}</p>
        </div>
      </div>
    </div>
  );
}

type ChapterLinesProps = { lines: Chapter['lines']; firstRow: number; drawn: ReadonlySet<number>; look: LineLook; tabStop: string | null; editing: EditPlace | null; handlers: LineHandlers };

/** The lines of a chapter in the blocks of the whole script, of which the first and the last may be cut by the chapter. */
function ChapterLines({ lines, firstRow, drawn, look, tabStop, editing, handlers }: ChapterLinesProps) {
  if (lines.length === 0) return null;
  return (
    <ol className="script-lines__list">
      {blocksWithin(firstRow, lines.length).map(({ block, start, end }) => {
        const part = lines.slice(start, end);
        if (!drawn.has(block)) return <li key={block} aria-hidden="true" data-block={block} style={{ height: `${part.length * ROW_REM}rem` }} />;
        const within = (id: string | null | undefined): boolean => part.some((line) => line.id === id);
        return (
          <LineBlock
            key={block} lines={part} before={lines[start - 1]} firstRow={firstRow + start} look={look}
            tabStop={within(tabStop) ? tabStop : null} editing={within(editing?.lineId) ? editing : null} handlers={handlers}
          />
        );
      })}
    </ol>
  );
}

/** A row that is out of sight, as the stylesheet has it. */
const ROW_REM = 3.1;

function useLook(script: Script): LineLook {
  const { speakers, narratorWay } = script;
  const voices = useModel(selectVoices);
  // Who speaks stays the same while a slider changes how.
  const names = speakers.map(({ name }) => name).join('\n');
  const inks = useMemo(() => new Map(names.split('\n').map((name, index) => [name, voiceInk(index)])), [names]);
  const voiceNames = useMemo(() => new Map(voices.map(({ id, name }) => [id, name])), [voices]);
  const ways = useMemo(() => new Map([[null, narratorWay ?? PLAIN_WAY], ...speakers.map(({ name, way = PLAIN_WAY }) => [name, way] as const)]), [speakers, narratorWay]);
  return useMemo(() => ({ inks, voiceNames, ways }), [inks, voiceNames, ways]);
}

function rowsBefore(chapters: readonly Chapter[]): number[] {
  let row = 0;
  return chapters.map(({ lines }) => (row += lines.length) - lines.length);
}
