import { matchSpectra } from '../../workers/dsp/equalizer';
import { dbToLinear } from '../../workers/dsp/level';
import { inspectRecording } from '../../workers/dsp/recording-quality';
import { measureVoice, type VoiceStatistics } from '../../workers/dsp/voice-statistics';
import { CAPTURE_RATE_HZ } from '../protocol/capture';
import type { ClonedVoice } from '../protocol/speech';
import { cosineOf, type Similarity } from '../studio/cloning/similarity';

export type PackVoice = { id: string; name: string; language: string; speaker: readonly number[]; pitchHz: number };

/** A recording with all that was measured in it; `pcm` is 16 kHz mono. */
export type MeasuredRecording = { statistics: VoiceStatistics; /** Of unit length. */ speaker: Float32Array };

/** What making a voice needs of the models. */
export type MakerPorts = {
  /** The sound of a text in a voice of the pack, or in one that nobody has named yet. 16 kHz. */
  say(text: string, voice: string | ClonedVoice, signal: AbortSignal): Promise<Float32Array>;
  /** The recogniser's speaker vector, of unit length. */
  speakerOf(pcm: Float32Array, signal: AbortSignal): Promise<Float32Array>;
};

export type MadeVoice = { voice: ClonedVoice; similarity: Similarity };

/** Frames in the loud tenth are brought here before a voice is told by them. */
const LEVEL_DB = -18;
/**
 * Beyond these the models or the filters no longer sound like anybody. The pace has the narrowest: words that were not heard
 * make a person seem slow.
 */
const LIMITS = { pitchRange: [0.7, 1.35], rate: [0.85, 1.2], formantFactor: [0.9, 1.12] } as const;
/**
 * How the vocal tract follows the pitch from one person to another: F0 1.7 times higher goes with formants 1.17 times
 * higher between men and women (Peterson and Barney 1952), an exponent of 0.3; half of it is taken, because within one sex there is less of it.
 */
const FORMANTS_BY_PITCH = 0.15;
/** Fewer words tell nothing about the pace. */
const LEAST_WORDS_FOR_RATE = 6;

const clamp = (value: number, [low, high]: readonly [number, number]): number => Math.min(high, Math.max(low, value));

/** Brings sound to the level at which voices are told apart; a new array. */
export function levelled(pcm: Float32Array): Float32Array<ArrayBuffer> {
  const gain = dbToLinear(LEVEL_DB - inspectRecording(pcm, CAPTURE_RATE_HZ).levelDb);
  return Float32Array.from(pcm, (sample) => Math.max(-1, Math.min(1, sample * gain)));
}

/**
 * Makes a voice by analysis and synthesis: the built-in voice most like the recording is given the person's pitch, melody,
 * pace and long-term spectrum.
 *
 * The built-in voice is found with the recogniser's speaker vector. Everything that is then changed is set from
 * measurements of the sound alone, so that the same vector can tell how much nearer that came.
 *
 * @param text What is said in the recording, or any other sentence; all voices say it, and their sounds are compared.
 */
export async function makeVoice(
  recording: MeasuredRecording, { text, isTranscript, id, language }: { text: string; isTranscript: boolean; id: string; language: 'en' | 'zh' },
  packVoices: readonly PackVoice[], ports: MakerPorts, onProgress: (share: number) => void, signal: AbortSignal,
): Promise<MadeVoice> {
  const candidates = packVoices.filter((voice) => voice.language === language);
  const steps = candidates.length + 2;
  let best: { base: PackVoice; pcm: Float32Array; cosine: number } | null = null;
  for (const [index, base] of candidates.entries()) {
    const pcm = await ports.say(text, base.id, signal);
    const cosine = cosineOf(recording.speaker, await ports.speakerOf(levelled(pcm), signal));
    if (best === null || cosine > best.cosine) best = { base, pcm, cosine };
    onProgress((index + 1) / steps);
  }
  const made = best === null ? null : measureVoice(best.pcm, CAPTURE_RATE_HZ);
  if (best === null || made === null) throw new RangeError(`The pack has no voice that says anything in ${language}.`);
  const draft = setManner(recording.statistics, made, best.base, { id, language, isPaceKnown: isTranscript && countWords(text, language) >= LEAST_WORDS_FOR_RATE });
  // The spectrum is taken at the person's pitch: harmonics that lie elsewhere meet the bands elsewhere.
  const flat = measureVoice(await ports.say(text, draft, signal), CAPTURE_RATE_HZ);
  onProgress((steps - 1) / steps);
  const voice = { ...draft, equalizerDb: flat === null ? draft.equalizerDb : matchSpectra(recording.statistics.spectrumDb, flat.spectrumDb) };
  const clone = cosineOf(recording.speaker, await ports.speakerOf(levelled(await ports.say(text, voice, signal)), signal));
  onProgress(1);
  return { voice, similarity: { clone, builtIn: best.cosine, builtInName: best.base.name } };
}

/** The built-in voice at the person's pitch, melody and pace; its spectrum is as it was. */
function setManner(wanted: VoiceStatistics, made: VoiceStatistics, base: PackVoice, { id, language, isPaceKnown }: { id: string; language: 'en' | 'zh'; isPaceKnown: boolean }): ClonedVoice {
  const rise = wanted.medianHz / made.medianHz;
  return {
    id, language, speaker: base.speaker, modelPitchHz: base.pitchHz,
    pitchHz: base.pitchHz * rise,
    pitchRange: clamp(wanted.pitchSpanSemitones / Math.max(1, made.pitchSpanSemitones), LIMITS.pitchRange),
    rate: isPaceKnown ? clamp(made.spokenSeconds / Math.max(0.5, wanted.spokenSeconds), LIMITS.rate) : 1,
    formantFactor: clamp(rise ** FORMANTS_BY_PITCH, LIMITS.formantFactor),
    equalizerDb: new Array<number>(wanted.spectrumDb.length).fill(0),
  };
}

export function countWords(text: string, language: 'en' | 'zh'): number {
  return (text.match(language === 'zh' ? /\p{Script=Han}/gu : /[\p{L}']+/gu) ?? []).length;
}
