import { memo } from 'react';
import type { Segment } from '../../transcripts/document';
import { isUnclear } from '../../transcripts/unclear';
import { ReadText } from './read-text';
import { EditText } from './edit-text';
import { formatClock } from './format-time';
import type { EditPlace, SegmentHandlers } from './segment-handlers';
import { segmentElementId } from './segment-elements';
import { LANGUAGES, WORDS } from './words';

type SegmentRowProps = {
  segment: Segment;
  speakerName: string | null;
  /** Which ink; 0 for an unknown voice. */
  voice: number;
  /** The same name goes on: it stands there only when it is reached for. */
  isSameVoice: boolean;
  /** Reached by the tab key; one row is. */
  isActive: boolean;
  editing: EditPlace | null;
  hasTranslation: boolean;
  /** In another language than most of the transcript. */
  hasLanguageMark: boolean;
  /** Words heard with less confidence are marked. */
  doubtBelow: number;
  handlers: SegmentHandlers;
};

/** One speech: name and time in the margin, words, and beside them their translation. */
export const SegmentRow = memo(function SegmentRow({ segment, speakerName, voice, isSameVoice, isActive, editing, hasTranslation, hasLanguageMark, doubtBelow, handlers }: SegmentRowProps) {
  const { id, startMs, language, translation, words } = segment;
  const isMissing = translation?.text === '' && translation.to !== language && !isUnclear(words);
  const tabIndex = isActive ? 0 : -1;
  const name = speakerName ?? WORDS.noSpeaker;
  const clock = formatClock(startMs);
  return (
    <li className="segment" id={segmentElementId(id)} data-voice={voice} data-same={isSameVoice} data-active={isActive}>
      <div className="segment__head">
        <button type="button" className="segment__speaker" tabIndex={tabIndex} aria-label={WORDS.speakerButton(name)} onClick={(event) => handlers.openPanel('speaker', id, event.currentTarget)}>{name}</button>
        <button type="button" className="segment__time" tabIndex={tabIndex} aria-label={WORDS.timeButton(clock)} onClick={(event) => handlers.openPanel('time', id, event.currentTarget)}>{clock}</button>
        {hasLanguageMark && <span className="segment__mark" lang={LANGUAGES[language].tag}>{LANGUAGES[language].name}</span>}
      </div>
      {editing?.field === 'text'
        ? <EditText segment={segment} place={editing} handlers={handlers} />
        : <ReadText segment={segment} doubtBelow={doubtBelow} tabIndex={tabIndex} handlers={handlers} />}
      {hasTranslation && (editing?.field === 'translation'
        ? <EditText segment={segment} place={editing} handlers={handlers} />
        : (
          <p
            className="segment__translation" lang={translation?.to === 'zh' ? 'zh-Hans' : 'en'} tabIndex={tabIndex} data-outdated={translation?.isOutdated === true}
            aria-label={WORDS.translation} onDoubleClick={() => handlers.edit({ segmentId: id, field: 'translation', caret: -1 })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              handlers.edit({ segmentId: id, field: 'translation', caret: -1 });
            }}
          >
            {translation?.text ?? ''}
            {isMissing && <span className="segment__missing">{WORDS.notTranslated}</span>}
          </p>
        ))}
    </li>
  );
});
