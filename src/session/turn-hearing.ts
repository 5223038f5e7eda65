/** How the conversation answers to sound from the person, before there are words. */
import type { TurnEffect, TurnStep } from './turn-events';
import type { TurnState, Utterance, UtteranceId } from './turn-state';

/** Phases in which the engines work. */
export type Working = Exclude<TurnState, { phase: 'failed' }>;
export type Listening = Extract<TurnState, { phase: 'listening' }>;

export const unchanged = (state: TurnState): TurnStep => ({ state, effects: [] });

/** Listening to an utterance that has no history yet. */
export function listenTo(current: Utterance, interruptedTurnId: string | null = null): Listening {
  return { phase: 'listening', current, next: null, interruptedTurnId, speculativeText: null };
}

/** Cancels the recognition of every utterance a state holds. */
export function cancelRecognitions(state: Working): TurnEffect[] {
  const cancel = (utteranceId: UtteranceId): TurnEffect => ({ type: 'recognition.cancel', utteranceId });
  if (state.phase === 'listening') {
    return [state.current, state.next].filter((item) => item !== null).map((item) => cancel(item.utteranceId));
  }
  return state.phase !== 'idle' && state.onset !== null ? [cancel(state.onset)] : [];
}

export function onStarted(state: Working, utteranceId: UtteranceId): TurnStep {
  const open: TurnEffect = { type: 'recognition.open', utteranceId };
  const onset: Utterance = { utteranceId, stage: 'onset' };
  if (state.phase === 'idle') return { state: listenTo(onset), effects: [open] };
  if (state.phase === 'listening') {
    // A detector that starts twice without an end has forgotten the first; its words would never be asked for.
    if (state.current.stage !== 'ended') {
      return { state: { ...state, current: onset, next: null, speculativeText: null }, effects: [...cancelRecognitions(state), ...dropSpeculation(state), open] };
    }
    return { state: { ...state, next: onset }, effects: [...cancelNext(state), open] };
  }
  const duck: TurnEffect[] = state.phase === 'speaking' ? [{ type: 'playback.duck' }] : [];
  return { state: { ...state, onset: utteranceId }, effects: [...duck, ...cancelRecognitions(state), open] };
}

export function onConfirmed(state: Working, utteranceId: UtteranceId): TurnStep {
  const speech: Utterance = { utteranceId, stage: 'speech' };
  if (state.phase === 'idle') return unchanged(state);
  if (state.phase === 'listening') {
    if (isStage(state.current, utteranceId, 'onset')) return { state: { ...state, current: speech }, effects: [] };
    if (isStage(state.next, utteranceId, 'onset')) return { state: { ...state, next: speech }, effects: [] };
    return unchanged(state);
  }
  if (state.onset !== utteranceId) return unchanged(state);
  return { state: listenTo(speech, state.turnId), effects: interruption(state.turnId) };
}

/** The person speaks over a reply: silence the speaker first, then stop what makes the sound. */
function interruption(turnId: string): TurnEffect[] {
  return [{ type: 'playback.flush' }, { type: 'reply.cancel', turnId }];
}

export function onMisfired(state: Working, utteranceId: UtteranceId): TurnStep {
  const effects: TurnEffect[] = [{ type: 'recognition.cancel', utteranceId }];
  if (state.phase === 'idle') return unchanged(state);
  if (state.phase === 'listening') {
    if (isStage(state.next, utteranceId, 'onset')) return { state: { ...state, next: null }, effects };
    if (!isStage(state.current, utteranceId, 'onset')) return unchanged(state);
    const { state: after, effects: more } = carryOn(state);
    return { state: after, effects: [...effects, ...more] };
  }
  if (state.onset !== utteranceId) return unchanged(state);
  if (state.phase === 'speaking') effects.push({ type: 'playback.unduck' });
  return { state: { ...state, onset: null }, effects };
}

/** A cough, an echo or nothing at all: the conversation goes on as if it had not been there. */
export function carryOn(state: Listening): TurnStep {
  const { next, interruptedTurnId } = state;
  const effects = dropSpeculation(state);
  if (next !== null && (next.stage !== 'onset' || interruptedTurnId === null)) {
    return { state: listenTo(next, interruptedTurnId), effects };
  }
  if (interruptedTurnId === null) return { state: { phase: 'idle' }, effects };
  effects.push({ type: 'reply.resume', turnId: interruptedTurnId });
  return { state: { phase: 'thinking', turnId: interruptedTurnId, onset: next?.utteranceId ?? null }, effects };
}

export const dropSpeculation = (state: Listening): TurnEffect[] =>
  state.speculativeText === null ? [] : [{ type: 'speculation.drop' }];

export function onPaused(state: Working, utteranceId: UtteranceId): TurnStep {
  if (state.phase !== 'listening' || !isStage(state.current, utteranceId, 'speech')) return unchanged(state);
  return { state, effects: [{ type: 'recognition.peek', utteranceId }] };
}

export function onResumed(state: Working, utteranceId: UtteranceId): TurnStep {
  if (state.phase !== 'listening' || state.speculativeText === null || state.current.utteranceId !== utteranceId) return unchanged(state);
  return { state: { ...state, speculativeText: null }, effects: [{ type: 'speculation.drop' }] };
}

export function onTentative(state: Working, utteranceId: UtteranceId, text: string): TurnStep {
  if (state.phase !== 'listening' || !isStage(state.current, utteranceId, 'speech')) return unchanged(state);
  if (text === '' || text === state.speculativeText) return unchanged(state);
  return { state: { ...state, speculativeText: text }, effects: [{ type: 'speculation.start', utteranceId, text }] };
}

export function onEnded(state: Working, utteranceId: UtteranceId): TurnStep {
  if (state.phase !== 'listening') return unchanged(state);
  const ended: Utterance = { utteranceId, stage: 'ended' };
  const effects: TurnEffect[] = [{ type: 'recognition.finish', utteranceId }];
  if (isStage(state.current, utteranceId, 'speech')) return { state: { ...state, current: ended }, effects };
  if (isStage(state.next, utteranceId, 'speech')) return { state: { ...state, next: ended }, effects };
  return unchanged(state);
}

/** Push-to-talk is its own proof of speech. */
export function onPressed(state: Working, utteranceId: UtteranceId): TurnStep {
  const open: TurnEffect = { type: 'recognition.open', utteranceId };
  const speech: Utterance = { utteranceId, stage: 'speech' };
  if (state.phase === 'idle') return { state: listenTo(speech), effects: [open] };
  if (state.phase === 'listening') {
    if (state.current.stage === 'speech' || state.next?.stage === 'speech' || state.next?.stage === 'ended') return unchanged(state);
    if (state.current.stage === 'onset') {
      return { state: { ...state, current: speech, next: null }, effects: [...cancelRecognitions(state), open] };
    }
    return { state: { ...state, next: speech }, effects: [...cancelNext(state), open] };
  }
  return { state: listenTo(speech, state.turnId), effects: [...interruption(state.turnId), ...cancelRecognitions(state), open] };
}

export function onReleased(state: Working): TurnStep {
  if (state.phase !== 'listening') return unchanged(state);
  const held = state.next?.stage === 'speech' ? state.next : state.current;
  return onEnded(state, held.utteranceId);
}

export function onHearingStopped(state: Working): TurnStep {
  if (state.phase === 'idle') return unchanged(state);
  if (state.phase !== 'listening') return state.onset === null ? unchanged(state) : onMisfired(state, state.onset);
  const last = state.next ?? state.current;
  return last.stage === 'onset' ? onMisfired(state, last.utteranceId) : onEnded(state, last.utteranceId);
}

function cancelNext(state: Listening): TurnEffect[] {
  return state.next === null ? [] : [{ type: 'recognition.cancel', utteranceId: state.next.utteranceId }];
}

function isStage(utterance: Utterance | null, utteranceId: UtteranceId, stage: Utterance['stage']): utterance is Utterance {
  return utterance !== null && utterance.utteranceId === utteranceId && utterance.stage === stage;
}
