import { linearToDb } from '../../../workers/dsp/level';
import { int16ToFloats } from '../../../workers/dsp/wav';
import { CodedError } from '../../lib/coded-error';
import { yieldToMessages } from '../../lib/yield-to-messages';
import type { SoundHead } from '../../storage/line-sounds';
import { PeakLimiter } from '../../studio/render/limiter';
import { LoudnessMeter } from '../../studio/render/loudness';
import type { MixPart } from '../../studio/render/mix';
import { LOSS_SECONDS, LOSS_STEPS, normalizationGain, returnLoss } from '../../studio/render/normalize';
import { scriptLines, type Line, type Script } from '../../studio/script/script';
import type { RenderedLines } from './rendered-lines';

/** A line that has its sound, with the silence after it. */
export type PlacedSound = { line: Line; key: string; head: SoundHead; pauseSamples: number };
export type ReadPiece = (key: string, index: number) => Promise<Int16Array | null>;
/** Makes the whole sound anew each time it is called. */
export type SoundSource = () => AsyncIterable<Float32Array>;

/** The lines that can be heard, in the order of the script. */
export function placeSounds(script: Script, lines: Pick<RenderedLines, 'headOf'>): PlacedSound[] {
  return scriptLines(script).flatMap((line): PlacedSound[] => {
    const found = lines.headOf(line.id);
    if (found === null || found.sampleCount === 0) return [];
    const { key, ...head } = found;
    return [{ line, key, head, pauseSamples: Math.round((line.pauseAfterMs * head.sampleRateHz) / 1000) }];
  });
}

export function countSamples(sounds: readonly PlacedSound[]): number {
  return sounds.reduce((sum, { head, pauseSamples }) => sum + head.sampleCount + pauseSamples, 0);
}

/** The kept sound of a line, piece by piece, −1…1. */
export async function* readSound({ line, key, head }: Pick<PlacedSound, 'line' | 'key' | 'head'>, readPiece: ReadPiece): AsyncGenerator<Float32Array> {
  for (let index = 0; index < head.pieceCount; index += 1) {
    const piece = await readPiece(key, index);
    if (piece === null) throw new CodedError('storage-failed', `The sound of “${line.source.slice(0, 40)}” is gone from this device. Render that line again.`);
    yield int16ToFloats(piece);
  }
}

/** All lines with their pauses. */
export async function* readParts(sounds: readonly PlacedSound[], readPiece: ReadPiece): AsyncGenerator<MixPart> {
  for (const [index, sound] of sounds.entries()) {
    for await (const pcm of readSound(sound, readPiece)) yield { kind: 'speech', pcm };
    yield { kind: 'pause', sampleCount: sound.pauseSamples, isLast: index === sounds.length - 1 };
  }
}

/**
 * The factor that brings a sound to a loudness, measured over all of it (BS.1770-4), with what the limiter takes of its beginning given
 * back; 1 when no loudness is wished.
 */
export async function measureGain(source: SoundSource, sampleRateHz: number, loudnessLufs: number | null, onSamples: (sampleCount: number) => void, signal: AbortSignal): Promise<number> {
  if (loudnessLufs === null) return 1;
  const meter = new LoudnessMeter(sampleRateHz, 1);
  const startSamples = LOSS_SECONDS * sampleRateHz;
  let sampleCount = 0;
  let startLufs: number | null = null;
  for await (const chunk of source()) {
    meter.push([chunk]);
    sampleCount += chunk.length;
    if (startLufs === null && sampleCount >= startSamples) startLufs = meter.integrated();
    onSamples(chunk.length);
    await yieldToMessages();
    signal.throwIfAborted();
  }
  const lufs = meter.integrated();
  const wanted = normalizationGain(lufs, loudnessLufs);
  let gain = wanted;
  for (let step = 0; step < LOSS_STEPS; step += 1) {
    const heardLufs = await measureStart(limitSound(source(), sampleRateHz, gain, () => undefined, signal), sampleRateHz, startSamples);
    const next = returnLoss(wanted, gain, (startLufs ?? lufs) + linearToDb(gain) - heardLufs);
    if (next === gain) break;
    gain = next;
  }
  return gain;
}

async function measureStart(sound: AsyncIterable<Float32Array>, sampleRateHz: number, sampleCount: number): Promise<number> {
  const meter = new LoudnessMeter(sampleRateHz, 1);
  let left = sampleCount;
  for await (const chunk of sound) {
    meter.push([chunk]);
    left -= chunk.length;
    if (left <= 0) break;
  }
  return meter.integrated();
}

/** The sound with a gain, its true peaks under the ceiling; as many samples as went in. */
export async function* limitSound(source: AsyncIterable<Float32Array>, sampleRateHz: number, gain: number, onSamples: (sampleCount: number) => void, signal: AbortSignal): AsyncGenerator<Float32Array> {
  const limiter = new PeakLimiter(sampleRateHz, 1, gain);
  let late = limiter.delaySamples;
  const onTime = ([channel]: readonly Float32Array[]): Float32Array => {
    const pcm = channel ?? new Float32Array(0);
    const dropped = Math.min(late, pcm.length);
    late -= dropped;
    return pcm.subarray(dropped);
  };
  for await (const chunk of source) {
    const pcm = onTime(limiter.process([chunk]));
    onSamples(chunk.length);
    if (pcm.length > 0) yield pcm;
    await yieldToMessages();
    signal.throwIfAborted();
  }
  const tail = onTime(limiter.flush());
  if (tail.length > 0) yield tail;
}
