import type { MelodyNote } from '../protocol/speech';

const NOTE = /^(?:([a-g])([#♯b♭]?)(-?\d)|r|-)(?::(\d{1,2}(?:\.\d{1,3})?))?$/iu;
const SEMITONE_OF: Readonly<Record<string, number>> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 };
const MAX_NOTES = 2000;

/** Notes as typed: `C4 D#4 E4:2 R`; a colon gives the beats, R is a rest. `wrong` are those that are none. */
export function readMelody(source: string): { notes: MelodyNote[]; wrong: string[] } {
  const wrong: string[] = [];
  const notes = source.split(/[\s,|]+/u).filter((word) => word !== '').slice(0, MAX_NOTES).flatMap((word): MelodyNote[] => {
    const match = NOTE.exec(word);
    const beats = Number(match?.[4] ?? 1);
    if (match === null || beats <= 0) {
      wrong.push(word);
      return [];
    }
    const [, letter, accidental = '', octave] = match;
    if (letter === undefined) return [{ midi: null, beats }];
    const shift = accidental === '' ? 0 : /[#♯]/u.test(accidental) ? 1 : -1;
    return [{ midi: 12 * (Number(octave) + 1) + (SEMITONE_OF[letter.toLowerCase()] ?? 0) + shift, beats }];
  });
  return { notes, wrong };
}
