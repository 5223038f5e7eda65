import type { JobErrorCode, TurnId } from '../protocol/job';
import type { TurnState, UtteranceId } from './turn-state';

/** `blank`: no words in it. `echo`: the assistant's own voice. */
export type Verdict = 'words' | 'blank' | 'echo';

/** Everything that can happen to a conversation. */
export type TurnEvent =
  | { type: 'speech.started'; utteranceId: UtteranceId }
  | { type: 'speech.confirmed'; utteranceId: UtteranceId }
  | { type: 'speech.misfired'; utteranceId: UtteranceId }
  | { type: 'speech.paused'; utteranceId: UtteranceId }
  | { type: 'speech.resumed'; utteranceId: UtteranceId }
  | { type: 'speech.ended'; utteranceId: UtteranceId }
  | { type: 'talk.pressed'; utteranceId: UtteranceId }
  | { type: 'talk.released' }
  /** Muted, or the microphone is gone: what was heard so far is all there will be. */
  | { type: 'hearing.stopped' }
  | { type: 'transcript.tentative'; utteranceId: UtteranceId; text: string }
  | { type: 'transcript.final'; utteranceId: UtteranceId; turnId: TurnId; verdict: Verdict }
  | { type: 'transcript.failed'; utteranceId: UtteranceId }
  | { type: 'text.sent'; turnId: TurnId }
  /** Something is to be spoken that is not part of the conversation: an old reply again, or a voice to choose. */
  | { type: 'aside.requested'; turnId: TurnId }
  | { type: 'stop.requested' }
  | { type: 'playback.started'; turnId: TurnId }
  | { type: 'playback.drained'; turnId: TurnId }
  /** Nothing more will be written; with `hasAudio`, `playback.drained` is still to come. */
  | { type: 'reply.ended'; turnId: TurnId; hasAudio: boolean }
  | { type: 'engines.failed'; code: JobErrorCode; message: string }
  | { type: 'engines.ready' };

/** What the runner is to do, in this order. */
export type TurnEffect =
  | { type: 'recognition.open'; utteranceId: UtteranceId }
  | { type: 'recognition.peek'; utteranceId: UtteranceId }
  | { type: 'recognition.finish'; utteranceId: UtteranceId }
  | { type: 'recognition.cancel'; utteranceId: UtteranceId }
  | { type: 'speculation.start'; utteranceId: UtteranceId; text: string }
  | { type: 'speculation.drop' }
  /** Adds what the person said in this turn to the conversation. */
  | { type: 'human.add'; turnId: TurnId }
  | { type: 'reply.start'; turnId: TurnId }
  | { type: 'aside.start'; turnId: TurnId }
  | { type: 'reply.cancel'; turnId: TurnId }
  /** Says the rest of a reply that was cut for nothing; the rest may be all of it. */
  | { type: 'reply.resume'; turnId: TurnId }
  /** What was not heard of this reply never will be. */
  | { type: 'reply.close'; turnId: TurnId }
  | { type: 'playback.flush' }
  | { type: 'playback.duck' }
  | { type: 'playback.unduck' }
  | { type: 'vad.reset' };

export type TurnStep = { state: TurnState; effects: TurnEffect[] };
