import { parseTimestamp } from './cue-text';

/** A cue as the file has it. */
export type RawCue = { startMs: number; endMs: number; text: string };

const TIMING = /^\s*((?:\d+:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)\s*-->\s*((?:\d+:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)(?:\s.*)?$/u;

/**
 * The cues of an SRT or WebVTT file, in its order.
 *
 * Found by their timing lines, because these are what careless writers get right: numbers may be missing or wrong, hours
 * may be left out, comma and dot exchanged, settings appended. A cue that ends before it begins is taken the other way round.
 *
 * @param isVtt A WebVTT cue ends at the first empty line (what follows may be a comment); an SRT cue at the next number.
 */
export function parseCues(text: string, isVtt: boolean): RawCue[] {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|\n|\r/u);
  const timings = lines.flatMap((line, index) => {
    const match = TIMING.exec(line);
    const from = match === null ? null : parseTimestamp(match[1] ?? '');
    const to = match === null ? null : parseTimestamp(match[2] ?? '');
    return from === null || to === null ? [] : [{ index, startMs: Math.min(from, to), endMs: Math.max(from, to) }];
  });
  return timings.map(({ index, startMs, endMs }, position) => {
    const next = timings[position + 1]?.index;
    const body = lines.slice(index + 1, next ?? lines.length);
    if (next !== undefined && /^\s*\d+\s*$/u.test(body.at(-1) ?? '')) body.pop();
    const end = isVtt ? body.findIndex((line) => line.trim() === '') : -1;
    return { startMs, endMs, text: (end < 0 ? body : body.slice(0, end)).map((line) => line.trim()).filter((line) => line !== '').join('\n') };
  });
}
