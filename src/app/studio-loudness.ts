import { LoudnessMeter } from '../studio/render/loudness';

/** Above this a sample is bent towards 1 instead of being cut. */
const KNEE = 0.8;

/** Integrated loudness of mono sound in LUFS; −Infinity when nothing in it is loud enough, or long enough, to count. */
export function measureLoudness(pcm: Float32Array, sampleRateHz: number): number {
  const meter = new LoudnessMeter(sampleRateHz, 1);
  meter.push([pcm]);
  return meter.integrated();
}

/** The sound at a loudness; peaks that would go beyond full scale are bent. Silence stays silence. */
export function normaliseLoudness(pcm: Float32Array, sampleRateHz: number, targetLufs: number): Float32Array {
  const loudness = measureLoudness(pcm, sampleRateHz);
  if (!Number.isFinite(loudness)) return pcm;
  const gain = 10 ** ((targetLufs - loudness) / 20);
  return pcm.map((sample) => bend(sample * gain));
}

function bend(sample: number): number {
  const level = Math.abs(sample);
  return level <= KNEE ? sample : Math.sign(sample) * (KNEE + (1 - KNEE) * Math.tanh((level - KNEE) / (1 - KNEE)));
}
