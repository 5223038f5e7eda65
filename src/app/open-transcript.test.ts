import { expect, it, vi } from 'vitest';
import type { TranscriptDocument } from '../transcripts/document';
import { OpenTranscript } from './open-transcript';

const segment = (id: string, text: string, startMs: number) => ({
  id, startMs, endMs: startMs + 500, speakerId: null, language: 'en' as const, translation: null, words: [{ text, startMs, endMs: startMs + 500, confidence: 1 }],
});
const start: TranscriptDocument = { id: 'd', title: 't', fileName: 't.wav', createdAtMs: 0, updatedAtMs: 0, durationMs: 500, speakers: [], segments: [segment('a', 'one', 0)], sounds: [] };
const grow = (document: TranscriptDocument) => ({ ...document, segments: [...document.segments, segment('b', 'two', 1000)] });
const textsOf = (document: TranscriptDocument | undefined) => document?.segments.map(({ words }) => words[0]?.text);

function openStart() {
  const stored: TranscriptDocument[] = [];
  const versions: TranscriptDocument[] = [];
  let shown: { open: TranscriptDocument; canUndo: boolean } | undefined;
  const transcript = new OpenTranscript(start, {
    show: (state) => (shown = state),
    save: async (_id, read) => void stored.push(read()),
    keepVersion: (document) => versions.push(document) > 1,
  });
  return { transcript, stored, versions, shown: () => shown };
}

it('what is heard while a person edits is in the document, and undoing the edit does not take it away', () => {
  const { transcript, shown } = openStart();
  transcript.edit({ type: 'text.set', segmentId: 'a', text: 'uno' });
  transcript.grow(grow);
  expect(textsOf(shown()?.open)).toEqual(['uno', 'two']);
  transcript.undo();
  expect(textsOf(shown()?.open)).toEqual(['one', 'two']);
  expect(shown()?.canUndo).toBe(false);
});

it('the first edit is stored at once, all that follow soon after, and growth alone is not stored twice', async () => {
  vi.useFakeTimers();
  const { transcript, stored } = openStart();
  transcript.grow(grow);
  transcript.edit({ type: 'text.set', segmentId: 'a', text: 'uno' });
  expect(stored.map(textsOf)).toEqual([['uno', 'two']]);
  transcript.edit({ type: 'text.set', segmentId: 'b', text: 'due' });
  transcript.edit({ type: 'text.set', segmentId: 'a', text: 'ein' });
  expect(textsOf(transcript.unstored ?? undefined)).toEqual(['ein', 'due']);
  await vi.runAllTimersAsync();
  expect(stored.map(textsOf)).toEqual([['uno', 'two'], ['ein', 'due']]);
  expect(transcript.unstored).toBeNull();
  await transcript.flush();
  expect(stored).toHaveLength(2);
  vi.useRealTimers();
});

it('closing stores at once and shows nothing more', async () => {
  const { transcript, stored, shown } = openStart();
  transcript.edit({ type: 'text.set', segmentId: 'a', text: 'uno' });
  await transcript.close();
  expect(stored.map(textsOf)).toEqual([['uno']]);
  transcript.grow(grow);
  expect(textsOf(shown()?.open)).toEqual(['uno']);
});

it('what it was before the first edit is kept as a version, and bringing one back can be undone', () => {
  const { transcript, versions, shown } = openStart();
  for (const text of ['uno', 'ein', 'un']) transcript.edit({ type: 'text.set', segmentId: 'a', text });
  // The first was refused here, as while a recording is heard, and so the next was asked for.
  expect(versions.map(textsOf)).toEqual([['one'], ['uno']]);
  transcript.edit({ type: 'version.restore', version: start });
  expect(textsOf(shown()?.open)).toEqual(['one']);
  transcript.undo();
  expect(textsOf(shown()?.open)).toEqual(['un']);
});
