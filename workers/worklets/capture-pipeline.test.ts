import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaptureEvent } from '../../src/protocol/capture';
import { CapturePipeline } from './capture-pipeline';
import { FrameAssembler } from './frame-assembler';

const QUANTUM = 128;

type Run = { rateHz: number; quantumCount: number; sampleAt?: (n: number) => number; gapAt?: number; isMuted?: boolean; hasInput?: boolean };

function capture({ rateHz, quantumCount, sampleAt = () => 0.5, gapAt = Infinity, isMuted = false, hasInput = true }: Run) {
  const events: CaptureEvent[] = [];
  const pipeline = new CapturePipeline(rateHz, (event) => events.push(event));
  pipeline.isMuted = isMuted;
  for (let q = 0; q < quantumCount; q += 1) {
    const samples = Float32Array.from({ length: QUANTUM }, (_, n) => sampleAt(q * QUANTUM + n));
    const gapS = q >= gapAt ? 1 : 0;
    pipeline.process(hasInput ? [samples, samples] : [], (q * QUANTUM) / rateHz + gapS + 10);
  }
  const frames = events.flatMap((event) => (event.type === 'frame' ? [event] : []));
  const levels = events.flatMap((event) => (event.type === 'level' ? [event] : []));
  return { frames, levels };
}

describe('CapturePipeline', () => {
  it.each([8000, 16000, 44100, 48000, 96000])('cuts %i Hz into whole frames on one clock', (rateHz) => {
    const seconds = 2;
    const { frames } = capture({ rateHz, quantumCount: Math.ceil((seconds * rateHz) / QUANTUM) });
    expect(frames.length).toBeGreaterThanOrEqual(61);
    frames.forEach((frame, index) => {
      expect(frame.pcm).toHaveLength(512);
      expect(frame.startSample).toBe(index * 512);
      expect(frame.contextTimeS).toBeCloseTo(10 + (index * 512) / 16000, 4);
    });
    expect(frames.at(-1)?.pcm[200]).toBeCloseTo(0.5, 4);
  });

  it('posts about thirty levels a second, as loud as the sound', () => {
    const { levels } = capture({ rateHz: 48000, quantumCount: 375, sampleAt: (n) => 0.4 * Math.sin(n / 4) });
    expect(levels.length).toBeGreaterThanOrEqual(27);
    expect(levels.length).toBeLessThanOrEqual(30);
    expect(levels[9]?.rms).toBeCloseTo(0.4 * Math.SQRT1_2, 2);
    expect(levels[9]?.peak).toBeCloseTo(0.4, 2);
  });

  it('goes on with zeros while muted', () => {
    const { frames, levels } = capture({ rateHz: 48000, quantumCount: 100, isMuted: true });
    expect(frames).toHaveLength(8);
    expect(frames.every(({ pcm }) => pcm.every((sample) => sample === 0))).toBe(true);
    expect(levels.every(({ rms, peak }) => rms === 0 && peak === 0)).toBe(true);
  });

  it('goes on with silence when nothing is connected', () => {
    expect(capture({ rateHz: 48000, quantumCount: 100, hasInput: false }).frames).toHaveLength(8);
  });

  it('moves its times on when the context leaves time out, and not its samples', () => {
    const { frames } = capture({ rateHz: 16000, quantumCount: 16, gapAt: 8 });
    expect(frames.map(({ startSample }) => startSample)).toEqual([0, 512, 1024, 1536]);
    expect(frames.map(({ contextTimeS }) => contextTimeS.toFixed(3))).toEqual(['10.000', '10.032', '11.064', '11.096']);
  });
});

describe('FrameAssembler', () => {
  it('neither loses nor repeats a sample, whatever the runs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 30 }), (frameLength, runs) => {
        const seen: number[] = [];
        const starts: number[] = [];
        const assembler = new FrameAssembler(frameLength, (frame, startSample) => {
          seen.push(...frame);
          starts.push(startSample);
        });
        let next = 0;
        for (const length of runs) {
          assembler.push(Float32Array.from({ length: length + 3 }, (_, n) => next + n), length);
          next += length;
        }
        expect(seen).toEqual(Array.from({ length: Math.floor(next / frameLength) * frameLength }, (_, n) => n));
        expect(starts).toEqual(starts.map((_, index) => index * frameLength));
      }),
    );
  });
});
