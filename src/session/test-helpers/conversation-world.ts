import type { Diagnostics } from '../diagnostics';
import { NO_DIAGNOSTICS } from '../diagnostics';
import { emptyConversation, heardText, type Conversation } from '../conversation';
import type { Cell, PlayedMark, SpeakerPort, SpeakerUpdate } from '../ports';
import { Session, type SessionView } from '../session';
import { DEFAULT_SETTINGS, type Settings } from '../settings';
import { Timings } from '../timings';
import { IDLE } from '../turn-state';
import { createToolRunner } from '../tools/run-tool';
import type { ToolServices } from '../tools/tool';
import { ScriptedLlm, ScriptedRecognizer, ScriptedVocoder } from './scripted-engines';

const FRAME_SAMPLES = 512;

class MemoryCell<State extends object> implements Cell<State> {
  constructor(private state: State) {}
  getState = () => this.state;
  setState = (change: Partial<State>) => {
    this.state = { ...this.state, ...change };
  };
}

/** A speaker whose time passes only when the test says so. */
class ManualSpeaker implements SpeakerPort {
  readonly log: string[] = [];
  #queue: { turnId: string; durationMs: number; playedMs: number; isEnded: boolean; hasStarted: boolean }[] = [];
  onUpdate: (update: SpeakerUpdate) => void = () => undefined;

  enqueue(turnId: string, pcm: Float32Array, sampleRateHz: number): void {
    const durationMs = (pcm.length / sampleRateHz) * 1000;
    const item = this.#queue.find((queued) => queued.turnId === turnId);
    if (item === undefined) this.#queue.push({ turnId, durationMs, playedMs: 0, isEnded: false, hasStarted: false });
    else item.durationMs += durationMs;
  }

  end(turnId: string): void {
    const item = this.#queue.find((queued) => queued.turnId === turnId);
    if (item !== undefined) item.isEnded = true;
  }

  async flush(): Promise<PlayedMark | undefined> {
    this.log.push('flush');
    const [current] = this.#queue;
    this.#queue = [];
    return current === undefined ? undefined : { turnId: current.turnId, playedMs: current.playedMs, contextTimeS: 0 };
  }

  duck = () => void this.log.push('duck');
  unduck = () => void this.log.push('unduck');

  /** Lets up to `ms` of what is queued be heard. */
  play(ms: number): void {
    let left = ms;
    for (let current = this.#queue[0]; current !== undefined && left > 0; current = this.#queue[0]) {
      const { turnId } = current;
      if (!current.hasStarted) this.onUpdate({ type: 'playback.started', turnId, playedMs: 0, contextTimeS: 0 });
      current.hasStarted = true;
      const step = Math.min(left, current.durationMs - current.playedMs);
      current.playedMs += step;
      left -= step;
      this.onUpdate({ type: 'playback.position', turnId, playedMs: current.playedMs, contextTimeS: 0 });
      if (!current.isEnded || current.playedMs < current.durationMs || this.#queue[0] !== current) return;
      this.#queue.shift();
      this.onUpdate({ type: 'playback.drained', turnId, playedMs: current.playedMs, contextTimeS: 0 });
    }
  }
}

/** A conversation with scripted engines, in which the test is the person, the room and the clock. */
export function createWorld(settings: Partial<Settings> = {}, services: Partial<ToolServices> = {}) {
  const recognizer = new ScriptedRecognizer();
  const llm = new ScriptedLlm();
  const vocoder = new ScriptedVocoder();
  const speaker = new ManualSpeaker();
  const cell = new MemoryCell<SessionView>({ turn: IDLE, partialText: '', conversation: emptyConversation('c', 0) });
  const diagnostics = new MemoryCell<Diagnostics>(NO_DIAGNOSTICS);
  const faults: string[] = [];
  const notices: string[] = [];
  const vadLog: string[] = [];
  const state = { endSample: 0, nowMs: 1000, isEcho: false };
  const ear = { read: (start: number, end: number) => new Float32Array(end - start), get endSample() { return state.endSample; } };
  const clock = { nowMs: () => (state.nowMs += 1), dateMs: () => state.nowMs, contextToPageMs: (seconds: number) => seconds * 1000, outputLatencyMs: () => 20 };
  const timings = new Timings(diagnostics, clock, () => 'wasm');
  const session = new Session(
    cell,
    {
      ear, recognizer, llm, vocoder, speaker, clock,
      vad: { pushFrame: () => void vadLog.push('frame'), configure: () => undefined, setReplyPlaying: (isPlaying) => void vadLog.push(`playing:${isPlaying}`), reset: () => void vadLog.push('reset') },
      tools: createToolRunner(toolServices(services)),
      settings: () => ({ ...DEFAULT_SETTINGS, ...settings }),
      preRollMs: () => 320,
      voiceFor: (language) => `voice-${language}`,
      isClipSpeaking: () => false,
      judgeEcho: () => state.isEcho,
      keepRecording: () => undefined,
      notify: (code) => void notices.push(code),
      onEngineFault: ({ code }) => void faults.push(code),
    },
    timings,
  );
  speaker.onUpdate = (update) => session.hearSpeaker(update);
  const person = createPerson(session, recognizer, state);
  /** Lets everything that is queued be heard, and more if more comes. */
  const listen = async (ms = 60_000) => {
    speaker.play(ms);
    await person.settle();
  };
  const view = () => cell.getState();
  const shown = () => describe(view().conversation);
  return { ...person, session, recognizer, llm, vocoder, speaker, diagnostics, faults, notices, vadLog, listen, view, shown };
}

/** What a person and the voice activity detector do: sound, onset, confirmation, end. */
function createPerson(session: Session, recognizer: ScriptedRecognizer, state: { endSample: number }) {
  let count = 0;

  /** Lets every promise that can settle do so. */
  const settle = async () => {
    for (let round = 0; round < 60; round += 1) await Promise.resolve();
  };
  const hear = async (ms: number) => {
    for (let left = ms * 16; left > 0; left -= FRAME_SAMPLES) {
      state.endSample += FRAME_SAMPLES;
      session.hearFrame({ pcm: new Float32Array(FRAME_SAMPLES), startSample: state.endSample - FRAME_SAMPLES, contextTimeS: (state.endSample - FRAME_SAMPLES) / 16_000, sentAtMs: 0 });
    }
    await settle();
  };
  const startSpeech = () => {
    count += 1;
    const utteranceId = `u${count}`;
    session.hearSpeech({ type: 'speech.started', utteranceId, atSample: state.endSample });
    return utteranceId;
  };
  const endSpeech = async (utteranceId: string) => {
    session.hearSpeech({ type: 'speech.ended', utteranceId, startSample: 0, endSample: state.endSample - 8000, atSample: state.endSample });
    await settle();
  };
  const confirm = (utteranceId: string) => session.hearSpeech({ type: 'speech.confirmed', utteranceId, startSample: 0, atSample: state.endSample });
  /** Says something hands-free, from onset to the final transcript. */
  const say = async (text: string, language: 'en' | 'zh' = 'en') => {
    recognizer.says = { text, language };
    const utteranceId = startSpeech();
    await hear(200);
    confirm(utteranceId);
    await hear(800);
    await endSpeech(utteranceId);
  };
  return { settle, hear, startSpeech, confirm, endSpeech, say };
}

/** The conversation as one line an entry: what was struck stands between tildes. */
function describe({ entries }: Conversation): string[] {
  return entries.map((entry) => {
    if (entry.kind === 'human') return `human: ${entry.text}`;
    if (entry.kind === 'tool') return `${entry.status}: ${entry.name}${entry.argumentsJson} ${entry.resultJson}`;
    if (entry.kind === 'fault') return `fault: ${entry.code}`;
    const struck = entry.text.slice(entry.heardLength);
    const words = entry.isOpen ? `${entry.text}…` : struck.trim() === '' ? entry.text : `${heardText(entry)}~${struck}~`;
    return `${entry.quote === null ? 'assistant' : 'quote'}: ${words}`;
  });
}

function toolServices(change: Partial<ToolServices>): ToolServices {
  return {
    now: () => new Date('2026-11-22T05:05:00Z'),
    timeZone: () => 'Asia/Tokyo',
    isOnline: () => true,
    fetchJson: async () => ({ query: { pages: [{ title: 'Ada Lovelace', extract: 'Ada Lovelace was a mathematician.' }] } }),
    translate: async (text, to) => `${to}:${text}`,
    timers: { start: (seconds, label) => ({ id: 't', label, lengthMs: seconds * 1000, endsAtMs: 0, isRinging: false }), list: () => [], cancel: () => undefined },
    notes: { add: async (text) => ({ id: 'n', text, createdAtMs: 0 }), list: () => [], remove: async () => undefined },
    voice: { choose: () => 'female', setEmotion: () => undefined, setRate: () => undefined },
    ...change,
  };
}
