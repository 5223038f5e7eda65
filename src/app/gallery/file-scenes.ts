import type { Language } from '../../protocol/tokenizer';
import type { Stores } from '../../stores/app-context';
import type { Segment, TranscriptDocument } from '../../transcripts/document';
import type { FileJob } from '../../transcripts/jobs';
import { splitWords } from '../../transcripts/join-words';

const NOON_MS = Date.UTC(2026, 10, 22, 12);

const LINES: readonly [speaker: string | null, language: Language, text: string, translation: string][] = [
  ['a', 'en', 'Good morning. Thank you for coming in so early.', '早上好。谢谢你这么早来。'],
  ['b', 'en', 'Not at all. I was up anyway, the rain was loud on the roof.', '没关系。我反正已经起床了，屋顶上的雨声很大。'],
  ['a', 'en', 'So let us begin with the house. When did you first see it?', '那我们从这所房子说起。你第一次见到它是什么时候？'],
  ['b', 'en', 'I must have been seven. My grandfather took me there on the back of his bicycle, and the whole way he told me about the people who had lived in it before the war.', '我大概七岁。祖父骑自行车带我去的，一路上给我讲战前住在里面的人。'],
  ['b', 'en', 'There was a piano in the hall, and nobody was allowed to touch it.', '大厅里有一架钢琴，谁也不许碰。'],
  ['c', 'zh', '对不起，我可以问一个问题吗？', 'Excuse me, may I ask a question?'],
  ['a', 'en', 'Of course, go on.', '当然，请说。'],
  ['c', 'zh', '那架钢琴现在在哪里？', 'Where is that piano now?'],
  ['b', 'en', 'In my kitchen. It is out of tune, and I play it every evening.', '在我的厨房里。它走音了，我每天晚上都弹。'],
  [null, 'en', 'Could somebody close the window please', ''],
];

/** Made-up speech: as long as it is asked for, with a doubtful word here and there. */
export function makeDocument(count: number, isTranslated: boolean): TranscriptDocument {
  let atMs = 1200;
  const segments = Array.from({ length: count }, (_, index): Segment => {
    const [speakerId, language, text, translation] = LINES[index % LINES.length] ?? [null, 'en' as const, '', ''];
    const startMs = atMs;
    const words = splitWords(text).map((word, wordIndex) => {
      const lengthMs = 120 + word.length * 45;
      const made = { text: word, startMs: atMs, endMs: atMs + lengthMs, confidence: (index * 7 + wordIndex * 3) % 11 === 0 ? 0.31 : 0.92 };
      atMs += lengthMs + 40;
      return made;
    });
    const endMs = atMs;
    atMs += 700;
    return { id: `s${index}`, startMs, endMs, speakerId, language, words, translation: isTranslated ? { to: language === 'zh' ? 'en' : 'zh', text: translation } : null };
  });
  return {
    id: 'doc', title: 'The house by the river', fileName: 'interview.mp3', createdAtMs: NOON_MS, updatedAtMs: NOON_MS, durationMs: atMs + 800,
    speakers: [{ id: 'a', name: 'Margaret' }, { id: 'b', name: 'Speaker 2' }, { id: 'c', name: '小雨' }],
    segments, sounds: [{ startMs: 0, endMs: 1100, name: 'music' }, { startMs: (segments[5]?.startMs ?? 0) - 600, endMs: segments[5]?.startMs ?? 0, name: 'laughter' }],
  };
}

const job = (id: string, more: Partial<FileJob>): FileJob => ({ id, fileName: `${id}.mp3`, bytes: 48e6, phase: 'waiting', heardMs: 0, durationMs: null, speed: null, fault: null, language: 'auto', translateTo: null, ...more });

export const JOBS: readonly FileJob[] = [
  job('doc', { fileName: 'interview with my grandmother, part one.mp3', phase: 'running', heardMs: 754_000, durationMs: 3_640_000, speed: 4.31 }),
  job('lecture', { fileName: 'lecture 12.m4a', phase: 'paused', heardMs: 60_000, durationMs: 5_400_000 }),
  job('broken', { fileName: 'tape side B.wav', phase: 'failed', heardMs: 1_210_000, durationMs: 2_000_000, fault: { code: 'broken', atMs: 1_210_400 } }),
  job('picture', { fileName: 'holiday.jpg', bytes: 2.1e6, phase: 'failed', fault: { code: 'not-audio', atMs: null } }),
  job('film', { fileName: 'film.webm', bytes: 812e6 }),
];

export function setLibrary(stores: Stores): void {
  const entry = (id: string, title: string, durationMs: number, segmentCount: number, speakerNames: string[], audioBytes: number) => ({ id, title, createdAtMs: NOON_MS, durationMs, segmentCount, speakerNames, audioBytes });
  stores.files.setState({
    library: [entry('doc', 'The house by the river', 3_640_000, 412, ['Margaret', 'Speaker 2', '小雨'], 48e6), entry('x', 'Board meeting in October', 5_400_000, 731, ['Ann', 'Tom'], 0), entry('y', '采访录音', 720_000, 96, ['小雨'], 11e6)],
  });
}

export function setOpen(stores: Stores, count: number, isTranslated = false): void {
  setLibrary(stores);
  stores.files.setState({ open: makeDocument(count, isTranslated), canUndo: true });
}
