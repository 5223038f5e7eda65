import type { PlaybackMark, PlaybackPort, PlaybackUpdate } from '../../audio/types';
import type { SpeechText, VoiceChoice } from '../../protocol/speech';
import type { StudioVoice } from '../studio-sounds';

export const RATE_HZ = 1000;
/** Each word lasts a tenth of a second. */
export const WORD_SAMPLES = 100;

/** Says a word a chunk, each when it is let; keeps account of what it was asked for. */
export class FakeVoice implements StudioVoice {
  readonly asked: { text: string; pitch: number }[] = [];
  wordsAllowed = Infinity;
  wordsSaid = 0;
  #wake: (() => void)[] = [];

  allow(words: number): void {
    this.wordsAllowed += words;
    for (const wake of this.#wake.splice(0)) wake();
  }

  async *render({ speech }: { speech: SpeechText; voice: VoiceChoice }, signal: AbortSignal) {
    const pitch = speech.spans[0]?.controls.pitchSemitones ?? 0;
    this.asked.push({ text: speech.text, pitch });
    yield { type: 'synthesis.described' as const, provenance: { neural: ['all'], signal: [] } };
    for (const match of speech.text.matchAll(/[a-z]+/giu)) {
      while (this.wordsSaid >= this.wordsAllowed) await new Promise<void>((resolve) => this.#wake.push(resolve));
      signal.throwIfAborted();
      this.wordsSaid += 1;
      const marks = [{ textStart: match.index, textEnd: match.index + match[0].length, startSample: 0, endSample: WORD_SAMPLES }];
      const contour = { frameRateHz: 100, f0Hz: new Float32Array(10), levelDb: new Float32Array(10) };
      yield { type: 'synthesis.chunk' as const, pcm: new Float32Array(WORD_SAMPLES).fill(1 + pitch), sampleRateHz: RATE_HZ, marks, contour };
    }
  }
}

/** A speaker whose clock the test moves. */
export class FakePlayback implements Pick<PlaybackPort, 'enqueue' | 'end' | 'flush' | 'subscribe'> {
  readonly runs: { id: string; samples: number[]; isEnded: boolean }[] = [];
  #listeners: ((update: PlaybackUpdate) => void)[] = [];
  get run() { return this.runs.at(-1); }
  enqueue(id: string, pcm: Float32Array): void {
    if (this.run?.id !== id) this.runs.push({ id, samples: [], isEnded: false });
    this.run?.samples.push(...pcm);
  }
  end(): void { if (this.run) this.run.isEnded = true; }
  flush(): Promise<undefined> { return Promise.resolve(undefined); }
  subscribe(listener: (update: PlaybackUpdate) => void) { this.#listeners.push(listener); return () => undefined; }
  tell(type: 'playback.position' | 'playback.drained', playedSamples: number): void {
    const mark: PlaybackMark = { turnId: this.run?.id ?? '', playedSamples, playedMs: playedSamples, contextTimeS: 0 };
    for (const listener of this.#listeners) listener({ type, ...mark });
  }
}

export const settle = async () => {
  for (let n = 0; n < 300; n += 1) await Promise.resolve();
};
