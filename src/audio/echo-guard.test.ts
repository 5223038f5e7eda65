import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ECHO_BLOCK_LENGTH, EchoGuard, judgeEcho } from './echo-guard';

/** Loudness of something like speech: syllables of 100–300 ms between −45 and −15 dB, with pauses. */
const speech = (blockCount: number, seed: number) => {
  const levels: number[] = [];
  let state = seed + 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  random();
  while (levels.length < blockCount) {
    const length = 12 + Math.floor(random() * 25);
    const peakDb = random() < 0.2 ? -80 : -15 - random() * 20;
    for (let n = 0; n < length; n += 1) levels.push(peakDb - 15 * Math.abs((2 * n) / length - 1));
  }
  return levels.slice(0, blockCount);
};

const add = (...levels: number[]) => 10 * Math.log10(levels.reduce((sum, db) => sum + 10 ** (db / 10), 0));
const NOISE_DB = -62;
const BLOCKS = 375;
const QUESTION = 40;

const room = fc.record({
  seed: fc.integer({ min: 1, max: 100_000 }),
  lag: fc.integer({ min: 0, max: 40 }),
  couplingDb: fc.integer({ min: -20, max: 5 }),
});

/** The reply comes back `lag` blocks later and `couplingDb` quieter; `person` is what somebody says over it. */
function hear(reply: number[], lag: number, couplingDb: number, person: number[] = []) {
  return reply.map((_, n) => add(NOISE_DB, (reply[n - lag] ?? -120) + couplingDb, person[n] ?? -120));
}

describe('judgeEcho', () => {
  it('takes a reply that comes back for an echo, whatever the room', () => {
    fc.assert(
      fc.property(room, ({ seed, lag, couplingDb }) => {
        const reply = speech(BLOCKS, seed);
        const verdict = judgeEcho(hear(reply, lag, couplingDb), reply, QUESTION);
        expect(verdict.isLikelyEcho).toBe(true);
      }),
    );
  });

  it('measures the delay of a clear echo', () => {
    const reply = speech(BLOCKS, 42);
    expect(judgeEcho(hear(reply, 20, -12), reply, QUESTION).lagMs).toBeCloseTo(160, -1.3);
  });

  it('does not take a person for an echo when they are heard alone, as with headphones', () => {
    fc.assert(
      fc.property(room, ({ seed }) => {
        const reply = speech(BLOCKS, seed);
        const person = speech(QUESTION, seed + 7919).map((db) => Math.max(db, -40));
        const before = new Array<number>(BLOCKS - QUESTION).fill(-120);
        expect(judgeEcho(hear(reply, 0, -120, [...before, ...person]), reply, QUESTION).isLikelyEcho).toBe(false);
      }),
    );
  });

  it('does not take a person for an echo who is well louder than it', () => {
    fc.assert(
      fc.property(room, ({ seed, lag }) => {
        const reply = speech(BLOCKS, seed);
        const person = new Array<number>(BLOCKS - QUESTION).fill(-120).concat(new Array<number>(QUESTION).fill(-12));
        expect(judgeEcho(hear(reply, lag, -25, person), reply, QUESTION).isLikelyEcho).toBe(false);
      }),
    );
  });

  it('never speaks of an echo when nothing was played', () => {
    fc.assert(
      fc.property(room, ({ seed }) => {
        const silence = new Array<number>(BLOCKS).fill(-120);
        expect(judgeEcho(speech(BLOCKS, seed), silence, QUESTION)).toMatchObject({ isLikelyEcho: false, couplingDb: undefined });
      }),
    );
  });

  it('answers for any loudness at all', () => {
    const levels = fc.array(fc.tuple(fc.double({ min: -150, max: 6, noNaN: true }), fc.double({ min: -150, max: 6, noNaN: true })), { maxLength: 200 });
    fc.assert(
      fc.property(levels, fc.nat(300), (blocks, question) => {
        const verdict = judgeEcho(blocks.map(([mic]) => mic), blocks.map(([, reference]) => reference), question);
        expect(verdict.unexplainedShare).toBeGreaterThanOrEqual(0);
        expect(verdict.unexplainedShare).toBeLessThanOrEqual(1);
        expect(verdict.correlation).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe('EchoGuard', () => {
  it('compares frames of sound with what was emitted, on the capture clock', () => {
    const reply = speech(BLOCKS, 11);
    const lag = 12;
    const blockS = ECHO_BLOCK_LENGTH / 16000;
    const guard = new EchoGuard((fromS) => 10 ** ((reply[Math.round(fromS / blockS)] ?? -120) / 20));
    for (let frame = 0; frame < BLOCKS / 4 - 1; frame += 1) {
      const pcm = Float32Array.from({ length: 512 }, (_, n) => {
        const block = frame * 4 + Math.floor(n / ECHO_BLOCK_LENGTH) - lag;
        return 10 ** (((reply[block] ?? -120) - 10) / 20) * Math.SQRT2 * Math.sin(n);
      });
      guard.pushFrame(pcm, frame * 512, frame * 0.032);
    }
    expect(guard.isLikelyEcho(300 * 128, 360 * 128)).toBe(true);
    expect(guard.judge(300 * 128, 360 * 128).couplingDb).toBeCloseTo(-10, -0.7);
  });
});
