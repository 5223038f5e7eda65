import { NEUTRAL_SPEECH, PLAIN_SHAPE, type VoiceChoice } from '../../../protocol/speech';
import { useScriptCommands } from '../../../stores/app-context';
import { mergeControls } from '../../../studio/controls';
import { languagesOfLines } from '../../../studio/missing-voices';
import type { Project } from '../../../studio/project';
import { DEFAULT_BEATS_PER_MINUTE, PLAIN_WAY, scriptLines, voiceOfLine, wayOfSpeaker, type SpeakerWay } from '../../../studio/script/script';
import type { Tuning } from '../tuning';
import { WORDS as STUDIO_WORDS } from '../words';
import { WORDS } from './words';

/** How somebody says all of their lines, for the panels that Text has, too; null is the narrator. Tempo and melody belong to lines. */
export function useSpeakerTuning({ script, voice, hasMetronome }: Project, name: string | null): Tuning {
  const commands = useScriptCommands();
  const way = wayOfSpeaker(script, name);
  const own = name === null ? voice : (script.speakers.find((speaker) => speaker.name === name)?.voice ?? null);
  const set = (changes: Partial<SpeakerWay>) => commands.edit({ type: 'speaker.way', name, way: changes });
  const setVoice = (changed: VoiceChoice | null) => {
    if (name === null) commands.changeVoice(changed ?? { voiceId: '', shape: PLAIN_SHAPE });
    else commands.edit({ type: 'speaker.voice', name, voice: changed });
  };
  return {
    controls: way.controls, base: NEUTRAL_SPEECH, voice: own ?? { voiceId: '', shape: PLAIN_SHAPE }, hasMetronome, hasBeats: false,
    // The narrator's voice speaks for those who have none of their own, too.
    languages: () => languagesOfLines(script, scriptLines(script).filter((line) => voiceOfLine(script, line, voice) === own)),
    line: { dialect: way.dialect, melodySource: '', beatsPerMinute: DEFAULT_BEATS_PER_MINUTE },
    anyVoice: name === null ? WORDS.anyVoice : WORDS.asNarrator, anyDialect: STUDIO_WORDS.anyDialect, resetLabel: STUDIO_WORDS.resetAll,
    changeControls: (change) => set({ controls: mergeControls(way.controls, change) }),
    changeLine: ({ dialect }) => {
      if (dialect !== undefined) set({ dialect });
    },
    changeVoice: ({ voiceId, shape }) => {
      // Somebody who has no voice of their own and is shaped has the narrator's, shaped.
      if (shape !== undefined) setVoice({ voiceId: own?.voiceId ?? voice.voiceId, shape });
      else if (voiceId !== undefined) setVoice(voiceId === '' && name !== null ? null : { voiceId, shape: own?.shape ?? PLAIN_SHAPE });
    },
    setMetronome: (isOn) => commands.setMetronome(isOn),
    resetAll: () => {
      set(PLAIN_WAY);
      if (own !== null) setVoice({ ...own, shape: PLAIN_SHAPE });
    },
  };
}
