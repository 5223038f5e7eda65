/** A piece of a cue's text: who says it, and when it begins if the file says so. */
export type CueRun = { text: string; voice: string | null; startMs: number | null };

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', quot: '"', apos: "'", lrm: '\u200e', rlm: '\u200f' };
const VTT_TAG = /<(?:\/?(?:c|i|b|u|v|lang|ruby|rt)(?:[.\s][^>]*)?|(?:\d+:)?\d{1,2}:\d{2}\.\d{3})>/giu;
const SRT_TAG = /<\/?(?:i|b|u|s|em|strong|font)(?:\s[^>]*)?>|\{\\[^}]*\}/giu;

/** The text of an SRT cue without its tags, and without the joiners `exports/srt.ts` disarms text with. */
export function readSrtText(text: string): CueRun[] {
  return [{ text: text.replace(SRT_TAG, '').replace(/([<{]|--)\u2060/gu, '$1'), voice: null, startMs: null }];
}

/** The runs of a WebVTT cue: cut at voice tags and at time tags; other tags are dropped. */
export function readVttText(text: string): CueRun[] {
  const runs: CueRun[] = [];
  let voice: string | null = null;
  let startMs: number | null = null;
  let at = 0;
  const push = (piece: string) => {
    if (piece.trim() !== '') runs.push({ text: decodeEntities(piece), voice, startMs });
  };
  let piece = '';
  for (const match of text.matchAll(VTT_TAG)) {
    piece += text.slice(at, match.index);
    at = match.index + match[0].length;
    const name = /^<v(?:\.[^\s>]*)?\s+([^>]*)>$/iu.exec(match[0])?.[1];
    const stamp = /^<([\d:.]+)>$/u.exec(match[0])?.[1];
    if (name === undefined && stamp === undefined && !/^<\/v/iu.test(match[0])) continue;
    push(piece);
    piece = '';
    if (stamp !== undefined) startMs = parseTimestamp(stamp);
    else voice = name === undefined ? null : decodeEntities(name).trim() || null;
  }
  push(piece + text.slice(at));
  return runs;
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/giu, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Milliseconds of [hh:]mm:ss[.,]mmm; null when it is none. Digits missing from the fraction are taken as zeros. */
export function parseTimestamp(stamp: string): number | null {
  const match = /^(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$/u.exec(stamp.trim());
  if (match === null) return null;
  const [, hours = '0', minutes = '0', seconds = '0', fraction = '0'] = match;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
}
