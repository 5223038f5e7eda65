import { createContext, use } from 'react';
import type { Dialect, SpeechControls, SpeechLanguage, VoiceChoice } from '../../protocol/speech';
import type { ControlChanges } from '../../studio/controls';
import type { Line } from '../../studio/script/script';

export type TunedLine = Pick<Line, 'melodySource' | 'beatsPerMinute'> & { dialect: Dialect | null };

/** Something that is said, and how: what the panels with the controls show and change. */
export type Tuning = {
  controls: SpeechControls;
  /** Where the dials rest. */
  base: SpeechControls;
  line: TunedLine;
  /** Whether `line` has a melody and a tempo of its own. */
  hasBeats: boolean;
  voice: VoiceChoice;
  /** What `voice` is to speak, which decides who stands in for it where it is missing. */
  languages(): readonly SpeechLanguage[];
  /** What is said when no voice is chosen, in the list of voices. */
  anyVoice: string;
  /** What is said when no dialect is chosen, in the list of dialects. */
  anyDialect: string;
  /** What `resetAll` does, on its button. */
  resetLabel: string;
  hasMetronome: boolean;
  changeControls(change: ControlChanges): void;
  changeLine(change: Partial<TunedLine>): void;
  changeVoice(change: Partial<VoiceChoice>): void;
  setMetronome(hasMetronome: boolean): void;
  resetAll(): void;
};

const TuningContext = createContext<Tuning | null>(null);

export const TuningProvider = TuningContext;

export function useTuning(): Tuning {
  const tuning = use(TuningContext);
  if (tuning === null) throw new Error('These controls stand outside of a TuningProvider.');
  return tuning;
}
