import { isPlainLine, scriptLines, type Line, type Script } from '../../../studio/script/script';

export function linesOf(script: Script, speaker: string | null): Line[] {
  return scriptLines(script).filter((line) => line.speaker === speaker);
}

/** The lines of somebody that are said otherwise than they say all of theirs. */
export function otherLinesOf(script: Script, speaker: string | null): Line[] {
  return linesOf(script, speaker).filter((line) => !isPlainLine(line) || line.dialect !== null || line.voice !== null);
}

/** `Bob: Hello` as typed into a line, when Bob is known: who says it and what; null otherwise. */
export function readSpeakerPrefix(source: string, names: readonly string[]): { speaker: string; source: string } | null {
  const [, typed = '', rest = ''] = /^\s*([^:：\n]{1,60}?)\s*[:：]\s*(.*)$/su.exec(source) ?? [];
  const speaker = names.find((name) => name.toLocaleLowerCase() === typed.toLocaleLowerCase());
  return speaker === undefined ? null : { speaker, source: rest };
}
