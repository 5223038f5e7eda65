import type { Language, SoundEvent, Word } from '../protocol/tokenizer';

/** One voice of a recording. `name` is what a person called it, or "Speaker 1". */
export type Speaker = { id: string; name: string };

/**
 * A stretch of speech of one speaker in one language. Its text is its words, joined as `join-words.ts` does.
 *
 * Words are ordered, do not overlap and lie within the segment; times are milliseconds from the start of the recording.
 */
export type Segment = {
  id: string;
  startMs: number;
  endMs: number;
  speakerId: string | null;
  language: Language;
  words: readonly Word[];
  /** Null until it was translated; text '' when there is nothing to translate. */
  translation: Translation | null;
};

/** `isOutdated` is set when the words were changed after they were translated. */
export type Translation = { to: 'en' | 'zh'; text: string; isOutdated?: boolean };

/** A sound that is not speech: music, noise, laughter … as the pack's tokenizer names it. */
export type SoundMark = { startMs: number; endMs: number; name: SoundEvent['name'] };

/** A recording made into text: what is edited, kept, searched and exported. Segments are ordered and do not overlap. */
export type TranscriptDocument = {
  id: string;
  /** The file's name without its extension, until a person names it. */
  title: string;
  fileName: string;
  createdAtMs: number;
  updatedAtMs: number;
  /** How long the recording is, as far as it was heard. */
  durationMs: number;
  speakers: readonly Speaker[];
  segments: readonly Segment[];
  sounds: readonly SoundMark[];
};
