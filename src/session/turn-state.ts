import type { JobErrorCode, TurnId } from '../protocol/job';

export type UtteranceId = string;

/**
 * One stretch of the person's speech on its way to a transcript: `onset` may still be a cough, `speech` is
 * confirmed, `ended` waits for the final transcript.
 */
export type Utterance = { utteranceId: UtteranceId; stage: 'onset' | 'speech' | 'ended' };

/** The phase of the conversation; what exists only in a phase lives only in that phase. */
export type TurnState =
  | { phase: 'idle' }
  | {
      phase: 'listening';
      current: Utterance;
      /** Speech that began before the transcript of `current` was there. */
      next: Utterance | null;
      /** The reply that was cut by this utterance; it goes on if the utterance turns out to be nothing. */
      interruptedTurnId: TurnId | null;
      /** The transcript that speculative work is being done on. */
      speculativeText: string | null;
    }
  | { phase: 'thinking'; turnId: TurnId; onset: UtteranceId | null }
  | { phase: 'speaking'; turnId: TurnId; onset: UtteranceId | null }
  /** When the engines are back, `utterance` is recognised from the recording and `retryTurnId` is answered. */
  | { phase: 'failed'; code: JobErrorCode; message: string; utterance: Utterance | null; retryTurnId: TurnId | null };

export type Phase = TurnState['phase'];

export const IDLE: TurnState = { phase: 'idle' };
