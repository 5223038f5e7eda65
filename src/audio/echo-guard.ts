import { linearToDb, rms } from '../../workers/dsp/level';
import { CAPTURE_RATE_HZ } from '../protocol/capture';

/** Loudness is compared in blocks of 8 ms: four to a capture frame. */
export const ECHO_BLOCK_LENGTH = 128;
const BLOCK_MS = (ECHO_BLOCK_LENGTH * 1000) / CAPTURE_RATE_HZ;
const HISTORY_BLOCKS = Math.round(8000 / BLOCK_MS);
/** Speaker and microphone latency and the way through the room, together. */
const MAX_LAG_BLOCKS = Math.round(400 / BLOCK_MS);
/** Below this nothing worth hearing leaves the speaker. */
const ACTIVE_DB = -50;
/** Less playback than this tells nothing about the room. */
const MIN_ACTIVE_BLOCKS = Math.round(150 / BLOCK_MS);
/** A room swallows 60 dB in about 0.4 s. */
const DECAY_DB_PER_BLOCK = (60 / 400) * BLOCK_MS;
/** How far above the usual echo a block must be to count as somebody's voice. */
const MARGIN_DB = 6;
/** An echo follows what is played this closely; speech that is not an echo does not. */
const MIN_CORRELATION = 0.6;
/** Share of the energy that nothing explains, from which on somebody is speaking. */
const MAX_UNEXPLAINED = 0.35;
const FLOOR_DB = -70;
/** The quietest tenth of what the microphone heard is the noise of the room. */
const NOISE_QUANTILE = 0.1;

export type EchoVerdict = {
  isLikelyEcho: boolean;
  lagMs: number;
  correlation: number;
  /** Echo level over playback level; undefined when too little has been played to say. */
  couplingDb: number | undefined;
  /** 0–1, of the energy in question. */
  unexplainedShare: number;
};

/**
 * Whether the last `questionBlocks` of what the microphone heard are what the speaker played.
 *
 * `micDb` and `referenceDb` are the loudness of the same successive blocks, the newest last. The delay between them
 * is where their loudness runs most alike over the whole history; how much quieter the echo is than the playback is
 * the median difference there. With the two an echo is predicted block by block (room decay included), and energy
 * well above it and above the noise of the room is taken for a person. Without headphones a reply explains nearly all of its own echo; with them it
 * explains nothing, because the two do not run alike.
 */
export function judgeEcho(micDb: readonly number[], referenceDb: readonly number[], questionBlocks: number): EchoVerdict {
  if (micDb.length !== referenceDb.length) throw new RangeError(`Expected as many blocks of both, got ${micDb.length} and ${referenceDb.length}`);
  const mic = micDb.map((db) => Math.max(FLOOR_DB, db));
  const direct = referenceDb.map((db) => Math.max(FLOOR_DB, db));
  const reference = withDecay(direct);
  const { lagBlocks, correlation } = measureLag(mic, reference);
  const heard = (index: number) => reference[index - lagBlocks] ?? FLOOR_DB;
  const directAt = (index: number) => direct[index - lagBlocks] ?? FLOOR_DB;
  const differences = mic.map((db, index) => db - directAt(index)).filter((_, index) => directAt(index) > ACTIVE_DB);
  const couplingDb = differences.length >= MIN_ACTIVE_BLOCKS ? quantile(differences, 0.5) : undefined;
  const unexplainedShare = couplingDb === undefined ? 1 : unexplained(mic, heard, couplingDb, questionBlocks);
  const isLikelyEcho = correlation >= MIN_CORRELATION && unexplainedShare <= MAX_UNEXPLAINED;
  return { isLikelyEcho, lagMs: lagBlocks * BLOCK_MS, correlation, couplingDb, unexplainedShare };
}

/** Loudness falls no faster than the sound dies away in a room. */
function withDecay(db: number[]): number[] {
  let level = FLOOR_DB;
  return db.map((value) => (level = Math.max(value, level - DECAY_DB_PER_BLOCK)));
}

/** The delay, in blocks, at which the microphone runs most like the reference. */
function measureLag(mic: number[], reference: number[]): { lagBlocks: number; correlation: number } {
  let best = { lagBlocks: 0, correlation: 0 };
  for (let lagBlocks = 0; lagBlocks <= Math.min(MAX_LAG_BLOCKS, mic.length - 2); lagBlocks += 1) {
    const correlation = correlate(mic, reference, lagBlocks);
    if (correlation > best.correlation) best = { lagBlocks, correlation };
  }
  return best;
}

/** Pearson's r of mic[n] and reference[n − lag]; 0 when either does not move. */
function correlate(mic: number[], reference: number[], lag: number): number {
  const count = mic.length - lag;
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let n = 0; n < count; n += 1) {
    const a = mic[n + lag] ?? 0;
    const b = reference[n] ?? 0;
    sumA += a;
    sumB += b;
    sumAA += a * a;
    sumBB += b * b;
    sumAB += a * b;
  }
  const variances = (sumAA - (sumA * sumA) / count) * (sumBB - (sumB * sumB) / count);
  return variances > 1e-6 ? (sumAB - (sumA * sumB) / count) / Math.sqrt(variances) : 0;
}

function unexplained(mic: number[], heard: (index: number) => number, couplingDb: number, questionBlocks: number): number {
  const noise = 10 ** ((quantile(mic, NOISE_QUANTILE) + MARGIN_DB) / 10);
  let whole = 0;
  let rest = 0;
  for (let index = Math.max(0, mic.length - questionBlocks); index < mic.length; index += 1) {
    const energy = 10 ** ((mic[index] ?? FLOOR_DB) / 10);
    // The delay is known to a block, so an onset may come one early.
    const loudest = Math.max(heard(index - 1), heard(index), heard(index + 1));
    whole += energy;
    rest += Math.max(0, energy - noise - 10 ** ((loudest + couplingDb + MARGIN_DB) / 10));
  }
  return whole > 0 ? rest / whole : 0;
}

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? 0;
}

type Block = { endSample: number; micDb: number; referenceDb: number };

/** Keeps the last 8 s of both loudnesses, by capture sample, and answers for a stretch of them. */
export class EchoGuard {
  readonly #emittedRms: (fromS: number, toS: number) => number;
  readonly #blocks: Block[] = [];

  /** `emittedRms` is `Playback.emittedRms`. */
  constructor(emittedRms: (fromS: number, toS: number) => number) {
    this.#emittedRms = emittedRms;
  }

  /** Takes every capture frame; `contextTimeS` is that of its first sample. */
  pushFrame(pcm: Float32Array, startSample: number, contextTimeS: number): void {
    for (let at = 0; at + ECHO_BLOCK_LENGTH <= pcm.length; at += ECHO_BLOCK_LENGTH) {
      const fromS = contextTimeS + at / CAPTURE_RATE_HZ;
      const referenceDb = linearToDb(this.#emittedRms(fromS, fromS + BLOCK_MS / 1000));
      const micDb = linearToDb(rms(pcm.subarray(at, at + ECHO_BLOCK_LENGTH)));
      this.#blocks.push({ endSample: startSample + at + ECHO_BLOCK_LENGTH, micDb, referenceDb });
    }
    this.#blocks.splice(0, Math.max(0, this.#blocks.length - HISTORY_BLOCKS));
  }

  judge(startSample: number, endSample: number): EchoVerdict {
    const blocks = this.#blocks.filter((block) => block.endSample <= endSample);
    const questionBlocks = blocks.filter((block) => block.endSample > startSample).length;
    return judgeEcho(blocks.map(({ micDb }) => micDb), blocks.map(({ referenceDb }) => referenceDb), questionBlocks);
  }

  /** Whether the sound of [startSample, endSample) of the capture clock is likely our own voice come back. */
  isLikelyEcho(startSample: number, endSample: number): boolean {
    return this.judge(startSample, endSample).isLikelyEcho;
  }
}
