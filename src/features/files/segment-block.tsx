import { Fragment, memo } from 'react';
import type { Segment, SoundMark } from '../../transcripts/document';
import { formatClock } from './format-time';
import type { EditPlace, SegmentHandlers } from './segment-handlers';
import { SegmentRow } from './segment-row';

export type SpeakerFace = { name: string; voice: number };
/** What is the same for every row. */
export type RowLook = { names: ReadonlyMap<string, SpeakerFace>; mainLanguage: Segment['language'] | undefined; hasTranslation: boolean; doubtBelow: number };

type SegmentBlockProps = {
  segments: readonly Segment[];
  /** The segment above; the same name is not written twice. */
  before: Segment | undefined;
  /** For each segment the sounds that begin before it. */
  sounds: readonly (readonly SoundMark[])[];
  look: RowLook;
  /** The row that the tab key reaches, if it is in here. */
  tabStop: string | null;
  /** What is being edited, if it is in here. */
  editing: EditPlace | null;
  handlers: SegmentHandlers;
};

/** Rows that are drawn together; drawn again only when one of them changes. */
export const SegmentBlock = memo(function SegmentBlock({ segments, before, sounds, look, tabStop, editing, handlers }: SegmentBlockProps) {
  const { names, mainLanguage, hasTranslation, doubtBelow } = look;
  const faceOf = (segment: Segment | undefined): SpeakerFace | undefined => names.get(segment?.speakerId ?? '');
  return segments.map((segment, index) => {
    const above = index === 0 ? before : segments[index - 1];
    const face = faceOf(segment);
    return (
      <Fragment key={segment.id}>
        {sounds[index]?.map((sound) => <SoundRow key={sound.startMs} sound={sound} />)}
        <SegmentRow
          segment={segment} speakerName={face?.name ?? null} voice={face?.voice ?? 0} isSameVoice={above !== undefined && face?.name === faceOf(above)?.name}
          isActive={segment.id === tabStop} editing={editing?.segmentId === segment.id ? editing : null} hasTranslation={hasTranslation}
          hasLanguageMark={segment.language !== mainLanguage && segment.words.length > 0} doubtBelow={doubtBelow} handlers={handlers}
        />
      </Fragment>
    );
  });
}, isSameBlock);

export function SoundRow({ sound: { name, startMs, endMs } }: { sound: SoundMark }) {
  return <li className="sound">{name} <span>{formatClock(startMs)}–{formatClock(endMs)}</span></li>;
}

/** Slices are new arrays at every change of a transcript; what is in them mostly is not. */
function isSameBlock(a: SegmentBlockProps, b: SegmentBlockProps): boolean {
  return a.before === b.before && a.look === b.look && a.tabStop === b.tabStop && a.editing === b.editing && a.handlers === b.handlers
    && hasSameItems(a.segments, b.segments) && a.sounds.length === b.sounds.length && a.sounds.every((marks, index) => hasSameItems(marks, b.sounds[index] ?? []));
}

function hasSameItems<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
