import { createGaussian } from '../../src/lib/random';
import { LogMel, type LogMelDefinition } from '../dsp/log-mel';
import type { Runnable } from '../runtime/graph';
import { JobFailure } from '../runtime/serve-jobs';
import type { CtcDecoder } from './ctc-decoder';
import type { Units } from './units';

/** Sizes of the graph's inputs, read from the graph itself. */
export type GraphShape = { nMels: number; cacheDims: readonly number[]; cacheFrames: number };

/** How an utterance is cut into the encoder's chunks, in log-mel frames: so much silence first, then chunk after chunk. */
export type Cut = { leadFrames: number; chunkFrames: number };

/** The lengths of `log_mel` that the graph is made for (src/packs/README.md): 320 ms, and 1.28 s. */
const CHUNK_FRAMES = 32;
const WIDE_CHUNK_FRAMES = 128;

/**
 * A hiss of −80 dBFS is added to everything: the model was never trained on digital silence, which only files
 * and muted microphones hold.
 */
export const DITHER = 1e-4;
export const DITHER_SEED = 16_000;

/**
 * The first cut is for what is shown while somebody speaks, and its chunks are short. The second knows more of what
 * follows a sound; only final transcripts wait for it.
 */
const CUTS: readonly Cut[] = [{ leadFrames: 0, chunkFrames: CHUNK_FRAMES }, { leadFrames: 0, chunkFrames: WIDE_CHUNK_FRAMES }];

/** What all utterances share: the graph, the features and the decoder. Weights only; no state. */
export class Recognizer {
  readonly graph: Runnable;
  readonly units: Units;
  readonly features: LogMelDefinition;
  readonly decoder: CtcDecoder;
  readonly shape: GraphShape;
  /** (frames of the longest chunk, nMels) of nothing but the hiss; pads an utterance to whole chunks. */
  readonly silence: Float32Array;
  /** An utterance is heard once for every cut. */
  readonly cuts: readonly Cut[];

  /** @param cuts the first, without a lead, is what partial transcripts come from */
  constructor(graph: Runnable, units: Units, features: LogMelDefinition, decoder: CtcDecoder, cuts = CUTS) {
    this.graph = graph;
    this.units = units;
    this.features = features;
    this.decoder = decoder;
    this.shape = readShape(graph);
    if (this.shape.nMels !== features.nMels) throw new JobFailure('bad-input', `Expected ${this.shape.nMels} mels, got ${features.nMels} in features.json.`);
    this.cuts = cuts;
    const gaussian = createGaussian(DITHER_SEED + 1);
    const sampleCount = features.winLength + features.hopLength * (Math.max(...cuts.map(({ chunkFrames }) => chunkFrames)) - 1);
    this.silence = new LogMel(features).push(Float32Array.from({ length: sampleCount }, () => DITHER * gaussian()));
  }
}

function readShape(graph: Runnable): GraphShape {
  const nMels = Number(graph.inputDims('log_mel')[2]);
  const cacheDims = graph.inputDims('k_cache').map(Number);
  const cacheFrames = cacheDims[2] ?? 0;
  if (![nMels, ...cacheDims].every((size) => Number.isInteger(size) && size > 0)) {
    throw new JobFailure('bad-input', 'Expected fixed sizes of k_cache and of the mels of log_mel.');
  }
  return { nMels, cacheDims, cacheFrames };
}
