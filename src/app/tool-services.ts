import type { LlmPort } from '../session/ports';
import type { ToolServices } from '../session/tools/tool';
import type { NoteKeeper } from './note-keeper';
import type { TimerKeeper } from './timer-keeper';
import type { VoiceKeeper } from './voice-keeper';

/** A network that has not answered by then is as good as none. */
const FETCH_TIMEOUT_MS = 8000;

/** Connects the tools to the page. */
export function createToolServices(llm: LlmPort, timers: TimerKeeper, notes: NoteKeeper, voices: VoiceKeeper): ToolServices {
  return {
    now: () => new Date(),
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    isOnline: () => navigator.onLine,
    async fetchJson(url, signal) {
      const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(FETCH_TIMEOUT_MS)]), credentials: 'omit', referrerPolicy: 'no-referrer' });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return response.json();
    },
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
