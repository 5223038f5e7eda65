import { assertNever } from '../lib/assert-never';
import type { TurnEvent, TurnStep } from './turn-events';
import * as engines from './turn-engines';
import * as hearing from './turn-hearing';
import * as reply from './turn-reply';
import type { TurnState } from './turn-state';

/**
 * Decides what the conversation does next. Pure: clocks, workers and audio stay with the caller.
 *
 * An event about an utterance or a turn that is no longer the current one changes nothing, because workers
 * and worklets may have events in flight when a person interrupts.
 */
export function reduceTurn(state: TurnState, event: TurnEvent): TurnStep {
  if (state.phase === 'failed') return engines.whileFailed(state, event);
  switch (event.type) {
    case 'speech.started':
      return hearing.onStarted(state, event.utteranceId);
    case 'speech.confirmed':
      return hearing.onConfirmed(state, event.utteranceId);
    case 'speech.misfired':
      return hearing.onMisfired(state, event.utteranceId);
    case 'speech.paused':
      return hearing.onPaused(state, event.utteranceId);
    case 'speech.resumed':
      return hearing.onResumed(state, event.utteranceId);
    case 'speech.ended':
      return hearing.onEnded(state, event.utteranceId);
    case 'talk.pressed':
      return hearing.onPressed(state, event.utteranceId);
    case 'talk.released':
      return hearing.onReleased(state);
    case 'hearing.stopped':
      return hearing.onHearingStopped(state);
    case 'transcript.tentative':
      return hearing.onTentative(state, event.utteranceId, event.text);
    case 'transcript.final':
      return reply.onTranscript(state, event.utteranceId, event.turnId, event.verdict);
    case 'transcript.failed':
      return reply.onTranscript(state, event.utteranceId, '', 'blank');
    case 'text.sent':
      return reply.onText(state, event.turnId);
    case 'aside.requested':
      return reply.onAside(state, event.turnId);
    case 'stop.requested':
      return reply.onStop(state);
    case 'playback.started':
      return reply.onPlaybackStarted(state, event.turnId);
    case 'playback.drained':
      return reply.onDrained(state, event.turnId);
    case 'reply.ended':
      return reply.onReplyEnded(state, event.turnId, event.hasAudio);
    case 'engines.failed':
      return engines.onFailed(state, event.code, event.message);
    case 'engines.ready':
      return { state, effects: [] };
    default:
      return assertNever(event);
  }
}
