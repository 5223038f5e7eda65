import type { VoiceChoice } from '../../protocol/speech';
import { changeLines } from './change-line';
import { scriptLines, wayOfSpeaker, type Line, type Script, type SpeakerWay } from './script';

export function setLineSpeaker(script: Script, lineIds: readonly string[], speaker: string | null): Script {
  const name = speaker?.trim() ?? null;
  if (name === '') return script;
  const changed = changeLines(script, lineIds, (line) => (line.speaker === name ? line : { ...line, speaker: name }));
  return changed === script ? script : addSpeaker(changed, name);
}

/** Also names a speaker who has no line yet. */
export function setSpeakerVoice(script: Script, name: string, voice: VoiceChoice | null): Script {
  const added = addSpeaker(script, name);
  return { ...added, speakers: added.speakers.map((speaker) => (speaker.name === name ? { ...speaker, voice } : speaker)) };
}

/** Null is the narrator. */
export function setSpeakerWay(script: Script, name: string | null, changes: Partial<SpeakerWay>): Script {
  const way = { ...wayOfSpeaker(script, name), ...changes };
  if (name === null) return { ...script, narratorWay: way };
  const added = addSpeaker(script, name);
  return { ...added, speakers: added.speakers.map((speaker) => (speaker.name === name ? { ...speaker, way } : speaker)) };
}

export function renameSpeaker(script: Script, name: string, typed: string): Script {
  const newName = typed.trim();
  const isKnown = script.speakers.some((speaker) => speaker.name === name);
  if (!isKnown || newName === '' || newName === name) return script;
  const isTaken = script.speakers.some((speaker) => speaker.name === newName);
  const speakers = isTaken ? script.speakers.filter((speaker) => speaker.name !== name) : script.speakers.map((speaker) => (speaker.name === name ? { ...speaker, name: newName } : speaker));
  const spokenIds = scriptLines(script).filter(({ speaker }) => speaker === name).map(({ id }) => id);
  return { ...changeLines(script, spokenIds, (line) => ({ ...line, speaker: newName })), speakers };
}

/** Makes speakers of the names that lines have and the script does not know. */
export function addSpeakersOf(script: Script, lines: readonly Line[]): Script {
  const known = new Set(script.speakers.map(({ name }) => name));
  const added = lines.flatMap(({ speaker }) => (speaker === null || known.has(speaker) ? [] : [(known.add(speaker), speaker)]));
  return added.length === 0 ? script : { ...script, speakers: [...script.speakers, ...added.map((name) => ({ name, voice: null }))] };
}

function addSpeaker(script: Script, name: string | null): Script {
  if (name === null || script.speakers.some((speaker) => speaker.name === name)) return script;
  return { ...script, speakers: [...script.speakers, { name, voice: null }] };
}
