import type { SoundEvent } from '../protocol/tokenizer';
import type { SoundMark } from '../transcripts/document';

/** From this share of a stretch on a sound is worth a mark. */
const LEAST_SHARE = 0.5;
/** Marks of one sound that are no further apart than this are one. */
const JOIN_MS = 2000;
/** Quieter than this (root mean square, full scale 1; −50 dBFS) is silence, whatever it is. */
const SILENCE_RMS = 0.00316;
const PROBE_SECONDS = 3;
const LEAST_SECONDS = 1.5;

/** The part of a stretch without speech that is listened to, to learn what it holds; null when it is too short or silent. */
export function probeOf(pcm: Float32Array<ArrayBuffer>, rateHz: number): Float32Array<ArrayBuffer> | null {
  if (pcm.length < LEAST_SECONDS * rateHz) return null;
  const length = Math.min(pcm.length, PROBE_SECONDS * rateHz);
  const start = Math.floor((pcm.length - length) / 2);
  const probe = pcm.slice(start, start + length);
  const power = probe.reduce((sum, sample) => sum + sample * sample, 0) / probe.length;
  return Math.sqrt(power) < SILENCE_RMS ? null : probe;
}

/** What a stretch holds besides speech: the sound that fills most of it, if one does. */
export function eventsToMarks(events: readonly SoundEvent[], startMs: number, endMs: number): SoundMark[] {
  const strongest = events.reduce<SoundEvent | null>((best, event) => (event.share > (best?.share ?? 0) ? event : best), null);
  return strongest !== null && strongest.share >= LEAST_SHARE && endMs > startMs ? [{ startMs, endMs, name: strongest.name }] : [];
}

/** Appends marks in order of time; a sound that goes on is one mark. */
export function appendMarks(marks: readonly SoundMark[], added: readonly SoundMark[]): readonly SoundMark[] {
  if (added.length === 0) return marks;
  const joined = [...marks];
  for (const mark of added) {
    const last = joined.at(-1);
    if (last !== undefined && last.name === mark.name && mark.startMs - last.endMs <= JOIN_MS) joined[joined.length - 1] = { ...last, endMs: Math.max(last.endMs, mark.endMs) };
    else joined.push(mark);
  }
  return joined;
}
