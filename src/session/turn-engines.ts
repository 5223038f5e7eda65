/** How the conversation waits while an engine is being loaded again. */
import type { JobErrorCode } from '../protocol/job';
import type { TurnEffect, TurnEvent, TurnStep } from './turn-events';
import { cancelRecognitions, dropSpeculation, listenTo, unchanged, type Working } from './turn-hearing';
import type { TurnState, Utterance, UtteranceId } from './turn-state';

export type Failed = Extract<TurnState, { phase: 'failed' }>;

/** Everything in flight is lost with the engines; the words heard and said, and the sound recorded, are not. */
export function onFailed(state: Working, code: JobErrorCode, message: string): TurnStep {
  const failed = (utterance: Utterance | null, retryTurnId: string | null): Failed => ({ phase: 'failed', code, message, utterance, retryTurnId });
  if (state.phase === 'idle') return { state: failed(null, null), effects: [] };
  const cancelled = cancelRecognitions(state);
  if (state.phase === 'listening') {
    return { state: failed(state.current, state.interruptedTurnId), effects: [...cancelled, ...dropSpeculation(state)] };
  }
  const utterance: Utterance | null = state.onset === null ? null : { utteranceId: state.onset, stage: 'onset' };
  const effects: TurnEffect[] = [{ type: 'playback.flush' }, { type: 'reply.cancel', turnId: state.turnId }, ...cancelled];
  return { state: failed(utterance, state.turnId), effects };
}

/** Voice detection runs in a realm of its own, so a person can go on speaking while the engines come back. */
export function whileFailed(state: Failed, event: TurnEvent): TurnStep {
  switch (event.type) {
    case 'engines.ready':
      return recover(state);
    case 'engines.failed':
      return { state: { ...state, code: event.code, message: event.message }, effects: [] };
    case 'stop.requested':
      return { state: { ...state, utterance: null, retryTurnId: null }, effects: [...closeRetry(state), { type: 'vad.reset' }] };
    case 'text.sent':
      return { state: { ...state, utterance: null, retryTurnId: event.turnId }, effects: [...closeRetry(state), { type: 'human.add', turnId: event.turnId }] };
    case 'speech.started':
      return state.utterance?.stage === 'ended' ? unchanged(state) : hold(state, { utteranceId: event.utteranceId, stage: 'onset' });
    case 'talk.pressed':
      return state.utterance?.stage === 'ended' ? unchanged(state) : hold(state, { utteranceId: event.utteranceId, stage: 'speech' });
    case 'speech.confirmed':
      return advance(state, event.utteranceId, 'speech');
    case 'speech.ended':
      return advance(state, event.utteranceId, 'ended');
    case 'talk.released':
      return state.utterance === null ? unchanged(state) : advance(state, state.utterance.utteranceId, 'ended');
    case 'speech.misfired':
      return state.utterance?.utteranceId === event.utteranceId ? hold(state, null) : unchanged(state);
    case 'hearing.stopped':
      return state.utterance?.stage === 'speech' ? hold(state, { ...state.utterance, stage: 'ended' }) : unchanged(state);
    default:
      return unchanged(state);
  }
}

const hold = (state: Failed, utterance: Utterance | null): TurnStep => ({ state: { ...state, utterance }, effects: [] });

function advance(state: Failed, utteranceId: UtteranceId, stage: Utterance['stage']): TurnStep {
  const { utterance } = state;
  if (utterance?.utteranceId !== utteranceId || utterance.stage === 'ended') return unchanged(state);
  return hold(state, { utteranceId, stage });
}

const closeRetry = (state: Failed): TurnEffect[] =>
  state.retryTurnId === null ? [] : [{ type: 'reply.close', turnId: state.retryTurnId }];

/** An utterance that waited is heard first: it is newer than the reply that was lost. */
function recover(state: Failed): TurnStep {
  const { utterance, retryTurnId } = state;
  const open: TurnEffect[] = utterance === null ? [] : [{ type: 'recognition.open', utteranceId: utterance.utteranceId }];
  if (utterance !== null && (utterance.stage !== 'onset' || retryTurnId === null)) {
    if (utterance.stage === 'ended') open.push({ type: 'recognition.finish', utteranceId: utterance.utteranceId });
    return { state: listenTo(utterance, retryTurnId), effects: open };
  }
  if (retryTurnId === null) return { state: { phase: 'idle' }, effects: [] };
  return {
    state: { phase: 'thinking', turnId: retryTurnId, onset: utterance?.utteranceId ?? null },
    effects: [{ type: 'reply.resume', turnId: retryTurnId }, ...open],
  };
}
