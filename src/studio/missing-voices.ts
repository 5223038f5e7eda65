import { chooseVoice, standInFor } from '../lib/choose-voice';
import { DIALECT_LANGUAGE, type Dialect, type SpeechLanguage } from '../protocol/speech';
import { guessLanguage } from '../transcripts/scripts';
import type { Project } from './project';
import { scriptLines, voiceOfLine, wayOfSpeaker, type Line, type Script } from './script/script';

/** A voice that can be chosen here; those of the pack stand in the order of the pack. */
type ListedVoice = { id: string; name: string; language: SpeechLanguage; pitchHz?: number; isOwn?: true };

/** The language a text is most likely said in; a dialect says which of the languages that are written in Chinese characters. */
export function spokenLanguage(text: string, dialect: Dialect | null): SpeechLanguage {
  const written = guessLanguage(text);
  if (written === 'zh' && dialect !== null && DIALECT_LANGUAGE[dialect] !== 'en') return DIALECT_LANGUAGE[dialect];
  return written === 'other' ? 'en' : written;
}

/** In which languages these lines are said, each once. */
export function languagesOfLines(script: Script, lines: readonly Line[]): SpeechLanguage[] {
  return [...new Set(lines.map((line) => spokenLanguage(line.source, line.dialect ?? wayOfSpeaker(script, line.speaker).dialect)))];
}

/**
 * Names of those who speak `languages` in place of a voice that is not among `voices`; none where nobody does. Null when the voice is
 * there, when none was chosen, and while it is not known which there are.
 */
export function standInNames(voiceId: string, languages: () => readonly SpeechLanguage[], voices: readonly ListedVoice[]): string[] | null {
  if (voiceId === '' || voices.length === 0 || voices.some(({ id }) => id === voiceId)) return null;
  const packVoices = voices.filter(({ isOwn }) => isOwn !== true);
  const standIn = standInFor(packVoices, voiceId);
  if (standIn === undefined) return [];
  const spoken = languages();
  return [...new Set((spoken.length === 0 ? [standIn.language] : spoken).map((language) => (chooseVoice(packVoices, standIn.id, language) ?? standIn).name))];
}

/** Whose voices are missing: speakers (null: the narrator) and lines that have one of their own; and who speaks for all of them. */
export type MissingVoices = { speakers: readonly (string | null)[]; lineCount: number; standIns: readonly string[] };

/** The voices that lines of a project name and that are not among `voices`; null when all are there, or nobody knows yet. */
export function findMissingVoices({ script, voice }: Project, voices: readonly ListedVoice[]): MissingVoices | null {
  const known = new Set(['', ...voices.map(({ id }) => id)]);
  if (known.size === 1) return null;
  const lines = scriptLines(script).filter((line) => line.source.trim() !== '' && !known.has(voiceOfLine(script, line, voice).voiceId));
  if (lines.length === 0) return null;
  const voiced = new Set(script.speakers.flatMap((speaker) => (speaker.voice === null ? [] : speaker.name)));
  const spoken = lines.filter((line) => line.voice === null).map(({ speaker }) => (speaker !== null && voiced.has(speaker) ? speaker : null));
  const voiceIdOf = (line: Line) => voiceOfLine(script, line, voice).voiceId;
  const standIns = [...new Set(lines.map(voiceIdOf))].flatMap((voiceId) => standInNames(voiceId, () => languagesOfLines(script, lines.filter((line) => voiceIdOf(line) === voiceId)), voices) ?? []);
  return { speakers: [...new Set(spoken)], lineCount: lines.length - spoken.length, standIns: [...new Set(standIns)] };
}
