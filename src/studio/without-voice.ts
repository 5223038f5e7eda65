import type { Project } from './project';
import type { Script } from './script/script';

/** A script in which nobody has this voice any more: a line has that of its speaker then, and a speaker the narrator's. The same object where nobody had it. */
export function scriptWithoutVoice(script: Script, voiceId: string): Script {
  let hasChanged = false;
  const leave = <Holder extends { voice: { voiceId: string } | null }>(holder: Holder): Holder => {
    if (holder.voice?.voiceId !== voiceId) return holder;
    hasChanged = true;
    return { ...holder, voice: null };
  };
  const speakers = script.speakers.map(leave);
  const chapters = script.chapters.map((chapter) => {
    const lines = chapter.lines.map(leave);
    return lines.some((line, index) => line !== chapter.lines[index]) ? { ...chapter, lines } : chapter;
  });
  return hasChanged ? { ...script, speakers, chapters } : script;
}

/** A project that names the voice nowhere: what it said is said by the voice of its language. The same object where it did not. */
export function projectWithoutVoice(project: Project, voiceId: string): Project {
  const script = scriptWithoutVoice(project.script, voiceId);
  if (project.voice.voiceId === voiceId) return { ...project, script, voice: { ...project.voice, voiceId: '' } };
  return script === project.script ? project : { ...project, script };
}
