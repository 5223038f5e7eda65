import { createRandom } from '../../lib/random';
import { MEDIA_CHUNK_MS, MEDIA_CHUNK_SAMPLES, MEDIA_RATE_HZ } from '../../protocol/media';
import type { TranscribeOptions } from '../../protocol/tokenizer';
import type { DetectorPort, FileRecognizerPort, HeardUpdate, MediaPort, MediaUpdate } from '../ports';
import { FRAME_SAMPLES } from '../segmenter';

/** Stretches of "speech" (noise of a level that says who speaks) and pauses, in seconds. */
export type Scene = readonly { seconds: number; voice: number | null }[];

/** A recording of a scene; every sample is different, so that what is heard says where it was heard. */
export function recordScene(scene: Scene, seed = 1): Float32Array {
  const random = createRandom(seed);
  const pcm = new Float32Array(scene.reduce((sum, { seconds }) => sum + Math.round(seconds * MEDIA_RATE_HZ), 0));
  let at = 0;
  for (const { seconds, voice } of scene) {
    const end = at + Math.round(seconds * MEDIA_RATE_HZ);
    for (; at < end; at += 1) pcm[at] = voice === null ? 0 : (0.2 + 0.1 * voice) * (random() < 0.5 ? -1 : 1);
  }
  return pcm;
}

export function randomScene(seed: number, seconds: number): Scene {
  const random = createRandom(seed);
  const scene: { seconds: number; voice: number | null }[] = [];
  for (let total = 0; total < seconds; ) {
    const speech = 0.2 + (random() < 0.1 ? 30 : 6) * random();
    const pause = random() < 0.1 ? 40 * random() : 1.2 * random();
    scene.push({ seconds: speech, voice: Math.floor(3 * random()) }, { seconds: pause, voice: null });
    total += speech + pause;
  }
  return scene;
}

/** Chunks of `pcm` on the grid, whatever file is handed in; breaks at `breaksAtMs`. */
export class FakeMedia implements MediaPort {
  constructor(readonly pcm: Float32Array, readonly breaksAtMs = Infinity) {}

  async *decode(_file: Blob, fromMs: number): AsyncGenerator<MediaUpdate, void> {
    yield { type: 'media.opened', durationMs: (this.pcm.length / MEDIA_RATE_HZ) * 1000 };
    for (let index = Math.floor(fromMs / MEDIA_CHUNK_MS); ; index += 1) {
      const limit = Math.min(this.pcm.length, (this.breaksAtMs / 1000) * MEDIA_RATE_HZ);
      const pcm = this.pcm.slice(index * MEDIA_CHUNK_SAMPLES, Math.min(limit, (index + 1) * MEDIA_CHUNK_SAMPLES));
      const isEnd = (index + 1) * MEDIA_CHUNK_SAMPLES >= limit;
      const isBroken = isEnd && limit < this.pcm.length;
      yield { type: 'media.chunk', startMs: index * MEDIA_CHUNK_MS, pcm, peaks: new Int8Array(2 * Math.ceil(pcm.length / 640)), isLast: isEnd && !isBroken };
      if (isBroken) yield { type: 'media.fault', fault: 'broken', atMs: this.breaksAtMs };
      if (isEnd) return;
    }
  }
}

/** Loud is speech; with a memory of some frames, as a recurrent model has, so that its past matters. */
export class FakeDetector implements DetectorPort {
  #memory = 0.5;

  async reset(): Promise<void> {
    this.#memory = 0.5;
  }

  async probabilities(pcm: Float32Array): Promise<Float32Array> {
    const frames = new Float32Array(Math.floor(pcm.length / FRAME_SAMPLES));
    for (let frame = 0; frame < frames.length; frame += 1) {
      const loudness = pcm.subarray(frame * FRAME_SAMPLES, (frame + 1) * FRAME_SAMPLES).reduce((sum, sample) => sum + Math.abs(sample), 0) / FRAME_SAMPLES;
      this.#memory = 0.4 * this.#memory + 0.6 * Math.min(1, loudness / 0.2);
      frames[frame] = this.#memory;
    }
    return frames;
  }
}

/** Says a word for every half second that is not silent; the word is a hash of its samples. */
export class FakeRecognizer implements FileRecognizerPort {
  readonly asked: TranscribeOptions[] = [];
  constructor(private readonly beforeAnswer: () => Promise<void> = () => Promise.resolve()) {}

  async *transcribe(pcm: Float32Array, signal: AbortSignal, options: TranscribeOptions): AsyncGenerator<HeardUpdate> {
    this.asked.push(options);
    const words: { text: string; startMs: number; endMs: number; confidence: number }[] = [];
    let level = 0;
    for (let at = 0; at < pcm.length; at += MEDIA_RATE_HZ / 2) {
      const piece = pcm.subarray(at, at + MEDIA_RATE_HZ / 2);
      const hash = piece.reduce((sum, sample, n) => (sample === 0 ? sum : (31 * sum + (sample > 0 ? 1 : 2) + n) % 1_000_003), 0);
      if (hash === 0) continue;
      const startMs = (at / MEDIA_RATE_HZ) * 1000;
      words.push({ text: `w${hash}`, startMs, endMs: startMs + 400, confidence: 0.9 });
      level = Math.max(level, piece.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0));
      await this.beforeAnswer();
      signal.throwIfAborted();
      yield { type: 'transcript.partial', transcript: { text: words.map(({ text }) => text).join(' '), language: 'en', languageConfidence: 1, words } };
    }
    const voice = Math.round((level - 0.2) / 0.1);
    const speaker = new Float32Array(8);
    if (words.length > 0) speaker[voice] = 1;
    // The fourth voice is half like the first.
    if (speaker[3] === 1) speaker.set([Math.SQRT1_2, 0, 0, Math.SQRT1_2]);
    yield { type: 'voice.traits', traits: { pitch: 0, pitchRange: 0, rate: 0, energy: 0, arousal: 0 }, events: [], speaker };
    yield { type: 'transcript.final', transcript: { text: words.map(({ text }) => text).join(' '), language: 'en', languageConfidence: 1, words } };
  }
}
