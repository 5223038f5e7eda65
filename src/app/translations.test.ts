import { expect, it, vi } from 'vitest';
import type { VocoderPort } from '../session/ports';
import { createFilesStore } from '../stores/files-store';
import { createTurnStore } from '../stores/turn-store';
import type { TranscriptDocument } from '../transcripts/document';
import type { FileJob } from '../transcripts/jobs';
import { Translations } from './translations';

const segment = (text: string, startMs: number) => ({ id: `s${startMs}`, startMs, endMs: startMs + 500, speakerId: null, language: 'en' as const, translation: null, words: [{ text, startMs, endMs: startMs + 500, confidence: 1 }] });
const emptyDocument = (id: string): TranscriptDocument => ({ id, title: id, fileName: `${id}.wav`, createdAtMs: 0, updatedAtMs: 0, durationMs: 0, speakers: [], segments: [], sounds: [] });
const job = (id: string, change: Partial<FileJob>): FileJob => ({ id, fileName: `${id}.wav`, bytes: 1, phase: 'running', heardMs: 0, durationMs: null, speed: null, fault: null, language: 'auto', translateTo: null, ...change });

const SILENT: VocoderPort = {
  async *synthesize() {
    throw new Error('Nothing is spoken here.');
  },
};

/** Recordings that grow by hand, and an llm that puts a character to what it is given. */
function setUp(translate = async (text: string): Promise<string> => `${text}译`) {
  const stores = { files: createFilesStore(), turn: createTurnStore() };
  const documents = new Map<string, TranscriptDocument>();
  const files = {
    read: async (id: string) => documents.get(id) ?? null,
    change: async (id: string, change: (document: TranscriptDocument) => TranscriptDocument) => void documents.set(id, change(documents.get(id) ?? emptyDocument(id))),
  };
  const notify = vi.fn();
  const translations = new Translations({ stores, files, engines: { llm: { translate }, vocoder: SILENT }, voices: { voiceFor: () => null }, loadEngines: async () => true, notify });
  const hear = (id: string, texts: string[], change: Partial<FileJob>) => {
    const segments = texts.map((text, index) => segment(text, 1000 * index));
    const before = documents.get(id)?.segments ?? [];
    documents.set(id, { ...emptyDocument(id), segments: segments.map((each, index) => before[index] ?? each) });
    const others = stores.files.getState().jobs.filter((each) => each.id !== id);
    stores.files.setState({ jobs: [...others, job(id, { heardMs: 1000 * texts.length, ...change })] });
  };
  const translated = (id: string) => documents.get(id)?.segments.map(({ translation }) => translation?.text ?? null);
  return { stores, translations, hear, translated, notify };
}

it('what was wished with a recording is translated while it is still being heard', async () => {
  const { hear, translated, stores } = setUp();
  hear('a', ['one'], { translateTo: 'zh' });
  await vi.waitFor(() => expect(translated('a')).toEqual(['one译']));
  hear('a', ['one', 'two'], { translateTo: 'zh' });
  await vi.waitFor(() => expect(translated('a')).toEqual(['one译', 'two译']));
  hear('a', ['one', 'two', 'three'], { translateTo: 'zh', phase: 'finished' });
  await vi.waitFor(() => expect(translated('a')).toEqual(['one译', 'two译', 'three译']));
  await vi.waitFor(() => expect(stores.files.getState().progress).toBeNull());
});

it('what a person asks for now goes first, and the wished one goes on after it', async () => {
  let isHeld = true;
  const { hear, translated, translations } = setUp(async (text) => {
    await vi.waitFor(() => expect(isHeld && text === 'two').toBe(false));
    return `${text}译`;
  });
  hear('b', ['four'], { phase: 'finished' });
  hear('a', ['one', 'two'], { translateTo: 'zh' });
  await vi.waitFor(() => expect(translated('a')).toEqual(['one译', null]));
  await translations.translate('b', 'zh');
  expect(translated('b')).toEqual(['four译']);
  isHeld = false;
  hear('a', ['one', 'two'], { translateTo: 'zh', phase: 'finished' });
  await vi.waitFor(() => expect(translated('a')).toEqual(['one译', 'two译']));
});

it('a translation that fails is told once, not at every segment that comes', async () => {
  const { hear, notify } = setUp(() => Promise.reject(new Error('lost')));
  hear('a', ['one'], { translateTo: 'zh' });
  await vi.waitFor(() => expect(notify).toHaveBeenCalledTimes(1));
  hear('a', ['one', 'two'], { translateTo: 'zh' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(notify).toHaveBeenCalledTimes(1);
});

it('what a person gives up stays as it is, also when its recording ends, until it is asked for again', async () => {
  const { hear, translated, translations, stores } = setUp((text) => (text === 'two' ? new Promise((_, reject) => setTimeout(() => reject(new DOMException('', 'AbortError')), 5)) : Promise.resolve(`${text}译`)));
  hear('a', ['one', 'two'], { translateTo: 'zh' });
  await vi.waitFor(() => expect(translated('a')).toEqual(['one译', null]));
  translations.giveUp();
  await vi.waitFor(() => expect(stores.files.getState().progress).toBeNull());
  hear('a', ['one', 'two', 'three'], { translateTo: 'zh', phase: 'finished' });
  await translations.complete('a', 'zh');
  expect(translated('a')).toEqual(['one译', null, null]);
});
