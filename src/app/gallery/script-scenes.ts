import type { Stores } from '../../stores/app-context';
import { NO_PROGRESS, type LineState, type ScriptStoreState } from '../../stores/script-store';
import { PLAIN_SHAPE } from '../../protocol/speech';
import { createProject, DEFAULT_MUSIC } from '../../studio/project';
import { parseScriptText } from '../../studio/script/parse-script-text';
import { scriptLines, type Script } from '../../studio/script/script';

const NOON_MS = Date.UTC(2026, 10, 22, 12);
const TEXT = `# The lighthouse

## The visitor

Narrator: The rain had not stopped for three days. [pause 0.4s] On the fourth, somebody knocked, so quietly that it could have been the gutter.
Anna: (surprised 0.6)Who is out there in this weather?
Robert: (breathy)A man with wet shoes, and a letter that is not for him.
Robert: It has been in my coat for eleven years.
Anna: Then come in, before the letter drowns as well.
小雨: 请进，外面很冷。

## The letter

Narrator: They read it by the lamp, one line each.
Anna: “When the light goes out, count to *nine*.”
Robert (whisper): And what (hapy 0.5)happens at ten?
Anna: (happy 0.5)[laugh] Nobody has ever counted that far.
`;

const makeScript = (text: string): Script => {
  let count = 0;
  return parseScriptText(text, { title: '', readsTitles: false, newId: (prefix) => `${prefix}-${(count += 1)}` });
};

/** Every state a line can be in, one after the other. */
const STATES: readonly LineState[] = [
  { phase: 'ready', seconds: 8.4 }, { phase: 'ready', seconds: 2.6 }, { phase: 'stale', seconds: 3.9 }, { phase: 'ready', seconds: 3.1 }, { phase: 'failed', code: 'no-voice', message: '' },
  { phase: 'rendering' }, { phase: 'waiting' }, { phase: 'waiting' }, { phase: 'waiting' }, { phase: 'none' },
];

export function setScript({ script: store }: Stores, { text = TEXT, ...more }: Partial<ScriptStoreState> & { text?: string } = {}): void {
  const made = makeScript(text);
  const script: Script = {
    ...made,
    chapters: made.chapters.map((chapter, index) => (index > 0 ? chapter : { ...chapter, lines: chapter.lines.map((line, row) => (row === 3 ? { ...line, controls: { speakingRate: 0.8, emotions: { sad: 0.7 } } } : line)) })),
  };
  const lines = scriptLines(script);
  const open = { ...createProject('p', script, { voiceId: 'v1', shape: PLAIN_SHAPE }, NOON_MS), music: { fileName: 'rain on a roof.ogg', ...DEFAULT_MUSIC } };
  store.setState({
    open, canUndo: true, lines: new Map(lines.map((line, index) => [line.id, STATES[index % STATES.length] ?? { phase: 'none' }])), music: { phase: 'ready', durationMs: 61_000, byteCount: 980_000 },
    progress: { ...NO_PROGRESS, phase: 'rendering', readyCount: Math.floor(lines.length / 2), lineCount: lines.length, failedCount: 1, seconds: 18, realTimeFactor: 0.2, remainingMs: 41_000 },
    ...more,
  });
}

export const LONG_TEXT = Array.from({ length: 50 }, (_, chapter) => `# Chapter ${chapter + 1}\n\n${Array.from({ length: 100 }, (_, line) => `${line % 3 === 0 ? 'Anna' : 'Robert'}: This is line ${line + 1} of the chapter, and nobody has read it yet.`).join('\n')}`).join('\n\n');

export function setProjects({ script: store }: Stores): void {
  store.setState({ projects: [
    { id: 'p', title: 'The lighthouse', updatedAtMs: NOON_MS, lineCount: 10, readyCount: 10, seconds: 43 },
    { id: 'q', title: 'A book of eleven hundred pages, and every one of them about the sea', updatedAtMs: NOON_MS - 9e7, lineCount: 5211, readyCount: 802, seconds: 4210 },
    { id: 'r', title: '', updatedAtMs: NOON_MS - 9e8, lineCount: 1, readyCount: 0, seconds: 0 },
  ] });
}
