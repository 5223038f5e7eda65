import { describe, expect, it } from 'vitest';
import type { SoundEvent } from '../protocol/tokenizer';
import type { FileRecognizerPort, HeardUpdate } from './ports';
import { FakeDetector, FakeMedia, recordScene, type Scene } from './test-helpers/fake-engines';
import { runTranscription, type HeardSegment } from './transcription-run';

/** Hears a language that it cannot write. */
function mumbling(events: SoundEvent[]): FileRecognizerPort {
  return {
    async *transcribe(): AsyncGenerator<HeardUpdate> {
      yield { type: 'voice.traits', traits: { pitch: 0, pitchRange: 0, rate: 0, energy: 0, arousal: 0 }, events, speaker: new Float32Array(8).fill(0.35) };
      yield { type: 'transcript.final', transcript: { text: '', language: 'other', languageConfidence: 1, words: [] } };
    },
  };
}

async function hear(scene: Scene, events: SoundEvent[] = []): Promise<HeardSegment[]> {
  const ports = { media: new FakeMedia(recordScene(scene)), detector: new FakeDetector(), recognizer: mumbling(events) };
  const segments: HeardSegment[] = [];
  for await (const step of runTranscription({ file: new Blob(['x']), fromMs: 0, language: 'auto' }, ports, new AbortController().signal)) {
    if (step.type === 'settled' && step.segment !== null) segments.push(step.segment);
  }
  return segments;
}

describe('speech that gave no text', () => {
  it('is kept as unclear with its times, and its voice makes no speaker', async () => {
    const [segment, ...others] = await hear([{ seconds: 2, voice: null }, { seconds: 3, voice: 1 }, { seconds: 3, voice: null }]);
    expect(others).toEqual([]);
    expect(segment?.words).toEqual([{ text: '[unclear]', startMs: segment?.startMs, endMs: segment?.endMs, confidence: 0 }]);
    expect(segment?.startMs).toBeGreaterThan(1700);
    expect(segment?.endMs).toBeLessThan(5400);
    expect(segment?.voice.length).toBe(0);
  });

  it('leaves nothing when it was a click', async () => {
    expect(await hear([{ seconds: 2, voice: null }, { seconds: 0.2, voice: 1 }, { seconds: 3, voice: null }])).toEqual([]);
  });

  it('leaves nothing when it was a sound, which has its mark', async () => {
    expect(await hear([{ seconds: 1, voice: null }, { seconds: 3, voice: 1 }, { seconds: 2, voice: null }], [{ name: 'music', share: 0.9 }])).toEqual([]);
  });
});
