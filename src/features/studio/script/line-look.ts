import { isPlainLine, type Line, type SpeakerWay } from '../../../studio/script/script';

/** What rows look at beside their lines. */
export type LineLook = {
  inks: ReadonlyMap<string, number>;
  voiceNames: ReadonlyMap<string, string>;
  /** How each speaker says all of their lines; null is the narrator. */
  ways: ReadonlyMap<string | null, SpeakerWay>;
};

/** Whether lines look alike in both: how their speakers speak is told of those alone that speak otherwise. */
export function looksAlike(lines: readonly Line[], a: LineLook, b: LineLook): boolean {
  return a.inks === b.inks && a.voiceNames === b.voiceNames && (a.ways === b.ways || lines.every((line) => isPlainLine(line) || a.ways.get(line.speaker) === b.ways.get(line.speaker)));
}
