import { Fragment, useMemo, type ReactNode } from 'react';
import { useFiles } from '../../stores/app-context';
import { selectJobs } from '../../stores/files-store';
import type { Segment, SoundMark, TranscriptDocument } from '../../transcripts/document';
import { markingThreshold } from '../../transcripts/low-confidence';
import { isUnclear } from '../../transcripts/unclear';
import { formatClock } from './format-time';
import { ROWS_A_BLOCK, type RowWindow } from './row-window';
import { SegmentRow } from './segment-row';
import type { EditPlace, SegmentHandlers } from './segment-handlers';
import { useDrawnBlocks } from './use-row-window';
import { voiceOf } from './voices';
import { WORDS } from './words';

type SegmentListProps = { open: TranscriptDocument; rows: RowWindow; activeId: string | null; editing: EditPlace | null; hasTranslation: boolean; hasSounds: boolean; handlers: SegmentHandlers };

/** The words, laid out as in a libretto; what is out of sight is not laid out by the browser, and drawn when there is time. */
export function SegmentList({ open, rows, activeId, editing, hasTranslation, hasSounds, handlers }: SegmentListProps) {
  const { segments, speakers } = open;
  const { drawn, scroller } = useDrawnBlocks(rows, segments.length);
  const isRunning = useFiles((state) => selectJobs(state).some(({ id, phase }) => id === open.id && (phase === 'running' || phase === 'waiting')));
  const isTranslated = hasTranslation && segments.some(({ translation }) => translation !== null);
  const names = useMemo(() => new Map(speakers.map(({ id, name }) => [id, { name, voice: voiceOf({ ...open, speakers }, id) }])), [open, speakers]);
  const mainLanguage = useMemo(() => mostCommonLanguage(segments), [segments]);
  const doubtBelow = useMemo(() => coarse(markingThreshold({ segments })), [segments]);
  const sounds = useMemo(() => soundsBefore(segments, hasSounds ? open.sounds : []), [segments, hasSounds, open.sounds]);
  const nameOf = (segment: Segment | undefined) => names.get(segment?.speakerId ?? '')?.name ?? null;
  const tabStop = segments.some(({ id }) => id === activeId) ? activeId : segments[0]?.id;
  const drawRow = (segment: Segment, index: number): ReactNode => {
    const speaker = segment.speakerId === null ? undefined : names.get(segment.speakerId);
    return (
      <Fragment key={segment.id}>
        {sounds[index]?.map((sound) => <SoundRow key={sound.startMs} sound={sound} />)}
        <SegmentRow
          segment={segment} speakerName={speaker?.name ?? null} voice={speaker?.voice ?? 0} isSameVoice={index > 0 && nameOf(segment) === nameOf(segments[index - 1])}
          isActive={segment.id === tabStop} editing={editing?.segmentId === segment.id ? editing : null} hasTranslation={isTranslated}
          hasLanguageMark={segment.language !== mainLanguage && segment.words.length > 0} doubtBelow={doubtBelow} handlers={handlers}
        />
      </Fragment>
    );
  };
  const drawBlock = (block: number): ReactNode => {
    const count = Math.min(ROWS_A_BLOCK, segments.length - block * ROWS_A_BLOCK);
    return <li key={`ahead ${block}`} className="segments__ahead" aria-hidden="true" data-block={block} style={{ height: `${count * ROW_REM}rem` }} />;
  };
  return (
    <div className="segments" role="region" aria-label={WORDS.transcript} data-translated={isTranslated} ref={scroller}>
      {segments.length === 0 && <p className="segments__empty">{isRunning ? WORDS.noWordsYet : WORDS.noWords}</p>}
      <ol className="segments__list">
        {segments.flatMap((segment, index) => {
          if (drawn.has(Math.floor(index / ROWS_A_BLOCK))) return [drawRow(segment, index)];
          return index % ROWS_A_BLOCK === 0 ? [drawBlock(index / ROWS_A_BLOCK)] : [];
        })}
        {sounds[segments.length]?.map((sound) => <SoundRow key={sound.startMs} sound={sound} />)}
      </ol>
      <Partial documentId={open.id} />
      {segments.length > 0 && <p className="segments__keys">{WORDS.doubtful} {WORDS.keys}</p>}
    </div>
  );
}

/** A row that is out of sight, as the stylesheet has it: its height and its padding. */
const ROW_REM = 3.85;

/** In steps, because every row is drawn anew when it changes. */
const coarse = (threshold: number) => Math.round(threshold * 20) / 20;

function SoundRow({ sound: { name, startMs, endMs } }: { sound: SoundMark }) {
  return <li className="sound">{name} <span>{formatClock(startMs)}–{formatClock(endMs)}</span></li>;
}

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
