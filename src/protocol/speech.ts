/** Feelings that can be mixed; the names of Step-Audio-EditX that the built-in voice has rules for. */
export const EMOTIONS = ['happy', 'angry', 'sad', 'afraid', 'surprised', 'disgusted', 'calm', 'affectionate'] as const;
export type Emotion = (typeof EMOTIONS)[number];
/** Strength of each feeling, 0–1; all zero is neutral. */
export type EmotionMix = Readonly<Record<Emotion, number>>;

export const SPEECH_LANGUAGES = ['en', 'zh', 'yue', 'ja'] as const;
export type SpeechLanguage = (typeof SPEECH_LANGUAGES)[number];

/** How a language is said. A pack lists the languages of its voices; a dialect without one cannot be chosen. */
export const DIALECTS = ['american', 'british', 'mandarin', 'sichuanese', 'cantonese', 'japanese'] as const;
export type Dialect = (typeof DIALECTS)[number];
export const DIALECT_LANGUAGE: Readonly<Record<Dialect, SpeechLanguage>> = {
  american: 'en', british: 'en', mandarin: 'zh', sichuanese: 'zh', cantonese: 'yue', japanese: 'ja',
};

export const STYLES = ['plain', 'narrate', 'whisper', 'shout', 'news', 'bedtime', 'rap', 'hum', 'sing'] as const;
export type Style = (typeof STYLES)[number];

/** How a stretch of text is said; the neutral value of each is in `NEUTRAL_SPEECH`. */
export type SpeechControls = {
  /** 1 = normal, 0.5–2; the pitch is kept. */
  speakingRate: number;
  /** −12…12; formants are kept. */
  pitchSemitones: number;
  /** 0 = flat, 1 = as predicted, 2 = lively. */
  pitchRange: number;
  /** −12…12. */
  energyDb: number;
  /** 0–1. */
  breathiness: number;
  /** Length of pauses, 0–3, 1 = as predicted. */
  pauseScale: number;
  emotions: EmotionMix;
  style: Style;
};

export const NO_EMOTION: EmotionMix = { happy: 0, angry: 0, sad: 0, afraid: 0, surprised: 0, disgusted: 0, calm: 0, affectionate: 0 };

export const NEUTRAL_SPEECH: SpeechControls = {
  speakingRate: 1, pitchSemitones: 0, pitchRange: 1, energyDb: 0, breathiness: 0, pauseScale: 1, emotions: NO_EMOTION, style: 'plain',
};

export type Emphasis = 'strong' | 'moderate' | 'reduced';
/** Reads digits one by one, a word letter by letter, and so on (SSML say-as). */
export type SayAsKind = 'characters' | 'digits' | 'cardinal' | 'ordinal' | 'date' | 'time' | 'telephone' | 'currency';
/** The order of year, month and day in a date, and what is left out of it. */
export const DATE_FORMATS = ['mdy', 'dmy', 'ymd', 'md', 'dm', 'ym', 'my', 'y', 'm', 'd'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];
/** Which clock a time is read from. */
export const TIME_FORMATS = ['hms12', 'hms24'] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];
/** A kind, or one in a format; that of a telephone number is the digits of a country code. */
export type SayAs = SayAsKind | `date-${DateFormat}` | `time-${TimeFormat}` | `telephone-${number}`;

/** What applies to the UTF-16 units [textStart, textEnd) of the text. Spans are in order, do not overlap and cover every word. */
export type SpeechSpan = {
  textStart: number;
  textEnd: number;
  controls: SpeechControls;
  /** null: the script of the text decides. */
  dialect: Dialect | null;
  emphasis: Emphasis | null;
  sayAs: SayAs | null;
};

export const GESTURES = ['laugh', 'sigh', 'breath'] as const;
export type Gesture = (typeof GESTURES)[number];

/** What is heard between words, before the unit `at`. A pause of `ms` stands in place of any that was predicted there. */
export type SpeechEvent = { at: number; kind: 'pause'; ms: number } | { at: number; kind: 'gesture'; gesture: Gesture };

/** How a word is said, whatever the dictionary says: ARPAbet (`hh ah0 l ow1`), toned pinyin (`ni3 hao3`), jyutping (`nei5 hou2`) or romaji. */
export type Pronunciation = { textStart: number; textEnd: number; alphabet: 'arpabet' | 'pinyin' | 'jyutping' | 'romaji'; phones: string };

/** A note of a melody: MIDI number (69 = 440 Hz, null = rest) and length in beats. */
export type MelodyNote = { midi: number | null; beats: number };

/** Moves the pitch near a place of the text; between points it is interpolated, outside them held. */
export type PitchPoint = { at: number; semitones: number };

/** Text without any markup, and everything that is to be done with it. */
export type SpeechText = {
  text: string;
  spans: readonly SpeechSpan[];
  events: readonly SpeechEvent[];
  pronunciations: readonly Pronunciation[];
  pitchPoints: readonly PitchPoint[];
  /** For the styles `sing` and `hum`: a note a syllable, the last one held; empty = as predicted. */
  melody: readonly MelodyNote[];
  /** For `rap`, `sing` and `hum`. */
  beatsPerMinute: number;
};

/** A voice designed from another by signal processing on what the models predict; all zero is the voice itself. */
export type VoiceShape = {
  /** −1 = a child's vocal tract, 1 = a long one. */
  age: number;
  pitchSemitones: number;
  /** −1 = dull, 1 = bright: spectral tilt. */
  brightness: number;
  /** 0–1: irregular periods and amplitudes. */
  roughness: number;
};
export const PLAIN_SHAPE: VoiceShape = { age: 0, pitchSemitones: 0, brightness: 0, roughness: 0 };

export type VoiceChoice = { voiceId: string; shape: VoiceShape };

/**
 * A voice made on this device from a recording: a speaker vector for the models, and signal processing on what they
 * predict. Ids begin with `clone-`.
 */
export type ClonedVoice = {
  id: string;
  language: SpeechLanguage;
  /** The vector every graph takes, as in `voices.json`, and the mean F0 the models predict with it. */
  speaker: readonly number[];
  modelPitchHz: number;
  /** Mean F0 of the person. */
  pitchHz: number;
  /** Factors on what the models predict. */
  pitchRange: number;
  rate: number;
  formantFactor: number;
  /** Gains of `workers/dsp/equalizer.ts`. */
  equalizerDb: readonly number[];
};

/** Text said in one way throughout. */
export function plainSpeech(text: string, controls: SpeechControls, dialect: Dialect | null): SpeechText {
  return {
    text,
    spans: text === '' ? [] : [{ textStart: 0, textEnd: text.length, controls, dialect, emphasis: null, sayAs: null }],
    events: [], pronunciations: [], pitchPoints: [], melody: [], beatsPerMinute: 90,
  };
}

/** What was heard, frame by frame: F0 in Hz (0 = unvoiced) and level in dB relative to full scale. */
export type SpeechContour = { frameRateHz: number; f0Hz: Float32Array; levelDb: Float32Array };

/** Which parts of a render came from a model and which from rules or signal processing; words for a person, in English. */
export type Provenance = { neural: readonly string[]; signal: readonly string[] };
