import { linearToDb } from '../../workers/dsp/level';
import { PeakLimiter } from '../studio/render/limiter';
import { LoudnessMeter } from '../studio/render/loudness';
import { LOSS_SECONDS, LOSS_STEPS, returnLoss } from '../studio/render/normalize';

/** Integrated loudness of mono sound in LUFS; −Infinity when nothing in it is loud enough, or long enough, to count. */
export function measureLoudness(pcm: Float32Array, sampleRateHz: number): number {
  const meter = new LoudnessMeter(sampleRateHz, 1);
  meter.push([pcm]);
  return meter.integrated();
}

/** The sound at a loudness, its peaks held by the limiter of scripts, and raised by what that takes. Silence stays silence. */
export function normaliseLoudness(pcm: Float32Array, sampleRateHz: number, targetLufs: number): Float32Array {
  const loudness = measureLoudness(pcm, sampleRateHz);
  if (!Number.isFinite(loudness)) return pcm;
  const wanted = 10 ** ((targetLufs - loudness) / 20);
  const start = pcm.subarray(0, LOSS_SECONDS * sampleRateHz);
  const startLufs = measureLoudness(start, sampleRateHz);
  let gain = wanted;
  for (let step = 0; step < LOSS_STEPS; step += 1) {
    const next = returnLoss(wanted, gain, startLufs + linearToDb(gain) - measureLoudness(limit(start, sampleRateHz, gain), sampleRateHz));
    if (next === gain) break;
    gain = next;
  }
  return limit(pcm, sampleRateHz, gain);
}

function limit(pcm: Float32Array, sampleRateHz: number, gain: number): Float32Array {
  const limiter = new PeakLimiter(sampleRateHz, 1, gain);
  const limited = new Float32Array(pcm.length + limiter.delaySamples);
  limited.set(limiter.process([pcm])[0] ?? []);
  limited.set(limiter.flush()[0] ?? [], pcm.length);
  return limited.slice(limiter.delaySamples);
}
