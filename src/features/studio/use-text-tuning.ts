import { useMemo } from 'react';
import { NEUTRAL_SPEECH } from '../../protocol/speech';
import { useStudio, useStudioCommands } from '../../stores/app-context';
import { selectControls, selectVoice } from '../../stores/studio-store';
import { spokenLanguage } from '../../studio/missing-voices';
import type { Tuning } from './tuning';
import { WORDS } from './words';

/** A text of a megabyte is not looked through with every letter. */
const LOOKED_AT_UNITS = 2000;

/** How the text is said; the same object while only its words change. */
export function useTextTuning(): Tuning {
  const commands = useStudioCommands();
  const controls = useStudio(selectControls);
  const voice = useStudio(selectVoice);
  const dialect = useStudio(({ draft }) => draft.line.dialect);
  const melodySource = useStudio(({ draft }) => draft.line.melodySource);
  const beatsPerMinute = useStudio(({ draft }) => draft.line.beatsPerMinute);
  const language = useStudio(({ draft: { line } }) => spokenLanguage(line.source.slice(0, LOOKED_AT_UNITS), line.dialect));
  const hasMetronome = useStudio(({ draft }) => draft.hasMetronome);
  return useMemo(() => ({
    controls, base: NEUTRAL_SPEECH, voice, hasMetronome, hasBeats: true, anyDialect: WORDS.anyDialect, resetLabel: WORDS.resetAll, line: { dialect, melodySource, beatsPerMinute }, anyVoice: WORDS.anyVoice,
    languages: () => [language],
    changeControls: (change) => commands.changeControls(change),
    changeLine: (change) => commands.changeLine(change),
    changeVoice: (change) => commands.changeVoice(change),
    setMetronome: (isOn) => commands.setMetronome(isOn),
    resetAll: () => commands.resetAll(),
  }), [commands, controls, voice, dialect, melodySource, beatsPerMinute, language, hasMetronome]);
}
