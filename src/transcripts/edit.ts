import { assertNever } from '../lib/assert-never';
import type { TranscriptDocument } from './document';
import { changeSegment, withSegments } from './change-segment';
import { mergeSegments, retimeSegment, splitSegment } from './edit-segments';
import { addSpeaker, mergeSpeakers, renameSpeaker, setSpeaker } from './edit-speakers';
import { replaceText, setText, setTranslation } from './edit-text';

/** What a person does to a transcript, as data: each can be undone. Ids name segments and speakers of the document. */
export type EditAction =
  /** Words that stay keep their times; new ones share the time of what they replace. */
  | { type: 'text.set'; segmentId: string; text: string }
  | { type: 'translation.set'; segmentId: string; to: 'en' | 'zh'; text: string }
  /** Cuts before the word of this index (1 … words − 1). */
  | { type: 'segment.split'; segmentId: string; wordIndex: number }
  | { type: 'segment.merge'; segmentId: string; nextSegmentId: string }
  | { type: 'segment.retime'; segmentId: string; startMs: number; endMs: number }
  | { type: 'segment.delete'; segmentId: string }
  | { type: 'segment.speaker'; segmentId: string; speakerId: string | null }
  | { type: 'speaker.add'; speakerId: string; name: string }
  | { type: 'speaker.rename'; speakerId: string; name: string }
  /** Everything `speakerId` said becomes `intoSpeakerId`'s. */
  | { type: 'speaker.merge'; speakerId: string; intoSpeakerId: string }
  | { type: 'text.replace'; find: string; replaceWith: string; isCaseSensitive: boolean }
  /** Words, times and speakers become what they were; the title stays. */
  | { type: 'version.restore'; version: TranscriptDocument };

/**
 * The document after an edit; the same object when the edit changes nothing or names what is not there.
 *
 * Segments stay ordered, apart from one another, and around their words. `updatedAtMs` is the caller's to set (`history.ts` does).
 */
export function applyEdit(document: TranscriptDocument, action: EditAction): TranscriptDocument {
  switch (action.type) {
    case 'text.set':
      return changeSegment(document, action.segmentId, (segment) => setText(segment, action.text));
    case 'translation.set':
      return changeSegment(document, action.segmentId, (segment) => setTranslation(segment, action.to, action.text));
    case 'segment.split':
      return splitSegment(document, action.segmentId, action.wordIndex);
    case 'segment.merge':
      return mergeSegments(document, action.segmentId, action.nextSegmentId);
    case 'segment.retime':
      return retimeSegment(document, action.segmentId, action.startMs, action.endMs);
    case 'segment.delete':
      return withSegments(document, document.segments.filter(({ id }) => id !== action.segmentId));
    case 'segment.speaker':
      return setSpeaker(document, action.segmentId, action.speakerId);
    case 'speaker.add':
      return addSpeaker(document, action.speakerId, action.name);
    case 'speaker.rename':
      return renameSpeaker(document, action.speakerId, action.name);
    case 'speaker.merge':
      return mergeSpeakers(document, action.speakerId, action.intoSpeakerId);
    case 'text.replace':
      return replaceText(document, action);
    case 'version.restore':
      return { ...document, speakers: action.version.speakers, segments: action.version.segments };
    default:
      return assertNever(action);
  }
}
