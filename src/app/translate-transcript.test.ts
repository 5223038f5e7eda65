import { expect, it } from 'vitest';
import { probeWav } from '../../workers/dsp/wav';
import type { SynthesisRequest } from '../session/ports';
import type { TranscriptDocument } from '../transcripts/document';
import { dubTranscript, translateTranscript, withTranslation } from './translate-transcript';

const segment = (id: string, startMs: number, text: string, language: 'en' | 'zh' = 'en') => ({
  id, startMs, endMs: startMs + 500, speakerId: null, language, translation: null, words: text === '' ? [] : [{ text, startMs, endMs: startMs + 500, confidence: 1 }],
});
const start: TranscriptDocument = {
  id: 'd', title: 't', fileName: 't.wav', createdAtMs: 0, updatedAtMs: 0, durationMs: 6000, speakers: [],
  segments: [segment('a', 1000, 'one'), segment('b', 2000, '二', 'zh'), segment('c', 3000, ''), segment('d', 4000, 'four')], sounds: [],
};
const never = new AbortController().signal;
const atOnce = () => Promise.resolve();

async function translateAll(document: TranscriptDocument, translate: (text: string) => Promise<string>): Promise<TranscriptDocument> {
  let now = document;
  await translateTranscript(document, 'zh', { llm: { translate }, yieldToTalk: atOnce, onProgress: () => undefined, onTranslated: async (id, text) => void (now = withTranslation(now, id, 'zh', text)) }, never);
  return now;
}

it('only words in another language are translated, each once, and what is done is kept when the llm fails', async () => {
  const asked: string[] = [];
  const failing = translateAll(start, async (text) => {
    asked.push(text);
    if (text === 'four') throw new Error('lost');
    return `<${text}的>`;
  });
  await expect(failing).rejects.toThrow('lost');
  expect(asked).toEqual(['one', 'four']);
  const done = await translateAll(withTranslation(start, 'a', 'zh', '一'), async (text) => `<${text}的>`);
  expect(done.segments.map(({ translation }) => translation?.text)).toEqual(['一', '', undefined, '<four的>']);
});

it('what the llm answers in another language is no translation', async () => {
  const done = await translateAll(start, async (text) => (text === 'one' ? 'Let me check. One moment.' : '四'));
  expect(done.segments.map(({ translation }) => translation?.text)).toEqual(['', '', undefined, '四']);
});

it('speech begins with its segment, hurries when there is no room, and says words that need no translation', async () => {
  const RATE_HZ = 1000;
  const requests: SynthesisRequest[] = [];
  const vocoder = {
    async *synthesize(request: SynthesisRequest) {
      requests.push(request);
      yield { pcm: new Float32Array(1800 / (request.speech.spans[0]?.controls.speakingRate ?? 0)).fill(0.5), sampleRateHz: RATE_HZ, marks: [], computeMs: 1 };
    },
  };
  const translated = withTranslation(withTranslation(start, 'a', 'zh', '一'), 'd', 'zh', '四');
  const wav = await dubTranscript(translated, { vocoder, voiceId: 'v', to: 'zh', yieldToTalk: atOnce, onProgress: () => undefined }, never);
  expect(requests.map(({ speech }) => [speech.text, speech.spans[0]?.controls.speakingRate])).toEqual([['一', 1], ['一', 1.5], ['二', 1], ['四', 1]]);
  const bytes = await wav?.arrayBuffer() ?? new ArrayBuffer(0);
  expect(probeWav(bytes)).toMatchObject({ kind: 'wav', header: { seconds: 6 } });
  const samples = new Int16Array(bytes.slice(44));
  const isLoud = (ms: number) => (samples[ms] ?? 0) > 1000;
  expect([999, 1000, 2199, 2200, 3999, 4000, 4001, 5799, 5800].map(isLoud)).toEqual([false, true, true, true, true, true, true, true, false]);
});

it('nothing to say is no file', async () => {
  const vocoder = { async *synthesize() { yield* []; } };
  expect(await dubTranscript({ ...start, segments: [] }, { vocoder, voiceId: 'v', to: 'en', yieldToTalk: atOnce, onProgress: () => undefined }, never)).toBeNull();
});
