import type { SpeechContour } from '../../src/protocol/speech';
import { linearToDb, rms } from '../dsp/level';
import type { FrameProsody } from './prosody';

/** Below this share of voicing a frame counts as unvoiced. */
const VOICED = 0.5;
/** With this share of the voice turned to breath no pitch is heard. */
const WHISPERED = 0.97;

/**
 * F0 and level of a chunk of samples, which begins at `startFrame` of its utterance; one frame a hop.
 *
 * F0 is what the excitation was given; the level is measured from the samples.
 */
export function describeChunk(pcm: Float32Array, { pitch, voicing, breathiness }: Pick<FrameProsody, 'pitch' | 'voicing' | 'breathiness'>, startFrame: number, hopLength: number, sampleRateHz: number): SpeechContour {
  const frameCount = Math.ceil(pcm.length / hopLength);
  const f0Hz = new Float32Array(frameCount);
  const levelDb = new Float32Array(frameCount);
  for (let i = 0; i < frameCount; i += 1) {
    const isVoiced = (voicing[startFrame + i] ?? 0) >= VOICED && (breathiness[startFrame + i] ?? 0) < WHISPERED;
    if (isVoiced) f0Hz[i] = Math.exp(pitch[startFrame + i] ?? 0);
    levelDb[i] = linearToDb(rms(pcm.subarray(i * hopLength, (i + 1) * hopLength)));
  }
  return { frameRateHz: sampleRateHz / hopLength, f0Hz, levelDb };
}
