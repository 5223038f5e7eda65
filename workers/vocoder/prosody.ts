import type { ProsodyTransform } from './emotions';
import type { Utterance } from './front-end/utterance';

/** Places of the pitch and voicing values inside a phoneme, as shares of its length. */
const POINTS = [0.1, 0.3, 0.5, 0.7, 0.9];
/** The excitation and the training data know no voice beyond these. */
const [LOWEST_HZ, HIGHEST_HZ] = [55, 520];

/** Longest silence, in frames at rate 1, that each end of an utterance keeps. */
const LONGEST_PAUSE = { start: 5, sentence: 24, clause: 12, joint: 6 };

/** Outputs of the prosody graph: `logDurations` and `energy` (N), `pitch` and `voicing` (N, 5), in its units. */
export type PredictedProsody = { logDurations: Float32Array; pitch: Float32Array; voicing: Float32Array; energy: Float32Array };

/** Per frame: ln F0 in Hz, voicing 0–1, energy; and the frames of each phoneme. All of length T, which is even. */
export type FrameProsody = { durations: number[]; frameCount: number; pitch: Float32Array; voicing: Float32Array; energy: Float32Array };

/**
 * Applies rate, pitch, range and energy to what was predicted, and lays it out in frames.
 *
 * @param centreHz the voice's mean F0, around which the range is widened
 * @param decibelsPerEnergy how much louder the sound becomes when one is added to the energy, in dB
 */
export function layOutProsody(utterance: Utterance, predicted: PredictedProsody, transform: ProsodyTransform, centreHz: number, decibelsPerEnergy: number): FrameProsody {
  const durations = roundDurations(limitPauses(utterance, predicted.logDurations), transform.rate);
  const frameCount = durations.reduce((sum, frames) => sum + frames, 0);
  const centre = Math.log(centreHz);
  const shift = (transform.pitchSemitones * Math.LN2) / 12;
  const pitch = predicted.pitch.map((value) =>
    Math.min(Math.log(HIGHEST_HZ), Math.max(Math.log(LOWEST_HZ), centre + transform.pitchRange * (value - centre) + shift)));
  const louder = transform.energyDb / decibelsPerEnergy;
  return {
    durations,
    frameCount,
    pitch: pointsToFrames(pitch, durations, frameCount),
    voicing: pointsToFrames(predicted.voicing.map((logit) => 1 / (1 + Math.exp(-logit))), durations, frameCount),
    energy: repeatByDuration(predicted.energy.map((value) => value + louder), 1, durations, frameCount),
  };
}

/** Durations in frames at rate 1; the silences at both ends are cut to what their place calls for. */
function limitPauses({ ending, phones }: Utterance, logDurations: Float32Array): number[] {
  return Array.from(logDurations, (logFrames, i) => {
    const frames = Math.exp(logFrames);
    if (i === 0) return Math.min(frames, LONGEST_PAUSE.start);
    return i === phones.length - 1 ? Math.min(frames, LONGEST_PAUSE[ending]) : frames;
  });
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
