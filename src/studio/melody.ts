import type { MelodyNote } from '../protocol/speech';
import type { Problem } from './markup/problem';

const SEMITONES: Readonly<Record<string, number>> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 };
const NOTE = /^(?:([a-g])([#♯b♭]?)(-?\d)|r|-)(?::(\d{1,2}(?:\.\d{1,3})?|\d{1,2}\/\d{1,2}))?$/i;
const LOWEST_MIDI = 24;
const HIGHEST_MIDI = 96;
const MAX_PROBLEMS = 20;

/** Reads notes as typed, `C4 D#4:0.5 R:2 E4:1/2`: a name with its octave (C4 = 60), or R for a rest, and its beats (1 unless told). */
export function parseMelody(source: string): { melody: MelodyNote[]; problems: Problem[] } {
  const melody: MelodyNote[] = [];
  const problems: Problem[] = [];
  for (const { 0: typed, index } of source.matchAll(/[^\s,|]+/g)) {
    const note = readNote(typed);
    if (note !== null) melody.push(note);
    else if (problems.length < MAX_PROBLEMS) problems.push({ start: index, end: index + typed.length, message: `“${typed}” is no note, so it is left out. Write C4, F#3:2 or R:0.5, from C1 to C7.` });
  }
  return { melody, problems };
}

function readNote(typed: string): MelodyNote | null {
  const match = NOTE.exec(typed);
  if (match === null) return null;
  const [, letter, accidental = '', octave, length = '1'] = match;
  const [over = 1, under = 1] = length.split('/').map(Number);
  const beats = over / under;
  if (!(beats > 0 && beats <= 64)) return null;
  if (letter === undefined) return { midi: null, beats };
  const shift = accidental === '' ? 0 : /[#♯]/.test(accidental) ? 1 : -1;
  const midi = 12 * (Number(octave) + 1) + (SEMITONES[letter.toLowerCase()] ?? 0) + shift;
  return midi >= LOWEST_MIDI && midi <= HIGHEST_MIDI ? { midi, beats } : null;
}
