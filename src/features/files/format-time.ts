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
