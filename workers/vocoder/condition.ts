/** What the acoustic model is told of each phoneme: `values` (T, `width`). */
export type Condition = { values: Float32Array; width: number };

/** Centres of the bumps over the share of a phoneme that has passed; a third of it from one to the next. */
const BUMP_CENTRES = [0, 1 / 3, 2 / 3, 1];
const POSITION_CHANNELS = BUMP_CENTRES.length + 2;

/**
 * `hidden` (N, width) repeated by duration, and after it where in its phoneme each frame is.
 *
 * Definition of the places: `sound_positions` of training/voice/features.py.
 *
 * @param edgeFrames in how many frames the nearness of a phoneme's start and end fades; undefined for a model that is told no places
 */
export function layOutCondition(hidden: Float32Array, durations: readonly number[], frameCount: number, edgeFrames: number | undefined): Condition {
  const hiddenWidth = hidden.length / durations.length;
  const width = hiddenWidth + (edgeFrames === undefined ? 0 : POSITION_CHANNELS);
  const values = new Float32Array(frameCount * width);
  let frame = 0;
  durations.forEach((frames, i) => {
    const row = hidden.subarray(i * hiddenWidth, (i + 1) * hiddenWidth);
    for (let k = 0; k < frames; k += 1, frame += 1) {
      values.set(row, frame * width);
      if (edgeFrames !== undefined) values.set(describePosition(k + 0.5, frames, edgeFrames), frame * width + hiddenWidth);
    }
  });
  return { values, width };
}

function describePosition(passed: number, frames: number, edgeFrames: number): number[] {
  const bumps = BUMP_CENTRES.map((centre) => Math.exp(-0.5 * ((passed / frames - centre) * 3) ** 2));
  return [...bumps, Math.exp(-passed / edgeFrames), Math.exp((passed - frames) / edgeFrames)];
}
