/** How the conversation answers once there are words, and how a reply ends. */
import type { TurnId } from '../protocol/job';
import type { TurnEffect, TurnStep, Verdict } from './turn-events';
import { cancelRecognitions, carryOn, dropSpeculation, listenTo, onMisfired, unchanged, type Listening, type Working } from './turn-hearing';
import type { TurnState, UtteranceId } from './turn-state';

export function onTranscript(state: Working, utteranceId: UtteranceId, turnId: TurnId, verdict: Verdict): TurnStep {
  // A recognition that ends over a reply, before its speech was confirmed, has failed.
  if (state.phase !== 'listening') return onMisfired(state, utteranceId);
  // A later utterance can only be done first if its recognition failed; the current one is still to come.
  if (state.next?.utteranceId === utteranceId) return { state: { ...state, next: null }, effects: [] };
  if (state.current.utteranceId !== utteranceId) return unchanged(state);
  return verdict === 'words' ? answer(state, turnId) : carryOn(state);
}

function answer(state: Listening, turnId: TurnId): TurnStep {
  const effects: TurnEffect[] = [...closeInterrupted(state), { type: 'human.add', turnId }];
  const { next } = state;
  // The person is already saying more, so a reply to the first half would only be in the way.
  if (next !== null && next.stage !== 'onset') return { state: listenTo(next), effects: [...dropSpeculation(state), ...effects] };
  effects.push({ type: 'reply.start', turnId });
  return { state: { phase: 'thinking', turnId, onset: next?.utteranceId ?? null }, effects };
}

function closeInterrupted(state: Listening): TurnEffect[] {
  return state.interruptedTurnId === null ? [] : [{ type: 'reply.close', turnId: state.interruptedTurnId }];
}

/** Ends whatever is going on, so that something else can begin. */
export function endCurrent(state: Working): TurnEffect[] {
  if (state.phase === 'idle') return [];
  const cancelled = cancelRecognitions(state);
  if (state.phase === 'listening') {
    return [...cancelled, ...dropSpeculation(state), { type: 'vad.reset' }, ...closeInterrupted(state)];
  }
  const { turnId } = state;
  const reset: TurnEffect[] = state.onset === null ? [] : [{ type: 'vad.reset' }];
  return [{ type: 'playback.flush' }, { type: 'reply.cancel', turnId }, ...cancelled, ...reset, { type: 'reply.close', turnId }];
}

export function onText(state: Working, turnId: TurnId): TurnStep {
  const effects: TurnEffect[] = [...endCurrent(state), { type: 'human.add', turnId }, { type: 'reply.start', turnId }];
  return { state: { phase: 'thinking', turnId, onset: null }, effects };
}

/** An aside is heard and interrupted like a reply; there is only nothing to be written. */
export function onAside(state: Working, turnId: TurnId): TurnStep {
  return { state: { phase: 'thinking', turnId, onset: null }, effects: [...endCurrent(state), { type: 'aside.start', turnId }] };
}

export function onStop(state: Working): TurnStep {
  return { state: { phase: 'idle' }, effects: endCurrent(state) };
}

export function onPlaybackStarted(state: Working, turnId: TurnId): TurnStep {
  if (state.phase !== 'thinking' || state.turnId !== turnId) return unchanged(state);
  const effects: TurnEffect[] = state.onset === null ? [] : [{ type: 'playback.duck' }];
  return { state: { ...state, phase: 'speaking' }, effects };
}

export function onDrained(state: Working, turnId: TurnId): TurnStep {
  return isReplying(state, turnId) ? settle(state) : unchanged(state);
}

export function onReplyEnded(state: Working, turnId: TurnId, hasAudio: boolean): TurnStep {
  return isReplying(state, turnId) && !hasAudio ? settle(state) : unchanged(state);
}

type Replying = Extract<TurnState, { phase: 'thinking' | 'speaking' }>;

const isReplying = (state: Working, turnId: TurnId): state is Replying =>
  (state.phase === 'thinking' || state.phase === 'speaking') && state.turnId === turnId;

/** The reply is over; speech that began over its last words is listened to as any other. */
function settle(state: Replying): TurnStep {
  const effects: TurnEffect[] = [{ type: 'reply.close', turnId: state.turnId }];
  if (state.onset === null) return { state: { phase: 'idle' }, effects };
  if (state.phase === 'speaking') effects.push({ type: 'playback.unduck' });
  return { state: listenTo({ utteranceId: state.onset, stage: 'onset' }), effects };
}
