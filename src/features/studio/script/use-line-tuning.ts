import { PLAIN_SHAPE } from '../../../protocol/speech';
import { useModel, useScriptCommands } from '../../../stores/app-context';
import { selectVoices } from '../../../stores/model-store';
import { mergeControls } from '../../../studio/controls';
import type { Project } from '../../../studio/project';
import { createLine, voiceOfLine, type Line } from '../../../studio/script/script';
import type { LineChanges } from '../../../studio/script/edit-lines';
import type { Tuning } from '../tuning';
import { WORDS } from './words';

/** How one line of a script is said, for the panels that Text has, too. */
export function useLineTuning(project: Project, line: Line): Tuning {
  const commands = useScriptCommands();
  const voices = useModel(selectVoices);
  const set = (changes: LineChanges) => commands.edit({ type: 'line.set', lineIds: [line.id], changes });
  const inherited = voiceOfLine(project.script, { ...line, voice: null }, project.voice);
  const inheritedName = voices.find(({ id }) => id === inherited.voiceId)?.name;
  return {
    controls: line.controls,
    line,
    voice: line.voice ?? { voiceId: '', shape: inherited.shape },
    anyVoice: inheritedName === undefined ? WORDS.asSpeaker(line.speaker ?? WORDS.narrator) : `${WORDS.asSpeaker(line.speaker ?? WORDS.narrator)} (${inheritedName})`,
    hasMetronome: project.hasMetronome,
    changeControls: (change) => set({ controls: mergeControls(line.controls, change) }),
    changeLine: set,
    changeVoice: ({ voiceId, shape }) => {
      if (shape !== undefined) set({ voice: { voiceId: line.voice?.voiceId ?? inherited.voiceId, shape } });
      else if (voiceId !== undefined) set({ voice: voiceId === '' ? null : { voiceId, shape: line.voice?.shape ?? PLAIN_SHAPE } });
    },
    setMetronome: (hasMetronome) => commands.setMetronome(hasMetronome),
    resetAll: () => {
      const { controls, dialect, voice, melodySource, beatsPerMinute, pauseAfterMs } = createLine(line.id, '');
      set({ controls, dialect, voice, melodySource, beatsPerMinute, pauseAfterMs });
    },
  };
}
