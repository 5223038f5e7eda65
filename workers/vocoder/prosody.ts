import { TONAL, type Effect } from './effect';
import type { Utterance } from './front-end/utterance';

/** Places of the pitch and voicing values inside a phoneme, as shares of its length. */
const POINTS = [0.1, 0.3, 0.5, 0.7, 0.9];
/** The excitation can be made for these; the models know no voice beyond the narrower ones. */
const [LOWEST_HZ, HIGHEST_HZ] = [40, 1000];
const [LOWEST_MODEL_HZ, HIGHEST_MODEL_HZ] = [55, 480];

/** Longest silence, in frames at rate 1, that each end of an utterance keeps. */
const LONGEST_PAUSE = { start: 5, sentence: 24, clause: 12, joint: 6 };
/** Silence at an end where a pause was asked for, in frames at any rate; the rest of that pause is made outside. */
export const HELD_FRAMES = { start: 1, end: 3 };

/**
 * How much louder the acoustic model speaks when asked, in decibels; the rest is a factor on the sound. So is all that is softer: asked for
 * soft speech, the model loses words (whispers 5 dB down: a third of what is understood, training/voice/CONTROLS.md).
 */
const LOUDEST_MODEL_DB = 6;
/** Length of the final rise or fall, as a share of the spoken utterance and at most so many frames. */
const FINAL = { share: 0.35, frames: 45 };
/** Height of a Chao level, in semitones about the middle one: five levels are the octave that Mandarin tones span in `zh-tan`. */
const LEVEL_SEMITONES = 2.6;

/** Outputs of the prosody graph: `logDurations` and `energy` (N), `pitch` and `voicing` (N, 5), in its units. */
export type PredictedProsody = { logDurations: Float32Array; pitch: Float32Array; voicing: Float32Array; energy: Float32Array };

/** The frames of each phoneme, an even number in all, and values per frame (T). */
export type FrameProsody = {
  durations: number[];
  frameCount: number;
  /** ln F0 in Hz: what the excitation is made of, and what the models are told, which is as predicted, so that formants and timbre stay. */
  pitch: Float32Array;
  modelPitch: Float32Array;
  voicing: Float32Array;
  energy: Float32Array;
  /** Loudness beyond what the energy asks of the model. */
  gainDb: Float32Array;
  breathiness: Float32Array;
  tiltDbPerOctave: Float32Array;
  jitter: Float32Array;
  shimmerDb: Float32Array;
};

/** What of a voice and its pack the layout needs: the mean F0 that ranges are widened around; decibels that one unit of energy makes. */
export type VoiceScale = { centreHz: number; decibelsPerEnergy: number };

/** What a score or a gesture says itself: the frames of each phoneme, and ln F0 of every frame (null: as predicted). */
export type Timing = { durations: number[]; pitch: Float32Array | null };

/**
 * Applies the effects, one a phoneme, to what was predicted and lays it out in frames.
 *
 * @param bendSemitones of each of the five pitch points of each phoneme (N, 5): the pitch a person drew
 */
export function layOutProsody(
  utterance: Utterance, predicted: PredictedProsody, effects: readonly Effect[], scale: VoiceScale,
  timing: Timing | null = null, bendSemitones: Float32Array | null = null,
): FrameProsody {
  const durations = timing?.durations ?? roundDurations(scaleDurations(utterance, predicted.logDurations, effects), 1);
  const frameCount = durations.reduce((sum, frames) => sum + frames, 0);
  const { pitch, modelPitch } = shapePitch(utterance, predicted.pitch, durations, effects, scale.centreHz);
  const bent = pitch.map((value, i) => limit(value + semitonesToLn(bendSemitones?.[i] ?? 0), LOWEST_HZ, HIGHEST_HZ));
  const modelDb = (i: number): number => Math.min(LOUDEST_MODEL_DB, Math.max(0, effects[i]?.energyDb ?? 0));
  const perFrame = (value: (effect: Effect, i: number) => number): Float32Array => repeatByDuration(Float32Array.from(effects, value), 1, durations, frameCount);
  return {
    durations,
    frameCount,
    pitch: timing?.pitch?.map((value) => limit(value, LOWEST_HZ, HIGHEST_HZ)) ?? pointsToFrames(bent, durations, frameCount),
    modelPitch: pointsToFrames(modelPitch.map((value) => limit(value, LOWEST_MODEL_HZ, HIGHEST_MODEL_HZ)), durations, frameCount),
    voicing: pointsToFrames(predicted.voicing.map((logit) => 1 / (1 + Math.exp(-logit))), durations, frameCount),
    energy: repeatByDuration(predicted.energy.map((value, i) => value + modelDb(i) / scale.decibelsPerEnergy), 1, durations, frameCount),
    gainDb: perFrame(({ energyDb }, i) => energyDb - modelDb(i)),
    breathiness: perFrame(({ breathiness }) => breathiness),
    tiltDbPerOctave: perFrame(({ tiltDbPerOctave }) => tiltDbPerOctave),
    jitter: perFrame(({ jitter }) => jitter),
    shimmerDb: perFrame(({ shimmerDb }) => shimmerDb),
  };
}

const semitonesToLn = (semitones: number): number => (semitones * Math.LN2) / 12;
const limit = (lnHz: number, lowHz: number, highHz: number): number => Math.min(Math.log(highHz), Math.max(Math.log(lowHz), lnHz));

/** Exact lengths in frames; the silences at both ends are cut to what their place calls for. */
export function scaleDurations({ opening, ending, phones, wordOf }: Utterance, logDurations: Float32Array, effects: readonly Effect[]): number[] {
  const last = phones.length - 1;
  return Array.from(logDurations, (logFrames, i) => {
    const frames = Math.exp(logFrames);
    const { rate, pauseScale } = effects[i] ?? { rate: 1, pauseScale: 1 };
    if (i === 0) return opening === 'held' ? HELD_FRAMES.start : Math.min(frames, LONGEST_PAUSE.start) / rate;
    if (i === last) return ending === 'held' ? HELD_FRAMES.end : (Math.min(frames, LONGEST_PAUSE[ending]) * pauseScale) / rate;
    return wordOf[i] === -1 ? (frames * pauseScale) / rate : (frames * (phones[i]?.stretch ?? 1)) / rate;
  });
}

/** ln F0 at the five points of each phoneme: as it is heard, and without what moves the whole voice up or down. */
function shapePitch({ language, phones, wordOf }: Utterance, predicted: Float32Array, durations: readonly number[], effects: readonly Effect[], centreHz: number): { pitch: Float32Array; modelPitch: Float32Array } {
  const centre = Math.log(centreHz);
  const spokenStart = durations[0] ?? 0;
  const spokenEnd = durations.reduce((sum, frames) => sum + frames, 0) - (durations.at(-1) ?? 0);
  const finalFrames = Math.max(1, Math.min(FINAL.frames, FINAL.share * (spokenEnd - spokenStart)));
  const [pitch, modelPitch] = [predicted.slice(), predicted.slice()];
  // Lines over the phrase lift a syllable of a tone language as a whole: inside of it they would bend one tone towards another.
  const middles = TONAL.has(language) ? middlesOfWords(wordOf, durations) : null;
  const shareOfSpoken = (frame: number): number => Math.min(1, Math.max(0, (frame - spokenStart) / Math.max(1, spokenEnd - spokenStart)));
  let start = 0;
  phones.forEach(({ accent, tone }, i) => {
    const effect = effects[i];
    const frames = durations[i] ?? 0;
    const isAccented = language === 'en' && accent === 1 && wordOf[i] !== -1;
    for (const [point, share] of POINTS.entries()) {
      const index = 5 * i + point;
      const at = start + share * frames;
      const said = tone === undefined ? (predicted[index] ?? centre) : centre + semitonesToLn(LEVEL_SEMITONES * (chaoLevel(tone, share) - 3) + 1 - 2 * shareOfSpoken(at));
      modelPitch[index] = said;
      if (effect === undefined) continue;
      const place = middles?.[i] ?? at;
      const line = effect.declinationSemitones * (0.5 - shareOfSpoken(place));
      const final = effect.finalSemitones * Math.min(1, Math.max(0, 1 - (spokenEnd - place) / finalFrames));
      const accentHeight = isAccented ? effect.accentSemitones * Math.sin(Math.PI * share) : 0;
      pitch[index] = centre + effect.pitchRange * (said - centre) + semitonesToLn(effect.pitchSemitones + line + final + accentHeight);
    }
    start += frames;
  });
  return { pitch, modelPitch };
}

/** For each phoneme the middle of its word, which is a syllable in a tone language, in frames; of a pause its own. */
function middlesOfWords(wordOf: readonly number[], durations: readonly number[]): number[] {
  const spans = new Map<number, { start: number; end: number }>();
  let start = 0;
  const places = durations.map((frames, i) => {
    const end = start + frames;
    const word = wordOf[i] ?? -1;
    const span = word === -1 ? { start, end } : { start: spans.get(word)?.start ?? start, end };
    if (word !== -1) spans.set(word, span);
    start = end;
    return { word, middle: (span.start + span.end) / 2 };
  });
  return places.map(({ word, middle }) => {
    const span = spans.get(word);
    return span === undefined ? middle : (span.start + span.end) / 2;
  });
}

/** The level of a tone at a share of its syllable: straight lines between its levels. */
export function chaoLevel(tone: readonly number[], share: number): number {
  const place = Math.min(1, Math.max(0, share)) * (tone.length - 1);
  const left = Math.floor(place);
  const [here = 3, next = here] = [tone[left], tone[left + 1]];
  return here + (place - left) * (next - here);
}

/**
 * Whole frames whose running total never strays from the exact one by more than the one-frame minimum forces.
 *
 * The rounding error of each phoneme is carried to the next, so the whole scales exactly with the rate. The
 * acoustic model wants an even total: an odd one lengthens the last pause.
 */
export function roundDurations(frames: readonly number[], rate: number): number[] {
  let exact = 0;
  let placed = 0;
  const rounded = frames.map((length) => {
    exact += length / rate;
    const whole = Math.max(1, Math.round(exact - placed));
    placed += whole;
    return whole;
  });
  if (placed % 2 === 1) rounded.push((rounded.pop() ?? 0) + 1);
  return rounded;
}

/** (N, 5) values at 10…90 % of each phoneme → (T) at frame centres k + 0.5, linear between, flat outside. */
export function pointsToFrames(values: Float32Array, durations: readonly number[], frameCount: number): Float32Array {
  const positions: number[] = [];
  let start = 0;
  for (const frames of durations) {
    for (const point of POINTS) positions.push(start + point * frames);
    start += frames;
  }
  const contour = new Float32Array(frameCount);
  let right = 0;
  for (let k = 0; k < frameCount; k += 1) {
    const at = k + 0.5;
    while (right < positions.length && (positions[right] ?? 0) < at) right += 1;
    const [x0, x1] = [positions[right - 1], positions[right]];
    const [y0, y1] = [values[right - 1], values[right]];
    if (x0 === undefined || y0 === undefined) contour[k] = y1 ?? 0;
    else if (x1 === undefined || y1 === undefined) contour[k] = y0;
    else contour[k] = y0 + ((at - x0) / (x1 - x0)) * (y1 - y0);
  }
  return contour;
}

/** (N, width) → (T, width): the row of each phoneme for as many frames as it lasts. */
export function repeatByDuration(rows: Float32Array, width: number, durations: readonly number[], frameCount: number): Float32Array {
  const repeated = new Float32Array(frameCount * width);
  let frame = 0;
  durations.forEach((frames, i) => {
    const row = rows.subarray(i * width, (i + 1) * width);
    for (let k = 0; k < frames; k += 1, frame += 1) repeated.set(row, frame * width);
  });
  return repeated;
}
