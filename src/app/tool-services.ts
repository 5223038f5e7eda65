import type { LlmPort } from '../session/ports';
import { ServiceError, type ToolServices } from '../session/tools/tool';
import type { NoteKeeper } from './note-keeper';
import type { TimerKeeper } from './timer-keeper';
import type { VoiceKeeper } from './voice-keeper';

/** Nobody waits longer for a sentence about the weather. */
const FETCH_TIMEOUT_MS = 8000;
/** A host gave this answer to whoever asked too often (RFC 6585, section 4). */
const TOO_MANY_REQUESTS = 429;

/** Connects the tools to the page. */
export function createToolServices(llm: LlmPort, timers: TimerKeeper, notes: NoteKeeper, voices: VoiceKeeper): ToolServices {
  return {
    now: () => new Date(),
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    isOnline: () => navigator.onLine,
    fetchJson,
    translate: (text, to, signal) => llm.translate(text, to, signal),
    timers: {
      start: (seconds, label) => timers.start(seconds, label),
      list: () => timers.list(),
      cancel: (id) => timers.cancel(id),
    },
    notes: { add: (text) => notes.add(text), list: () => notes.list(), remove: (ids) => notes.remove(ids) },
    voice: {
      choose: (kind, language) => voices.choose(kind, language),
      setEmotion: (emotion) => voices.setEmotion(emotion),
      setRate: (rate) => voices.setRate(rate),
    },
  };
}

async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(FETCH_TIMEOUT_MS)]), credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!response.ok) throw new ServiceError(response.status === TOO_MANY_REQUESTS ? 'the service was asked too often' : 'the service is broken');
    return await response.json();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') throw new ServiceError('the service did not answer in time', { cause: error });
    // The log-in page of a hotel, say.
    if (error instanceof SyntaxError) throw new ServiceError('the answer could not be read', { cause: error });
    throw error;
  }
}
