import type { PitchPoint } from '../../protocol/speech';
import { readPitch, type PitchValue } from './prosody-values';

/** What the pitch is to be at a share (0–1) of what stands in an element. */
export type ContourTarget = { share: number; pitch: PitchValue };

/** A contour over [textStart, textEnd) of the text that is spoken. */
export type Contour = { textStart: number; textEnd: number; targets: readonly ContourTarget[] };

const PAIR = /\(([^()]*)\)/g;
const SHARE = /^([+-]?\d{1,4}(?:\.\d{1,6})?)\s*%$/;
/** As far as the pitch of a line goes, too. */
const MOST_SEMITONES = 12;

/** The targets of `(0%,+20%) (50%,-2st) (100%,+5Hz)`, in the order of their places. What cannot be read is told, with where it stands. */
export function readContour(typed: string, report: (message: string, part: string) => void): ContourTarget[] {
  const example = 'Write (0%,+20%) (50%,-2st) (100%,+5Hz)';
  for (const { 0: stray } of typed.replace(PAIR, (pair) => ' '.repeat(pair.length)).matchAll(/\S+/g)) report(`“${stray}” is no point of a contour, so it is left out. ${example}.`, stray);
  const targets = [...typed.matchAll(PAIR)].flatMap(({ 0: pair, 1: content = '' }): ContourTarget[] => {
    const [place = '', height = '', ...rest] = content.split(',').map((part) => part.trim().toLowerCase());
    const percent = SHARE.exec(place)?.[1];
    const pitch = readPitch(height);
    if (percent === undefined) report(`“${place}” in “${pair}” is no place, so the point is left out. ${example}.`, pair);
    else if (Number(percent) < 0 || Number(percent) > 100) report(`“${place}” lies outside of what stands in the element, so the point is left out. Places go from 0% to 100%.`, pair);
    else if (pitch === null || rest.length > 0) report(`“${[height, ...rest].join(',')}” in “${pair}” is no pitch, so the point is left out. ${example}.`, pair);
    else return [{ share: Number(percent) / 100, pitch }];
    return [];
  });
  return targets.sort((left, right) => left.share - right.share);
}

/**
 * Contours as bends of the text: straight between targets, held to both ends of the words in the element, and nothing outside of them.
 *
 * @param pitchHzAt Mean pitch of the voice that says a place of the text: what Hz are measured against.
 */
export function bendsOf(contours: readonly Contour[], text: string, pitchHzAt: (at: number) => number): PitchPoint[][] {
  if (contours.length === 0) return [];
  const ink = inkOf(text);
  return contours.flatMap(({ textStart, textEnd, targets }) => {
    const start = ink.next[textStart] ?? textEnd;
    const end = ink.previousEnd[textEnd] ?? textStart;
    const pitchHz = pitchHzAt(start);
    const points = targets.map(({ share, pitch }) => ({ at: start + share * (end - start), semitones: semitonesOf(pitch, pitchHz) }));
    const [first, last] = [points[0], points.at(-1)];
    return end <= start || first === undefined || last === undefined ? [] : [[{ ...first, at: start }, ...points, { ...last, at: end }]];
  });
}

function semitonesOf({ unit, value }: PitchValue, pitchHz: number): number {
  const semitones = unit === 'semitones' ? value : 12 * Math.log2(Math.max(1, unit === 'hz' ? value : pitchHz + value) / pitchHz);
  return Math.max(-MOST_SEMITONES, Math.min(MOST_SEMITONES, semitones));
}

/** For each place of a text, where white space from there on ends, and where the white space that ends there began. */
function inkOf(text: string): { next: Uint32Array; previousEnd: Uint32Array } {
  const isSpace = (index: number) => /\s/.test(text[index] ?? '');
  const next = new Uint32Array(text.length + 1).fill(text.length);
  for (let at = text.length - 1; at >= 0; at--) next[at] = isSpace(at) ? (next[at + 1] ?? at) : at;
  const previousEnd = new Uint32Array(text.length + 1);
  for (let at = 1; at <= text.length; at++) previousEnd[at] = isSpace(at - 1) ? (previousEnd[at - 1] ?? at) : at;
  return { next, previousEnd };
}
