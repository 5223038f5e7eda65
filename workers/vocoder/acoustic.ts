import { createGaussian } from '../../src/lib/random';
import { yieldToMessages } from '../../src/lib/yield-to-messages';
import { disposeTensors, float32, readFloat32, type Runnable } from '../runtime/graph';
import type { Condition } from './condition';
import type { FrameProsody } from './prosody';
import type { SpeechFeatures } from './vocoder-pack';

/** Frames of the first passes, the very first of which someone is waiting for, and of all later ones: each is made while those before it play. */
const FIRST_WINDOWS_FRAMES = [48, 72, 120];
const WINDOW_FRAMES = 240;
/** Frames seen, and thrown away, on each side of a pass: the model looks about that far. */
const CONTEXT_FRAMES = 32;

/** What the acoustic model is told about every frame. */
export type AcousticInput = { prosody: FrameProsody; condition: Condition; speaker: Float32Array };

/** A pass: it is for the frames [start, end) and sees [from, to). */
type Window = { start: number; end: number; from: number; to: number };

/** Consecutive passes that cover every frame once; all even, as the model takes frames in pairs. */
export function planWindows(frameCount: number): Window[] {
  const windows: Window[] = [];
  for (let start = 0; start < frameCount; ) {
    const length = FIRST_WINDOWS_FRAMES[windows.length] ?? WINDOW_FRAMES;
    // What would be left for a pass of its own is not worth its context.
    const end = frameCount - start - length <= CONTEXT_FRAMES ? frameCount : start + length;
    windows.push({ start, end, from: Math.max(0, start - CONTEXT_FRAMES), to: Math.min(frameCount, end + CONTEXT_FRAMES) });
    start = end;
  }
  return windows;
}

/**
 * Solves the flow from noise to log-mel with Euler steps: x += velocity(x, j/n)/n (Lipman et al. 2023).
 *
 * Yields (frames, nMels) log-mels in order, window by window, so that the first is there early. Every frame has
 * one noise, however the windows are cut. `seed` makes a sentence sound the same each time.
 */
export async function* solveAcoustic(graph: Runnable, input: AcousticInput, features: SpeechFeatures, seed: number, signal: AbortSignal): AsyncGenerator<Float32Array> {
  const { nMels, temperature, mean, std } = features;
  const gaussian = createGaussian(seed);
  const noise = Float32Array.from({ length: input.prosody.frameCount * nMels }, () => temperature * gaussian());
  for (const { start, end, from, to } of planWindows(input.prosody.frameCount)) {
    const x = noise.slice(from * nMels, to * nMels);
    await solveWindow(graph, x, input, from, to, features, signal);
    const logMel = x.slice((start - from) * nMels, (end - from) * nMels);
    for (let i = 0; i < logMel.length; i += 1) logMel[i] = (logMel[i] ?? 0) * (std[i % nMels] ?? 1) + (mean[i % nMels] ?? 0);
    yield logMel;
  }
}

/** Moves `x` (frames, nMels), the noise of frames [from, to), to the normalised log-mel, in place. */
async function solveWindow(graph: Runnable, x: Float32Array, input: AcousticInput, from: number, to: number, features: SpeechFeatures, signal: AbortSignal): Promise<void> {
  const { prosody, condition: { values, width }, speaker } = input;
  const { nMels, solverSteps } = features;
  const frames = to - from;
  const fixed = {
    condition: float32(values.subarray(from * width, to * width), [1, frames, width]),
    pitch: float32(prosody.pitch.subarray(from, to), [1, frames]),
    voicing: float32(prosody.voicing.subarray(from, to), [1, frames]),
    energy: float32(prosody.energy.subarray(from, to), [1, frames]),
    speaker: float32(speaker, [1, speaker.length]),
  };
  for (let step = 0; step < solverSteps; step += 1) {
    signal.throwIfAborted();
    const time = Float32Array.of(step / solverSteps);
    const outputs = await graph.run({ ...fixed, x_t: float32(x, [1, frames, nMels]), t: float32(time, [1]) });
    const velocity = readFloat32(outputs, 'velocity');
    for (let i = 0; i < x.length; i += 1) x[i] = (x[i] ?? 0) + (velocity[i] ?? 0) / solverSteps;
    disposeTensors(Object.values(outputs));
    await yieldToMessages();
  }
}
