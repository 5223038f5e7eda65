import { addSpeakersOf } from './edit-speakers';
import { scriptLines, type Script } from './script';

/** A script that a hand has written, made to keep its promises: ids are unique, and every speaker of a line is known. */
export function repairScript(script: Script): Script {
  const taken = new Set<string>();
  const unique = (id: string) => {
    let free = id;
    for (let count = 2; taken.has(free); count++) free = `${id}.${count}`;
    taken.add(free);
    return free;
  };
  const names = new Set<string>();
  const repaired: Script = {
    ...script,
    speakers: script.speakers.filter(({ name }) => !names.has(name) && names.add(name)),
    chapters: script.chapters.map((chapter) => ({ ...chapter, id: unique(chapter.id), lines: chapter.lines.map((line) => ({ ...line, id: unique(line.id) })) })),
  };
  return addSpeakersOf(repaired, scriptLines(repaired));
}
