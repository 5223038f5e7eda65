import type { TranscriptDocument } from '../../transcripts/document';

/** Inks of the stylesheet, `--voice-1` and so on; more voices than that share them. */
export const VOICE_COUNT = 6;

/** Which ink a speaker is written in; 0 is the faint one of an unknown voice. */
export function voiceOf({ speakers }: Pick<TranscriptDocument, 'speakers'>, speakerId: string | null): number {
  const index = speakers.findIndex(({ id }) => id === speakerId);
  return index < 0 ? 0 : (index % VOICE_COUNT) + 1;
}
