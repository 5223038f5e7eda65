import { linearToDb, peak, rms } from './level';

/** Frames that levels are taken over. */
const FRAME_S = 0.02;
/** Frames within so many decibels of the loud ones count as sound; the rest is background. */
const ACTIVE_DB = 25;
/** Samples this near to the largest lie on a flat top when many do. */
const TOP_SHARE = 0.98;

/** What can be told of a recording without listening to it. */
export type RecordingQuality = {
  seconds: number;
  /** Frames within 25 dB of the loud ones. */
  activeSeconds: number;
  /** Of the loud frames, relative to full scale; −120 for digital silence. */
  levelDb: number;
  /** From the quietest to the loud frames. A recording without any pause has little of it, too. */
  dynamicDb: number;
  /** Share of the samples that lie within 2 % of the largest, on either side. */
  toppedShare: number;
};

export function inspectRecording(pcm: Float32Array, sampleRateHz: number): RecordingQuality {
  const frameLength = Math.round(FRAME_S * sampleRateHz);
  const levels = Array.from({ length: Math.floor(pcm.length / frameLength) }, (_, i) => rms(pcm.subarray(i * frameLength, (i + 1) * frameLength)));
  const sorted = [...levels].sort((a, b) => a - b);
  const at = (share: number): number => linearToDb(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  const levelDb = at(0.9);
  return {
    seconds: pcm.length / sampleRateHz,
    activeSeconds: levels.filter((level) => linearToDb(level) > Math.max(-100, levelDb - ACTIVE_DB)).length * FRAME_S,
    levelDb,
    dynamicDb: levelDb - at(0.05),
    toppedShare: shareAtTop(pcm),
  };
}

function shareAtTop(pcm: Float32Array): number {
  const top = TOP_SHARE * peak(pcm);
  if (top === 0) return 0;
  let count = 0;
  for (const sample of pcm) if (Math.abs(sample) >= top) count += 1;
  return count / pcm.length;
}
