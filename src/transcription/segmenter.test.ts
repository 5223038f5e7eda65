import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SEGMENTER, Segmenter, type SpeechSpan } from './segmenter';

const { maxSegment, minSpeech, onset, offset, pad, pause } = DEFAULT_SEGMENTER;

/** Probabilities like those of a detector: stretches of speech and of pauses, each with its own wavering. */
const probabilities = fc
  .array(fc.record({ length: fc.integer({ min: 1, max: 400 }), level: fc.constantFrom(0.02, 0.3, 0.45, 0.6, 0.95), wave: fc.integer({ min: 1, max: 30 }) }), { maxLength: 30 })
  .map((stretches) => stretches.flatMap(({ length, level, wave }) => Array.from({ length }, (_, n) => Math.min(1, Math.max(0, level + 0.1 * Math.sin(n / wave))))));

/** `pieces` are the sizes in which the probabilities come. */
function segment(frames: readonly number[], pieces: readonly number[] = [320], startFrame = 0): SpeechSpan[] {
  const segmenter = new Segmenter(startFrame);
  const spans: SpeechSpan[] = [];
  const take = () => {
    for (let span = segmenter.next(); span !== null; span = segmenter.next()) spans.push(span);
  };
  for (let at = startFrame, n = 0; at < frames.length; n += 1) {
    const size = pieces[n % pieces.length] ?? 1;
    segmenter.feed(frames.slice(at, at + size));
    at += size;
    take();
  }
  segmenter.end();
  take();
  expect(segmenter.settledFrame).toBe(frames.length);
  return spans;
}

const speech = (frames: number) => Array.from({ length: frames }, () => 0.9);
const silence = (frames: number) => Array.from({ length: frames }, () => 0.05);

describe('segments', () => {
  it('are in order, do not overlap, lie in the recording and are never longer than 28 s', () => {
    fc.assert(fc.property(probabilities, (frames) => {
      let last = 0;
      for (const { start, end } of segment(frames)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end - start).toBeLessThanOrEqual(maxSegment + pad);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(frames.length);
    }));
  });

  it('cover all speech but clicks', () => {
    fc.assert(fc.property(probabilities, (frames) => {
      const spans = segment(frames);
      let loud = 0;
      frames.forEach((probability, frame) => {
        loud = probability >= onset ? loud + 1 : 0;
        // The last of a run that is long enough to be speech.
        if (loud >= minSpeech) expect(spans.some(({ start, end }) => start <= frame && frame < end)).toBe(true);
      });
    }));
  });

  it('are the same however the frames come in pieces', () => {
    fc.assert(fc.property(probabilities, fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 }), (frames, pieces) => {
      expect(segment(frames, pieces)).toEqual(segment(frames, [100_000]));
    }));
  });

  it('are the same when the recording is taken up again at any settled frame', () => {
    fc.assert(fc.property(probabilities, fc.nat(), fc.integer({ min: 1, max: 700 }), (frames, stop, piece) => {
      const whole = segment(frames);
      const segmenter = new Segmenter();
      const before: SpeechSpan[] = [];
      for (let at = 0; at < Math.min(frames.length, stop % (frames.length + 1)); at += piece) {
        segmenter.feed(frames.slice(at, at + piece));
        for (let span = segmenter.next(); span !== null; span = segmenter.next()) before.push(span);
      }
      expect([...before, ...segment(frames, [320], segmenter.settledFrame)]).toEqual(whole);
    }));
  });

  it('end only where it is quiet, or at 28 s', () => {
    fc.assert(fc.property(probabilities, (frames) => {
      for (const { start, end } of segment(frames)) {
        const around = frames.slice(Math.max(0, end - pad - 1), end + 1);
        const isQuiet = around.some((probability) => probability < offset);
        expect(isQuiet || end === frames.length || end - start >= maxSegment - DEFAULT_SEGMENTER.searchBack).toBe(true);
      }
    }));
  });
});

describe('pauses', () => {
  it('end a segment that is long enough, with a little kept on both sides', () => {
    expect(segment([...silence(50), ...speech(40), ...silence(pause), ...speech(40), ...silence(50)])).toEqual([{ start: 46, end: 94 }, { start: 96, end: 144 }]);
  });

  it('do not end a short one unless they are long', () => {
    expect(segment([...speech(10), ...silence(pause + 2), ...speech(10), ...silence(100)])).toHaveLength(1);
    expect(segment([...speech(10), ...silence(40), ...speech(10), ...silence(100)])).toHaveLength(2);
  });

  it('shorter than 320 ms stay inside', () => {
    expect(segment([...speech(100), ...silence(pause - 1), ...speech(100), ...silence(100)])).toHaveLength(1);
  });

  it('too short to end a segment are where a long one is cut', () => {
    const [first, second] = segment([...speech(600), ...silence(5), ...speech(500), ...silence(50)]);
    expect(first?.end).toBeGreaterThanOrEqual(600);
    expect(first?.end).toBeLessThan(605);
    expect(second?.start).toBe(first?.end);
  });

  it('that never come cut at the weakest moment before 28 s', () => {
    const talk = speech(2000);
    talk[800] = 0.6;
    expect(segment(talk)[0]).toEqual({ start: 0, end: 800 });
  });

  it('hold clicks, which are no speech', () => {
    expect(segment([...silence(100), 0.9, 0.9, ...silence(100)])).toEqual([]);
  });
});
