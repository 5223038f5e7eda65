import { NEUTRAL_SPEECH, type Dialect, type PitchPoint, type SpeechControls, type VoiceChoice } from '../../protocol/speech';
import { mergeControls, type ControlChanges } from '../controls';

/**
 * One stretch of a script said by one speaker: what is rendered, heard and exported as a whole.
 *
 * Lines that nobody changed share their controls and empty lists, so that a book costs little more than its text.
 */
export type Line = {
  id: string;
  /** A name of `Script.speakers`; null is the narrator. */
  speaker: string | null;
  /** What a person typed, markup and all; `lineToSpeech` reads it. */
  source: string;
  /** What is set for this line alone and applies where the markup says nothing; all else is as its speaker says it. */
  controls: ControlChanges;
  /** Null: that of the speaker. */
  dialect: Dialect | null;
  /** Null: the voice of the speaker. */
  voice: VoiceChoice | null;
  pauseAfterMs: number;
  /** A contour drawn over the line; `at` counts UTF-16 units of the spoken text, not of the source. */
  pitchPoints: readonly PitchPoint[];
  /** Notes as typed (`C4 D4 E4:2`), for the styles `sing` and `hum`; '' = as predicted. */
  melodySource: string;
  beatsPerMinute: number;
};

export type Chapter = { id: string; title: string; lines: readonly Line[] };

/** How somebody says all of their lines, unless a line says otherwise. */
export type SpeakerWay = { controls: SpeechControls; dialect: Dialect | null };

/** `voice` null: the voice the project speaks with. Without a `way`, as everybody speaks. */
export type ScriptSpeaker = { name: string; voice: VoiceChoice | null; way?: SpeakerWay };

/** What is to be read out. Ids of lines and chapters are unique within it; every speaker of a line is in `speakers`. */
export type Script = {
  title: string;
  speakers: readonly ScriptSpeaker[];
  narratorWay?: SpeakerWay;
  chapters: readonly Chapter[];
};

export const LINE_PAUSE_MS = 300;
export const PARAGRAPH_PAUSE_MS = 700;
export const CHAPTER_PAUSE_MS = 2000;
export const DEFAULT_BEATS_PER_MINUTE = 90;
/** Longer pauses are most likely a slip of the hand. */
export const MAX_PAUSE_MS = 60_000;

const NOTHING: readonly never[] = [];
/** Of a line that is said as its speaker says all. */
export const NO_CHANGES: ControlChanges = {};
export const PLAIN_WAY: SpeakerWay = { controls: NEUTRAL_SPEECH, dialect: null };

export function createLine(id: string, source: string, changes: Partial<Omit<Line, 'id' | 'source'>> = {}): Line {
  return {
    id, source, speaker: null, controls: NO_CHANGES, dialect: null, voice: null, pauseAfterMs: LINE_PAUSE_MS,
    pitchPoints: NOTHING, melodySource: '', beatsPerMinute: DEFAULT_BEATS_PER_MINUTE, ...changes,
  };
}

export const EMPTY_SCRIPT: Script = { title: '', speakers: [], chapters: [{ id: 'chapter-1', title: '', lines: [] }] };

export function scriptLines(script: Script): Line[] {
  return script.chapters.flatMap(({ lines }) => lines);
}

/** Whose voice says a line: its own, its speaker's, or the one the project speaks with. */
export function voiceOfLine(script: Script, line: Line, fallback: VoiceChoice): VoiceChoice {
  return line.voice ?? script.speakers.find(({ name }) => name === line.speaker)?.voice ?? fallback;
}

/** How a speaker says all of their lines; null is the narrator. */
export function wayOfSpeaker({ speakers, narratorWay }: Script, name: string | null): SpeakerWay {
  return (name === null ? narratorWay : speakers.find((speaker) => speaker.name === name)?.way) ?? PLAIN_WAY;
}

/** A line with what it has of its speaker: everything about how it is said, but for the voice. */
export type SpokenLine = Omit<Line, 'controls'> & { controls: SpeechControls };

export function speakLine(line: Line, { controls, dialect }: SpeakerWay): SpokenLine {
  return { ...line, controls: isPlainLine(line) ? controls : mergeControls(controls, line.controls), dialect: line.dialect ?? dialect };
}

/** Whether nothing of how it is said is set for this line alone, but for its voice. */
export function isPlainLine({ controls }: Line): boolean {
  return Object.keys(controls).length === 0;
}
