import type { MelodyNote } from '../protocol/speech';
import { parseMelody } from '../studio/melody';

/** Notes as typed: `C4 D#4 E4:2 R`; `wrong` are the words that are none. */
export function readMelody(source: string): { notes: MelodyNote[]; wrong: string[] } {
  const { melody, problems } = parseMelody(source);
  return { notes: melody, wrong: problems.map(({ start, end }) => source.slice(start, end)) };
}
