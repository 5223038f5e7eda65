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
  | { type: 'text.replace'; find: string; replaceWith: string; isCaseSensitive: boolean };
