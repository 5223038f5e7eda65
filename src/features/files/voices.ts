import type { TranscriptDocument } from '../../transcripts/document';
import { voiceInk } from '../../ui/voice-ink';

/** Which ink a speaker is written in; 0 is the faint one of an unknown voice. */
export function voiceOf({ speakers }: Pick<TranscriptDocument, 'speakers'>, speakerId: string | null): number {
  return voiceInk(speakers.findIndex(({ id }) => id === speakerId));
}
