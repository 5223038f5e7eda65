import { PeakLimiter } from '../studio/render/limiter';
import { LoudnessMeter } from '../studio/render/loudness';

/** Integrated loudness of mono sound in LUFS; −Infinity when nothing in it is loud enough, or long enough, to count. */
export function measureLoudness(pcm: Float32Array, sampleRateHz: number): number {
  const meter = new LoudnessMeter(sampleRateHz, 1);
  meter.push([pcm]);
  return meter.integrated();
}

/** The sound at a loudness, its peaks held by the limiter of scripts. Silence stays silence. */
export function normaliseLoudness(pcm: Float32Array, sampleRateHz: number, targetLufs: number): Float32Array {
  const loudness = measureLoudness(pcm, sampleRateHz);
  if (!Number.isFinite(loudness)) return pcm;
  const limiter = new PeakLimiter(sampleRateHz, 1, 10 ** ((targetLufs - loudness) / 20));
  const limited = new Float32Array(pcm.length + limiter.delaySamples);
  limited.set(limiter.process([pcm])[0] ?? []);
  limited.set(limiter.flush()[0] ?? [], pcm.length);
  return limited.slice(limiter.delaySamples);
}
