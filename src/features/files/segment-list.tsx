import { useMemo, type ReactNode } from 'react';
import { useFiles } from '../../stores/app-context';
import { selectJobs } from '../../stores/files-store';
import type { Segment, SoundMark, TranscriptDocument } from '../../transcripts/document';
import { markingThreshold } from '../../transcripts/low-confidence';
import { isUnclear } from '../../transcripts/unclear';
import { ROWS_A_BLOCK, type RowWindow } from '../../ui/row-window';
import { SegmentBlock, SoundRow, type RowLook } from './segment-block';
import type { EditPlace, SegmentHandlers } from './segment-handlers';
import { useDrawnBlocks } from '../../ui/use-row-window';
import { voiceOf } from './voices';
import { WORDS } from './words';

type SegmentListProps = { open: TranscriptDocument; rows: RowWindow; activeId: string | null; editing: EditPlace | null; hasTranslation: boolean; hasSounds: boolean; handlers: SegmentHandlers };

/** The words, laid out as in a libretto; what is out of sight is not laid out by the browser, and drawn when there is time. */
export function SegmentList({ open, rows, activeId, editing, hasTranslation, hasSounds, handlers }: SegmentListProps) {
  const { segments, speakers } = open;
  const { drawn, scroller } = useDrawnBlocks(rows, segments.length);
  const isRunning = useFiles((state) => selectJobs(state).some(({ id, phase }) => id === open.id && (phase === 'running' || phase === 'waiting')));
  const isTranslated = hasTranslation && segments.some(({ translation }) => translation !== null);
  const mainLanguage = useMemo(() => mostCommonLanguage(segments), [segments]);
  const doubtBelow = useMemo(() => coarse(markingThreshold({ segments })), [segments]);
  const sounds = useMemo(() => soundsBefore(segments, hasSounds ? open.sounds : []), [segments, hasSounds, open.sounds]);
  const look = useMemo((): RowLook => {
    const names = new Map(speakers.map(({ id, name }) => [id, { name, voice: voiceOf({ speakers }, id) }]));
    return { names, mainLanguage, hasTranslation: isTranslated, doubtBelow };
  }, [speakers, mainLanguage, isTranslated, doubtBelow]);
  const tabStop = segments.some(({ id }) => id === activeId) ? activeId : (segments[0]?.id ?? null);
  const drawBlock = (block: number): ReactNode => {
    const start = block * ROWS_A_BLOCK;
    const rows = segments.slice(start, start + ROWS_A_BLOCK);
    if (!drawn.has(block)) return <li key={block} className="segments__ahead" aria-hidden="true" data-block={block} style={{ height: `${rows.length * ROW_REM}rem` }} />;
    const within = (id: string | null | undefined): boolean => rows.some((row) => row.id === id);
    return (
      <SegmentBlock
        key={block} segments={rows} before={segments[start - 1]} sounds={sounds.slice(start, start + rows.length)} look={look}
        tabStop={within(tabStop) ? tabStop : null} editing={within(editing?.segmentId) ? editing : null} handlers={handlers}
      />
    );
  };
  return (
    <div className="segments" role="region" aria-label={WORDS.transcript} data-translated={isTranslated} ref={scroller}>
      {segments.length === 0 && <p className="segments__empty">{isRunning ? WORDS.noWordsYet : WORDS.noWords}</p>}
      {isTranslated && <p className="segments__note">{WORDS.translationQuality}</p>}
      <ol className="segments__list">
        {Array.from({ length: Math.ceil(segments.length / ROWS_A_BLOCK) }, (_, block) => drawBlock(block))}
        {sounds[segments.length]?.map((sound) => <SoundRow key={sound.startMs} sound={sound} />)}
      </ol>
      <Partial documentId={open.id} />
      {segments.length > 0 && <p className="segments__keys">{WORDS.doubtful} <span className="keys">{WORDS.keys}</span></p>}
    </div>
  );
}

/** A row that is out of sight, as the stylesheet has it: its height and its padding. */
const ROW_REM = 3.85;

/** In steps, because every row is drawn anew when it changes. */
const coarse = (threshold: number) => Math.round(threshold * 20) / 20;

/** Words that are being found right now and may still change. */
function Partial({ documentId }: { documentId: string }) {
  const text = useFiles(({ partial }) => (partial?.jobId === documentId ? partial.text : ''));
  return text === '' ? null : <p className="segments__partial">{text}</p>;
}

function mostCommonLanguage(segments: readonly Segment[]): Segment['language'] | undefined {
  const counts = new Map<Segment['language'], number>();
  for (const { language, words } of segments) if (!isUnclear(words)) counts.set(language, (counts.get(language) ?? 0) + words.length);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** For each segment the sounds that begin before it and after the one above; after the last segment what follows. */
function soundsBefore(segments: readonly Segment[], sounds: readonly SoundMark[]): SoundMark[][] {
  const rows: SoundMark[][] = Array.from({ length: segments.length + 1 }, () => []);
  let index = 0;
  for (const sound of [...sounds].sort((a, b) => a.startMs - b.startMs)) {
    while (index < segments.length && (segments[index]?.startMs ?? Infinity) <= sound.startMs) index++;
    rows[index]?.push(sound);
  }
  return rows;
}
