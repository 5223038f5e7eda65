import type { Entry } from '../../session/conversation';
import type { Stores } from '../../stores/app-context';
import { JOBS, setLibrary, setOpen } from './file-scenes';
import { LONG_TEXT, setProjects, setScript } from './script-scenes';
import { setStudio } from './studio-scenes';

/** What the staff is fed with in a scene: linear RMS at a time in seconds. */
export type SceneLevel = (timeS: number) => number;
export type Scene = { set: (stores: Stores) => void; level?: SceneLevel };

const NOON_MS = Date.UTC(2026, 10, 22, 12);
const base = { turnId: 't', atMs: NOON_MS };
const human = (id: string, text: string, more: object = {}): Entry => ({ ...base, kind: 'human', id, via: 'voice', text, language: 'en', voiceHint: '', ...more });
const reply = (id: string, text: string, more: object = {}): Entry => ({ ...base, kind: 'assistant', id, text, heardLength: text.length, isOpen: false, isInterrupted: false, quote: null, ...more });
const tool = (id: string, name: string, argumentsJson: string, resultJson: string, more: object = {}): Entry => ({ ...base, kind: 'tool', id, name, argumentsJson, status: 'done', resultJson, source: null, ...more });

const ENTRIES: readonly Entry[] = [
  human('1', 'what time is it in tokyo'),
  tool('2', 'get_time', '{"place":"Tokyo"}', '{"place":"Tokyo","time":"2:05 PM"}'),
  reply('3', 'It is five past two in the afternoon in Tokyo.'),
  human('4', '那北京呢', { language: 'zh', voiceHint: 'quiet, slow' }),
  tool('5', 'get_time', '{"place":"北京"}', '{"place":"北京","time":"下午1点05分"}'),
  reply('6', '北京现在是下午一点零五分。'),
  human('7', 'tell me about ada lovelace', { voiceHint: 'tired' }),
  tool('8', 'look_up', '{"query":"Ada Lovelace"}', '{"title":"Ada Lovelace","summary":"Ada Lovelace was an English mathematician."}', { source: { title: 'Wikipedia', url: 'https://en.wikipedia.org/wiki/Ada_Lovelace' } }),
  reply('9', 'Ada Lovelace was an English mathematician, and the first to see that a machine could do more than sums.', { heardLength: 45, isInterrupted: true }),
  human('10', 'thanks set a timer for five minutes for the tea'),
];

const wake = (stores: Stores, more: { phase?: 'listening' | 'thinking' | 'speaking'; entries?: readonly Entry[]; partialText?: string } = {}) => {
  stores.device.setState({
    tab: 'here', hasWebGpu: true, isIsolated: true, threadCount: 2, audioContext: 'running', canChooseOutput: true,
    microphone: { phase: 'live', settings: { label: 'Built-in microphone', sampleRateHz: 48_000, echoCancellation: true, noiseSuppression: false, autoGainControl: false } },
    inputs: [{ deviceId: 'a', label: 'Built-in microphone' }], outputs: [{ deviceId: 'b', label: 'Headphones' }],
    storage: { usedBytes: 47e6, quotaBytes: 10.7e9, isPersistent: true },
  });
  stores.model.setState({
    pack: { phase: 'ready' }, provider: 'wasm', providerReason: 'no-webgpu', readyMs: 4210,
    summary: { id: 'mini', name: 'Mini', version: '9907496', totalBytes: 44.2e6, languages: ['en', 'zh'], licence: 'Apache-2.0', voices: [{ id: 'v1', name: 'Anna', language: 'en' }, { id: 'v2', name: '小雨', language: 'zh' }] },
    verdicts: ['tokenizer', 'llm', 'prosody'].map((graph) => ({ engine: 'tokenizer', graph, provider: 'wasm', maxError: 3.1e-6, hasPassed: true, isRemembered: false, loadMs: 412, warmUpMs: 88 })),
  });
  const { phase = 'idle', entries = ENTRIES, partialText = '' } = more;
  const turn = phase === 'idle' ? { phase } as const
    : phase === 'listening' ? { phase, current: { utteranceId: 'u', stage: 'speech' }, next: null, interruptedTurnId: null, speculativeText: null } as const
      : { phase, turnId: 't', onset: null } as const;
  stores.turn.setState({ turn, partialText, conversation: { id: 'c', startedAtMs: NOON_MS, entries } });
};

const TURN = {
  turnId: 't1', via: 'voice', provider: 'wasm', speechStartAtMs: 0, speechEndAtMs: 1000, endpointAtMs: 1600, transcriptAtMs: 1655, firstTokenAtMs: 1720, firstChunkAtMs: 1900, firstAudioAtMs: 1930, drainedAtMs: 4000,
  recognitionComputeMs: 210, recognitionAudioMs: 2100, synthesisComputeMs: 500, synthesisAudioMs: 2100, promptTokens: 120, reusedTokens: 90, newTokens: 20, replyMs: 300, underrunCount: 0, isSpeculationHit: true, isInterrupted: false,
} as const;

const syllables: SceneLevel = (timeS) => 0.16 * Math.abs(Math.sin(timeS * 9)) * (0.4 + 0.6 * Math.abs(Math.sin(timeS * 2.3)));

/** Every state a person can meet, with made-up data: to be looked at, never shipped. */
export const SCENES: Record<string, Scene> = {
  welcome: { set: (s) => { s.device.setState({ tab: 'here', hasWebGpu: false }); wake(s, { entries: [] }); s.model.setState({ pack: { phase: 'absent' } }); s.device.setState({ hasWebGpu: false, microphone: { phase: 'off' } }); } },
  loading: { set: (s) => { wake(s, { entries: [] }); s.model.setState({ pack: { phase: 'downloading', loadedBytes: 21e6, totalBytes: 44.2e6 } }); } },
  ready: { set: (s) => wake(s, { entries: [] }) },
  listening: { set: (s) => wake(s, { phase: 'listening', entries: ENTRIES.slice(0, 3), partialText: 'and what is the weather like in' }), level: syllables },
  first: { set: (s) => wake(s, { phase: 'listening', entries: [] }), level: syllables },
  thinking: { set: (s) => wake(s, { phase: 'thinking' }) },
  speaking: { set: (s) => wake(s, { phase: 'speaking', entries: [...ENTRIES, tool('11', 'set_timer', '{"seconds":300,"label":"tea"}', '', { status: 'running' }), reply('12', 'Five minutes for the tea, starting now. I will ring when it is done.', { heardLength: 25, isOpen: true })] }), level: syllables },
  timers: { set: (s) => { wake(s); s.tools.setState({ timers: [{ id: 'a', label: 'tea', lengthMs: 3e5, endsAtMs: Date.now() + 161e3, isRinging: false }, { id: 'b', label: 'eggs', lengthMs: 1, endsAtMs: 0, isRinging: true }], notes: [{ id: 'n', text: 'buy milk', createdAtMs: NOON_MS }] }); } },
  muted: { set: (s) => { wake(s); s.device.setState({ isMuted: true, isOnline: false }); } },
  hold: { set: (s) => { wake(s, { entries: ENTRIES.slice(0, 6) }); s.settings.setState({ listenMode: 'push-to-talk' }); } },
  refused: { set: (s) => { wake(s); s.device.setState({ microphone: { phase: 'refused' } }); s.turn.setState({ notices: [{ id: 'a', code: 'microphone-refused', detail: '', atMs: 0 }, { id: 'b', code: 'clip-unreadable', detail: 'holiday.pdf', atMs: 0 }] }); } },
  failed: { set: (s) => { wake(s); s.turn.setState({ turn: { phase: 'failed', code: 'device-lost', message: '', utterance: null, retryTurnId: null } }); } },
  quota: { set: (s) => { wake(s, { entries: [] }); s.model.setState({ pack: { phase: 'failed', code: 'quota', message: '', missingBytes: 18.3e6 } }); } },
  asleep: { set: (s) => { wake(s); s.model.setState({ pack: { phase: 'stored' } }); s.device.setState({ microphone: { phase: 'off' } }); } },
  elsewhere: { set: (s) => s.device.setState({ tab: 'elsewhere' }) },
  diagnostics: { set: (s) => { wake(s); s.diagnostics.setState({ turns: [TURN, { ...TURN, turnId: 't2', firstAudioAtMs: 1990 }, { ...TURN, turnId: 't3', via: 'text', speechEndAtMs: 1655, endpointAtMs: 1655 }], bargeIns: [{ turnId: 't1', confirmedAtMs: 10, silentAtMs: 52 }], vadFrameCount: 3000, vadComputeMs: 2100, vadMaxWaitMs: 7, vadLateFrameCount: 0, log: [{ atMs: 4210, level: 'info', code: 'ready', detail: 'wasm, 2 threads' }, { atMs: 9210, level: 'warning', code: 'misfire', detail: '96 ms' }] }); } },
  // To be opened with #files, and the transcripts with #files/doc.
  'files-empty': { set: (s) => { wake(s); s.model.setState({ pack: { phase: 'stored' } }); } },
  'files-queue': { set: (s) => { wake(s); setLibrary(s); s.files.setState({ jobs: JOBS }); } },
  'files-transcript': { set: (s) => { wake(s); setOpen(s, 34); } },
  'files-translated': { set: (s) => { wake(s); setOpen(s, 34, true); } },
  'files-running': { set: (s) => { wake(s); setOpen(s, 6); s.files.setState({ jobs: JOBS, partial: { jobId: 'doc', text: 'and then the river rose over the' }, progress: { kind: 'translate', done: 3, total: 12 } }); } },
  'files-long': { set: (s) => { wake(s); setOpen(s, 5000); } },
  // To be opened with #studio/script.
  'script-empty': { set: (s) => wake(s) },
  'script-home': { set: (s) => { wake(s); setProjects(s); s.script.setState({ fault: { code: 'unreadable-file', message: 'holiday.epub is protected, so only the reader of its shop can open it.' } }); } },
  'script-resuming': { set: (s) => { wake(s); s.script.setState({ isResuming: true }); } },
  'script-open': { set: (s) => { wake(s); setScript(s); } },
  'script-playing': { set: (s) => { wake(s); setScript(s, { playing: { phase: 'playing', lineId: 'line-3' } }); } },
  'script-bare': { set: (s) => { wake(s); setScript(s, { text: 'A line.', lines: new Map(), progress: { ...s.script.getState().progress, lineCount: 1 } }); } },
  'script-long': { set: (s) => { wake(s); setScript(s, { text: LONG_TEXT }); } },
  // To be opened with #studio, and the sheet of one's own voices over it.
  'voices-checked': { set: (s) => { wake(s); setStudio(s); s.voices.setState({ cloning: { phase: 'checked', recording: { name: 'grandmother.m4a', seconds: 11.2, transcript: 'the north wind and the sun were arguing', language: 'en' }, fault: null } }); } },
  'voices-made': { set: (s) => { wake(s); setStudio(s); s.voices.setState({ cloning: { phase: 'made', voiceId: 'clone-a' }, own: [{ id: 'clone-a', name: 'Grandmother', language: 'en', createdAtMs: 0, similarity: { clone: 0.78, builtIn: 0.69, builtInName: 'Sally' }, isUsable: true }] }); } },
  // To be opened with #studio.
  'studio-empty': { set: (s) => wake(s) },
  'studio-made': { set: (s) => { wake(s); setStudio(s); } },
  'studio-playing': { set: (s) => { wake(s); setStudio(s, { phase: 'playing' }); } },
  'studio-problem': { set: (s) => { wake(s); const { draft } = s.studio.getState(); s.studio.setState({ draft: { ...draft, line: { ...draft.line, source: 'Good morning (happy 0.7, zappy)and (very glad) good night [puase 1s]. (rap', controls: { ...draft.line.controls, style: 'sing' } } }, fault: { code: 'nothing-to-say', message: '' } }); } },
};
