import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EndpointerConfig, SpeechEvent } from '../../src/protocol/vad';
import { DEFAULT_ENDPOINTER_CONFIG, Endpointer, msToSamples } from './endpointer';

const FRAME = 512;
const FRAME_MS = 32;

function createEndpointer(config: EndpointerConfig = DEFAULT_ENDPOINTER_CONFIG) {
  let count = 0;
  return new Endpointer(() => `u${(count += 1)}`, config);
}

function listen(probabilities: number[], config?: EndpointerConfig, isReplyPlaying = false) {
  const endpointer = createEndpointer(config);
  endpointer.isReplyPlaying = isReplyPlaying;
  return probabilities.flatMap((probability, index) => endpointer.process(probability, index * FRAME, FRAME));
}

const run = (probability: number, frameCount: number) => new Array<number>(frameCount).fill(probability);
const types = (events: SpeechEvent[]) => events.map(({ type }) => type.replace('speech.', ''));

/** Runs of loud, middling and silent frames, as speech comes, and some noise. */
const stream = fc
  .array(fc.tuple(fc.constantFrom(0.02, 0.4, 0.6, 0.95), fc.integer({ min: 1, max: 40 })), { maxLength: 30 })
  .map((runs) => runs.flatMap(([probability, count]) => run(probability, count)));
const anyStream = fc.oneof(stream, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 300 }));
const anyConfig = fc.record({
  onsetThreshold: fc.constantFrom(0.5, 0.7),
  offsetThreshold: fc.constantFrom(0.2, 0.35, 0.5),
  minSpeechMs: fc.integer({ min: 0, max: 400 }),
  minInterruptionMs: fc.integer({ min: 0, max: 600 }),
  preRollMs: fc.integer({ min: 0, max: 600 }),
  pauseMs: fc.integer({ min: 1, max: 300 }),
  endpointSilenceMs: fc.integer({ min: 300, max: 1200 }),
  maxUtteranceMs: fc.integer({ min: 1300, max: 5000 }),
});

/** What may follow what, for one utterance; `undefined` is the time between utterances. */
const FOLLOWS: Record<string, string[]> = {
  between: ['started'],
  started: ['confirmed', 'misfired'],
  confirmed: ['paused', 'ended'],
  paused: ['resumed', 'ended'],
  resumed: ['paused', 'ended'],
};

describe('Endpointer on one utterance', () => {
  it('opens, confirms, pauses and ends at the samples its durations say', () => {
    const events = listen([...run(0, 20), ...run(0.9, 20), ...run(0, 20)]);
    expect(events).toEqual([
      { type: 'speech.started', utteranceId: 'u1', atSample: 21 * FRAME },
      { type: 'speech.confirmed', utteranceId: 'u1', startSample: 20 * FRAME - 4800, atSample: 25 * FRAME },
      { type: 'speech.paused', utteranceId: 'u1', atSample: 44 * FRAME },
      { type: 'speech.ended', utteranceId: 'u1', startSample: 20 * FRAME - 4800, endSample: 40 * FRAME, atSample: 56 * FRAME },
    ]);
  });

  it('calls a cough a misfire', () => {
    expect(types(listen([...run(0, 5), ...run(0.9, 4), ...run(0, 20)]))).toEqual(['started', 'misfired']);
  });

  it('wants more proof while a reply is playing', () => {
    const sound = [...run(0, 5), ...run(0.9, 6), ...run(0, 20)];
    expect(types(listen(sound))).toContain('confirmed');
    expect(types(listen(sound, DEFAULT_ENDPOINTER_CONFIG, true))).toEqual(['started', 'misfired']);
  });

  it('goes on after a pause that is too short to be the end', () => {
    expect(types(listen([...run(0.9, 10), ...run(0, 10), ...run(0.9, 10), ...run(0, 20)]))).toEqual([
      'started', 'confirmed', 'paused', 'resumed', 'paused', 'ended',
    ]);
  });

  it('neither opens nor closes between its two thresholds', () => {
    expect(listen(run(0.45, 100))).toEqual([]);
    expect(types(listen([...run(0.9, 10), ...run(0.45, 100)]))).toEqual(['started', 'confirmed']);
  });

  it('cuts an endless utterance and goes on with the next where it was cut', () => {
    const events = listen(run(0.9, 2000));
    const ends = events.flatMap((event) => (event.type === 'speech.ended' ? [event] : []));
    expect(ends.length).toBe(2);
    const confirmed = events.flatMap((event) => (event.type === 'speech.confirmed' ? [event] : []));
    expect(confirmed.slice(1).map(({ startSample }) => startSample)).toEqual(ends.map(({ endSample }) => endSample));
  });

  it('counts samples, so frames that were lost are silence', () => {
    const endpointer = createEndpointer();
    const events = run(0.9, 10).flatMap((probability, index) => endpointer.process(probability, index * FRAME, FRAME));
    events.push(...endpointer.process(0, 10 * FRAME + 16_000, FRAME));
    expect(types(events)).toEqual(['started', 'confirmed', 'paused', 'ended']);
  });

  it('refuses frames out of order and settings that contradict themselves', () => {
    const endpointer = createEndpointer();
    endpointer.process(0, 512, FRAME);
    expect(() => endpointer.process(0, 512, FRAME)).toThrow('got 512');
    expect(() => endpointer.configure({ ...DEFAULT_ENDPOINTER_CONFIG, offsetThreshold: 0.6 })).toThrow('0.6');
  });

  it('forgets everything on a reset', () => {
    const endpointer = createEndpointer();
    run(0.9, 10).forEach((probability, index) => endpointer.process(probability, index * FRAME, FRAME));
    endpointer.reset();
    expect(run(0, 60).flatMap((probability, index) => endpointer.process(probability, index * FRAME, FRAME))).toEqual([]);
  });
});

describe('Endpointer on any stream', () => {
  it('tells each utterance in order, once, with its own id', () => {
    fc.assert(
      fc.property(anyStream, anyConfig, fc.boolean(), (probabilities, config, isReplyPlaying) => {
        let phase = 'between';
        let current = '';
        const seen = new Set<string>();
        for (const event of listen(probabilities, config, isReplyPlaying)) {
          const type = event.type.replace('speech.', '');
          expect(FOLLOWS[phase]).toContain(type);
          if (type === 'started') {
            expect(seen.has(event.utteranceId)).toBe(false);
            current = event.utteranceId;
            seen.add(current);
          }
          expect(event.utteranceId).toBe(current);
          phase = type === 'ended' || type === 'misfired' ? 'between' : type;
        }
      }),
    );
  });

  it('keeps its times in order, and utterances apart from one another', () => {
    fc.assert(
      fc.property(anyStream, anyConfig, (probabilities, config) => {
        let lastSample = 0;
        let lastEnd = 0;
        for (const event of listen(probabilities, config)) {
          expect(event.atSample).toBeGreaterThanOrEqual(lastSample);
          lastSample = event.atSample;
          if (event.type === 'speech.confirmed') expect(event.startSample).toBeGreaterThanOrEqual(lastEnd);
          if (event.type !== 'speech.ended') continue;
          expect(event.startSample).toBeLessThan(event.endSample);
          expect(event.endSample).toBeLessThanOrEqual(event.atSample);
          expect(event.atSample - event.startSample).toBeLessThanOrEqual(msToSamples(config.maxUtteranceMs) + FRAME);
          lastEnd = event.endSample;
        }
      }),
    );
  });

  it('loses no run of speech that is long enough', () => {
    fc.assert(
      fc.property(stream, fc.integer({ min: 5, max: 40 }), stream, (before, length, after) => {
        const probabilities = [...before, ...run(0.95, length), ...after, ...run(0, 60)];
        const firstSample = before.length * FRAME;
        const spans = listen(probabilities).flatMap((event) => (event.type === 'speech.ended' ? [event] : []));
        for (let sample = firstSample; sample < firstSample + length * FRAME; sample += FRAME) {
          expect(spans.some(({ startSample, endSample }) => startSample <= sample && sample + FRAME <= endSample)).toBe(true);
        }
      }),
    );
  });

  it('ends what it has begun once it is silent for long enough, and then says nothing more', () => {
    fc.assert(
      fc.property(anyStream, anyConfig, (probabilities, config) => {
        const silentFrames = Math.ceil(config.endpointSilenceMs / FRAME_MS) + 1;
        const quiet = listen([...probabilities, ...run(0, silentFrames)], config);
        const quieter = listen([...probabilities, ...run(0, silentFrames + 500)], config);
        expect(quieter).toEqual(quiet);
        const opened = quiet.filter(({ type }) => type === 'speech.started').length;
        const closed = quiet.filter(({ type }) => type === 'speech.ended' || type === 'speech.misfired').length;
        expect(closed).toBe(opened);
      }),
    );
  });
});
