import { formatClock as formatSeconds } from '../../lib/format-clock';

/** A place in a recording as `m:ss` or `h:mm:ss`. */
export function formatClock(ms: number): string {
  return formatSeconds(Math.floor(ms / 1000));
}

/** The same to the millisecond, as a person edits it: `1:02.350`. */
export function formatExactClock(ms: number): string {
  return `${formatClock(ms)}.${String(Math.max(0, Math.round(ms)) % 1000).padStart(3, '0')}`;
}

/** Reads `75`, `1:15`, `1:15.25` or `1:02:03,5` as milliseconds; null when it is none of them. */
export function parseClock(text: string): number | null {
  const match = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:[.,]\d*)?)$/.exec(text.trim());
  if (match === null) return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'))) * 1000);
}

/** How long something will take, as people say it: "about 4 minutes". */
export function formatWait(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return seconds < 10 ? 'a few seconds' : `about ${Math.round(seconds / 10) * 10} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `about ${minutes} minutes`;
  return `about ${Math.round(minutes / 6) / 10} hours`;
}

/** How long a recording is, in words: "42 s", "12 min", "1 h 05 min". */
export function formatLength(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
