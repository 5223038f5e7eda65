import { createGaussian } from '../../src/lib/random';
import type { Transcript } from '../../src/protocol/tokenizer';
import { LogMel } from '../dsp/log-mel';
import { JobFailure } from '../runtime/serve-jobs';
import type { BestPath } from './best-path';
import type { Decoding } from './ctc-decoder';
import { hasSpeech, judgeTranscript, transcriptWithoutWords } from './judge';
import { argMax } from './log-math';
import { DITHER, DITHER_SEED, type Recognizer } from './recognizer';
import { Phase } from './phase';
import { summarizeManner, type FrameHeads, type Manner } from './traits';
import { FRAME_MS } from './units';
import { timeCharacters, timeEnglish, timeGreedy } from './word-times';

/** A transcript, the manner of the voice, and the frames that manner was read from. */
export type Heard = { transcript: Transcript; manner: Manner; heads: FrameHeads[] };

/** Log-mel frames of silence a final transcript hears at least after the last sound: units fire late. */
const LEAST_TAIL_FRAMES = 12;

/**
 * One utterance: its features, the encoder's caches and the decoding. Owned by a job, disposed with it.
 *
 * The encoder hears the utterance once for every cut of the recognizer. The first alone gives what is shown while somebody
 * speaks; for the final text the logits of all are averaged, because the last frames of a chunk know nothing of what follows.
 * How the samples are cut into pushes changes nothing. Methods must not overlap: await each.
 */
export class StreamingRecognizer {
  readonly #recognizer: Recognizer;
  /** Set when the language is known beforehand. */
  readonly #language: 'en' | 'zh' | null;
  readonly #logMel: LogMel;
  readonly #hiss = createGaussian(DITHER_SEED);
  /** One a cut. */
  readonly #phases: readonly Phase[];
  #melFrames = 0;
  /** Of the first cut. */
  readonly #soFar: BestPath;
  /** Of all cuts. */
  readonly #decoding: Decoding;
  #heads: FrameHeads[] = [];
  #sampleCount = 0;

  constructor(recognizer: Recognizer, language: 'en' | 'zh' | null = null) {
    this.#recognizer = recognizer;
    this.#language = language;
    this.#logMel = new LogMel(recognizer.features);
    this.#phases = recognizer.cuts.map((cut) => new Phase(recognizer, cut));
    this.#soFar = recognizer.decoder.startBestPath(language);
    this.#decoding = recognizer.decoder.start(language);
  }

  get audioMs(): number {
    return (this.#sampleCount / this.#recognizer.features.sampleRateHz) * 1000;
  }

  /** How long nothing but silence or noise has come, up to the last whole chunk. */
  get quietMs(): number {
    const speech = this.#recognizer.units.events.indexOf('speech');
    const lastSpoken = this.#heads.findLastIndex(({ events }) => argMax(events) === speech);
    const lastFired = (this.#soFar.emissions.at(-1)?.end ?? 0) - 1;
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
    const mel = this.#logMel.push(noisy);
    this.#melFrames += mel.length / this.#recognizer.shape.nMels;
    let hasHeard = false;
    for (const [index, phase] of this.#phases.entries()) {
      const heads = await phase.push(mel);
      if (index > 0) continue;
      hasHeard = heads.length > 0;
      this.#heads.push(...heads);
      for (const row of phase.rows.slice(phase.rows.length - heads.length)) this.#soFar.push(row);
    }
    merge(this.#phases, this.#decoding);
    this.#decoding.advance();
    return hasHeard;
  }

  /** The transcript of the whole chunks, by the best path; empty until speech has been heard. May change. */
  partial(): Transcript {
    const manner = summarizeManner(this.#heads, this.#recognizer.units);
    const empty = transcriptWithoutWords(manner, this.#language);
    if (!hasSpeech(manner)) return empty;
    const { emissions, language } = this.#soFar;
    const words = timeGreedy(emissions, (unit) => this.#recognizer.decoder.writeUnit(unit), this.audioMs);
    return { text: this.#soFar.text(), language: language ?? empty.language, languageConfidence: manner.languageConfidence, words };
  }

  /** The transcript if the utterance ended here, with silence after it. Leaves the utterance as it was. */
  async peek(): Promise<Heard> {
    const decoding = this.#decoding.clone();
    const heads = [...this.#heads];
    const phases = this.#phases.map((phase) => phase.fork());
    try {
      for (const [index, phase] of phases.entries()) {
        const rest = await phase.flush(this.#melFrames + LEAST_TAIL_FRAMES);
        if (index === 0) heads.push(...rest);
      }
      merge(phases, decoding);
    } finally {
      for (const phase of phases) phase.dispose();
    }
    return this.#read(decoding, heads);
  }

  /** Gives the caches' memory back. */
  dispose(): void {
    for (const phase of this.#phases) phase.dispose();
    this.#heads = [];
  }

  #read(decoding: Decoding, heads: FrameHeads[]): Heard {
    const manner = summarizeManner(heads, this.#recognizer.units);
    const decoded = decoding.finish();
    const words = decoded.language === 'zh'
      ? timeCharacters(decoded.characters, this.audioMs)
      : timeEnglish(decoded.text, decoding.rows, this.#recognizer.units.text, this.audioMs);
    return { transcript: judgeTranscript(decoded, words, manner, this.#language), manner, heads };
  }
}

/** Moves the frames that every phase has heard into the decoding, averaged. */
function merge(phases: readonly Phase[], decoding: Decoding): void {
  const count = Math.min(...phases.map(({ rows }) => rows.length));
  const [first, ...others] = phases.map(({ rows }) => rows.splice(0, count));
  first?.forEach((row, i) => {
    for (const rows of others) rows[i]?.forEach((value, unit) => { row[unit] = (row[unit] ?? 0) + value; });
    if (others.length > 0) for (let unit = 0; unit < row.length; unit += 1) row[unit] = (row[unit] ?? 0) / phases.length;
    decoding.push(row);
  });
}
