import type { FileJob } from '../../transcripts/jobs';

/** 0–1 of the audio that was heard; null when nobody knows how much there is, also when a header lied. */
export function heardShare({ heardMs, durationMs, phase }: FileJob): number | null {
  if (phase === 'finished') return 1;
  if (durationMs === null || durationMs <= 0 || heardMs > durationMs) return null;
  return heardMs / durationMs;
}

/** What is left at the present speed, in milliseconds; null while one of the two is not known. */
export function timeLeftMs(job: FileJob): number | null {
  const { heardMs, durationMs, speed } = job;
  if (durationMs === null || speed === null || speed <= 0 || heardMs > durationMs) return null;
  return (durationMs - heardMs) / speed;
}
