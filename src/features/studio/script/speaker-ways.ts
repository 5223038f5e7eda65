import { NEUTRAL_SPEECH, type SpeechControls } from '../../../protocol/speech';
import { areControlsEqual } from '../../../studio/controls';
import { scriptLines, type Line, type Script } from '../../../studio/script/script';

export function linesOf(script: Script, speaker: string | null): Line[] {
  return scriptLines(script).filter((line) => line.speaker === speaker);
}

/** How a speaker says all of their lines; null when they differ. Somebody without lines speaks as everybody does. */
export function wayOf(lines: readonly Line[]): SpeechControls | null {
  const [first] = lines;
  if (first === undefined) return NEUTRAL_SPEECH;
  return lines.every(({ controls }) => areControlsEqual(controls, first.controls)) ? first.controls : null;
}

/** How a new line of a speaker is said: as all of theirs are, where those are alike. */
export function wayOfNewLine(script: Script, speaker: string | null): SpeechControls {
  return wayOf(linesOf(script, speaker)) ?? NEUTRAL_SPEECH;
}

/** `Bob: Hello` as typed into a line, when Bob is known: who says it and what; null otherwise. */
export function readSpeakerPrefix(source: string, names: readonly string[]): { speaker: string; source: string } | null {
  const [, typed = '', rest = ''] = /^\s*([^:：\n]{1,60}?)\s*[:：]\s*(.*)$/su.exec(source) ?? [];
  const speaker = names.find((name) => name.toLocaleLowerCase() === typed.toLocaleLowerCase());
  return speaker === undefined ? null : { speaker, source: rest };
}
