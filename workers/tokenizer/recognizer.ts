import { createGaussian } from '../../src/lib/random';
import { LogMel, type LogMelDefinition } from '../dsp/log-mel';
import type { Runnable } from '../runtime/graph';
import { JobFailure } from '../runtime/serve-jobs';
import type { CtcDecoder } from './ctc-decoder';
import type { Units } from './units';

/** Sizes of the graph's inputs, read from the graph itself. */
export type GraphShape = { chunkFrames: number; nMels: number; cacheDims: readonly number[]; cacheFrames: number };

/**
 * A hiss of −80 dBFS is added to everything: the model was never trained on digital silence, which only files
 * and muted microphones hold.
 */
export const DITHER = 1e-4;
export const DITHER_SEED = 16_000;

/** Two phases took a tenth of the word errors away; four no more than two. */
const PHASE_COUNT = 2;

/** What all utterances share: the graph, the features and the decoder. Weights only; no state. */
export class Recognizer {
  readonly graph: Runnable;
  readonly units: Units;
  readonly features: LogMelDefinition;
  readonly decoder: CtcDecoder;
  readonly shape: GraphShape;
  /** (chunkFrames, nMels) of nothing but the hiss; pads an utterance to whole chunks. */
  readonly silence: Float32Array;
  /** Log-mel frames of silence before the utterance, of every phase; the first is 0. */
  readonly leads: readonly number[];

  /** @param phaseCount how often the utterance is heard, the chunks of each phase beginning at other places */
  constructor(graph: Runnable, units: Units, features: LogMelDefinition, decoder: CtcDecoder, phaseCount = PHASE_COUNT) {
    this.graph = graph;
    this.units = units;
    this.features = features;
    this.decoder = decoder;
    this.shape = readShape(graph);
    if (this.shape.nMels !== features.nMels) throw new JobFailure('bad-input', `Expected ${this.shape.nMels} mels, got ${features.nMels} in features.json.`);
    this.leads = Array.from({ length: phaseCount }, (_, phase) => (phase * this.shape.chunkFrames) / phaseCount);
    const gaussian = createGaussian(DITHER_SEED + 1);
    const sampleCount = features.winLength + features.hopLength * (this.shape.chunkFrames - 1);
    this.silence = new LogMel(features).push(Float32Array.from({ length: sampleCount }, () => DITHER * gaussian()));
  }
}

function readShape(graph: Runnable): GraphShape {
  const sizes = (name: string): number[] => graph.inputDims(name).map(Number);
  const [, chunkFrames = 0, nMels = 0] = sizes('log_mel');
  const cacheDims = sizes('k_cache');
  const cacheFrames = cacheDims[2] ?? 0;
  if (![chunkFrames, nMels, ...cacheDims].every((size) => Number.isInteger(size) && size > 0)) {
    throw new JobFailure('bad-input', 'Expected fixed sizes of log_mel and k_cache.');
  }
  return { chunkFrames, nMels, cacheDims, cacheFrames };
}
