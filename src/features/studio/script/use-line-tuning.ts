import { PLAIN_SHAPE } from '../../../protocol/speech';
import { useModel, useScriptCommands } from '../../../stores/app-context';
import { selectVoices } from '../../../stores/model-store';
import { controlChanges, mergeControls } from '../../../studio/controls';
import type { LineChanges } from '../../../studio/script/edit-lines';
import { DIALECT_WORDS } from '../../../studio/markup/describe-tag';
import { languagesOfLines } from '../../../studio/missing-voices';
import type { Project } from '../../../studio/project';
import { createLine, speakLine, voiceOfLine, wayOfSpeaker, type Line } from '../../../studio/script/script';
import type { Tuning } from '../tuning';
import { WORDS as STUDIO_WORDS } from '../words';
import { WORDS } from './words';

/** How one line of a script is said, for the panels that Text has, too: as its speaker says all, but for what is set here. */
export function useLineTuning(project: Project, line: Line): Tuning {
  const commands = useScriptCommands();
  const voices = useModel(selectVoices);
  const set = (changes: LineChanges) => commands.edit({ type: 'line.set', lineIds: [line.id], changes });
  const name = line.speaker ?? WORDS.narrator;
  const way = wayOfSpeaker(project.script, line.speaker);
  const { controls } = speakLine(line, way);
  const inherited = voiceOfLine(project.script, { ...line, voice: null }, project.voice);
  const inheritedName = voices.find(({ id }) => id === inherited.voiceId)?.name;
  return {
    controls, base: way.controls, line, hasBeats: true, hasMetronome: project.hasMetronome,
    voice: line.voice ?? { voiceId: '', shape: inherited.shape },
    languages: () => languagesOfLines(project.script, [line]),
    anyVoice: inheritedName === undefined ? WORDS.asSpeaker(name) : `${WORDS.asSpeaker(name)} (${inheritedName})`,
    anyDialect: way.dialect === null ? STUDIO_WORDS.anyDialect : WORDS.dialectOf(name, DIALECT_WORDS[way.dialect]),
    resetLabel: WORDS.sayAs(name),
    changeControls: (change) => set({ controls: controlChanges(way.controls, mergeControls(controls, change)) }),
    changeLine: set,
    changeVoice: ({ voiceId, shape }) => {
      if (shape !== undefined) set({ voice: { voiceId: line.voice?.voiceId ?? inherited.voiceId, shape } });
      else if (voiceId !== undefined) set({ voice: voiceId === '' ? null : { voiceId, shape: line.voice?.shape ?? PLAIN_SHAPE } });
    },
    setMetronome: (hasMetronome) => commands.setMetronome(hasMetronome),
    resetAll: () => {
      const { controls: plain, dialect, voice, melodySource, beatsPerMinute, pauseAfterMs } = createLine(line.id, '');
      set({ controls: plain, dialect, voice, melodySource, beatsPerMinute, pauseAfterMs });
    },
  };
}
