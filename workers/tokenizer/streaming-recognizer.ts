import { createGaussian } from '../../src/lib/random';
import type { Transcript } from '../../src/protocol/tokenizer';
import { LogMel } from '../dsp/log-mel';
import { disposeTensors, float32, readFloat32, takeTensor, type GraphTensor, type HostTensor, type Outputs } from '../runtime/graph';
import { JobFailure } from '../runtime/serve-jobs';
import type { Decoding } from './ctc-decoder';
import { hasSpeech, judgeTranscript } from './judge';
import { argMax } from './log-math';
import { DITHER, DITHER_SEED, type Recognizer } from './recognizer';
import { summarizeManner, type FrameHeads, type Manner } from './traits';
import { FRAME_MS } from './units';
import { timeCharacters, timeEnglish, timeGreedy } from './word-times';

type Cache = { k: GraphTensor | HostTensor; v: GraphTensor | HostTensor; mask: Float32Array };

/** A transcript, the manner of the voice, and the frames that manner was read from. */
export type Heard = { transcript: Transcript; manner: Manner; heads: FrameHeads[] };

/** Log-mel frames of silence a final transcript hears at least after the last sound: units fire late. */
const LEAST_TAIL_FRAMES = 12;

/**
 * One utterance: its features, the encoder's cache and the decoding. Owned by a job, disposed with it.
 *
 * How the samples are cut into pushes changes nothing. Methods must not overlap: await each.
 */
export class StreamingRecognizer {
  readonly #recognizer: Recognizer;
  /** Set when the language is known beforehand. */
  readonly #language: 'en' | 'zh' | null;
  readonly #logMel: LogMel;
  readonly #hiss = createGaussian(DITHER_SEED);
  /** Log-mel frames that no chunk has taken yet. */
  #pending: Float32Array;
  #cache: Cache;
  #decoding: Decoding;
  #heads: FrameHeads[] = [];
  #sampleCount = 0;

  constructor(recognizer: Recognizer, language: 'en' | 'zh' | null = null) {
    this.#recognizer = recognizer;
    this.#language = language;
    this.#logMel = new LogMel(recognizer.features);
    this.#pending = new Float32Array(0);
    const { cacheDims, cacheFrames } = recognizer.shape;
    const zeros = (): HostTensor => float32(new Float32Array(cacheDims.reduce((product, size) => product * size, 1)), cacheDims);
    this.#cache = { k: zeros(), v: zeros(), mask: new Float32Array(cacheFrames) };
    this.#decoding = recognizer.decoder.start(language);
  }

  get audioMs(): number {
    return (this.#sampleCount / this.#recognizer.features.sampleRateHz) * 1000;
  }

  /** How long nothing but silence or noise has come, up to the last whole chunk. */
  get quietMs(): number {
    const speech = this.#recognizer.units.events.indexOf('speech');
    const lastSpoken = this.#heads.findLastIndex(({ events }) => argMax(events) === speech);
    const lastFired = (this.#decoding.emissions.at(-1)?.end ?? 0) - 1;
    return (this.#heads.length - 1 - Math.max(lastSpoken, lastFired)) * FRAME_MS;
  }

  /** Takes 16 kHz mono samples in −1…1; returns whether a chunk was heard, so that the transcript may have grown. */
  async push(pcm: Float32Array): Promise<boolean> {
    const noisy = new Float32Array(pcm.length);
    for (let n = 0; n < pcm.length; n += 1) {
      const sample = pcm[n] ?? 0;
      if (!Number.isFinite(sample)) throw new JobFailure('bad-input', `Expected samples between −1 and 1, got ${sample}.`);
      noisy[n] = sample + DITHER * this.#hiss();
    }
    this.#sampleCount += pcm.length;
    this.#pending = concatenate(this.#pending, this.#logMel.push(noisy));
    const chunkLength = this.#recognizer.shape.chunkFrames * this.#recognizer.shape.nMels;
    let heardCount = 0;
    for (; this.#pending.length - heardCount * chunkLength >= chunkLength; heardCount += 1) {
      const chunk = this.#pending.slice(heardCount * chunkLength, (heardCount + 1) * chunkLength);
      const { outputs, cache } = await this.#run(chunk, this.#cache);
      disposeTensors([this.#cache.k, this.#cache.v]);
      this.#cache = cache;
      this.#take(outputs, this.#decoding, this.#heads);
    }
    if (heardCount > 0) this.#pending = this.#pending.slice(heardCount * chunkLength);
    this.#decoding.advance();
    return heardCount > 0;
  }

  /** The transcript of the whole chunks, by the best path; empty until speech has been heard. May change. */
  partial(): Transcript {
    const manner = summarizeManner(this.#heads, this.#recognizer.units);
    if (!hasSpeech(manner)) return { text: '', language: manner.language, languageConfidence: manner.languageConfidence, words: [] };
    const { emissions, language } = this.#decoding;
    const words = timeGreedy(emissions, (unit) => this.#recognizer.decoder.writeUnit(unit), this.audioMs);
    return { text: this.#decoding.greedyText(), language: language ?? manner.language, languageConfidence: manner.languageConfidence, words };
  }

  /** The transcript if the utterance ended here, with silence after it. Leaves the utterance as it was. */
  async peek(): Promise<Heard> {
    const decoding = this.#decoding.clone();
    const heads = [...this.#heads];
    const { nMels, chunkFrames } = this.#recognizer.shape;
    const pendingFrames = this.#pending.length / nMels;
    const chunkCount = Math.ceil((pendingFrames + LEAST_TAIL_FRAMES) / chunkFrames);
    let cache = this.#cache;
    for (let i = 0; i < chunkCount; i += 1) {
      const chunk = this.#recognizer.silence.slice();
      chunk.set(this.#pending.subarray(i * chunk.length, (i + 1) * chunk.length));
      const { outputs, cache: next } = await this.#run(chunk, cache);
      if (cache !== this.#cache) disposeTensors([cache.k, cache.v]);
      cache = next;
      this.#take(outputs, decoding, heads);
    }
    disposeTensors([cache.k, cache.v]);
    return this.#read(decoding, heads);
  }

  /** Gives the cache's memory back. */
  dispose(): void {
    disposeTensors([this.#cache.k, this.#cache.v]);
    this.#heads = [];
  }

  #read(decoding: Decoding, heads: FrameHeads[]): Heard {
    const manner = summarizeManner(heads, this.#recognizer.units);
    const decoded = decoding.finish();
    const words = decoded.language === 'zh'
      ? timeCharacters(decoded.characters, this.audioMs)
      : timeEnglish(decoded.text, decoding.rows, this.#recognizer.units.text, this.audioMs);
    return { transcript: judgeTranscript(decoded, words, manner, this.#language !== null), manner, heads };
  }

  async #run(chunk: Float32Array, cache: Cache): Promise<{ outputs: Outputs; cache: Cache }> {
    const { graph, shape } = this.#recognizer;
    const outputs = await graph.run({
      log_mel: float32(chunk, [1, shape.chunkFrames, shape.nMels]),
      k_cache: cache.k,
      v_cache: cache.v,
      cache_mask: float32(cache.mask, [1, shape.cacheFrames]),
    });
    const frames = takeTensor(outputs, 'text_logits').dims[1] ?? 0;
    const mask = new Float32Array(shape.cacheFrames).fill(1, Math.max(0, shape.cacheFrames - frames));
    mask.set(cache.mask.subarray(frames));
    return { outputs, cache: { k: takeTensor(outputs, 'k_cache_out'), v: takeTensor(outputs, 'v_cache_out'), mask } };
  }

  /** Moves the heads of a chunk into the decoding; the caches stay with the caller. */
  #take(outputs: Outputs, decoding: Decoding, heads: FrameHeads[]): void {
    const text = readRows(outputs, 'text_logits');
    const language = readRows(outputs, 'language_logits');
    const events = readRows(outputs, 'event_logits');
    const traits = readRows(outputs, 'traits');
    const speaker = readRows(outputs, 'speaker');
    text.forEach((row, i) => {
      if (Number.isNaN(row[0])) throw new JobFailure('wrong-result', 'The tokenizer computed NaN.');
      decoding.push(row);
      const [ofLanguage, ofEvents, ofTraits, ofSpeaker] = [language[i], events[i], traits[i], speaker[i]];
      if (ofLanguage && ofEvents && ofTraits && ofSpeaker) heads.push({ language: ofLanguage, events: ofEvents, traits: ofTraits, speaker: ofSpeaker });
    });
    for (const [name, tensor] of Object.entries(outputs)) if (!name.endsWith('_cache_out')) tensor.dispose();
  }
}

/** (1, frames, width) → one copied row a frame. */
function readRows(outputs: Outputs, name: string): Float32Array[] {
  const values = readFloat32(outputs, name);
  const frames = takeTensor(outputs, name).dims[1] ?? 0;
  const width = values.length / Math.max(1, frames);
  return Array.from({ length: frames }, (_, i) => values.slice(i * width, (i + 1) * width));
}

function concatenate(a: Float32Array, b: Float32Array): Float32Array {
  const joined = new Float32Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
