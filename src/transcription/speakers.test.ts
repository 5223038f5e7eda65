import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGaussian } from '../lib/random';
import { addVoice, DEFAULT_SPEAKERS, EMPTY_SPEAKERS, settleVoices, type SpeakerState } from './speakers';

const DIMENSIONS = 64;

/** Utterances of one voice: its own direction, and noise beside it, which is longer in what is shorter. */
function createVoice(seed: number, noise: number): (seconds: number) => Float32Array {
  const own = unit(draw(seed));
  const gaussian = createGaussian(seed + 1000);
  return (seconds) => unit(own.map((value) => value + ((noise + 0.5 / seconds) * gaussian()) / Math.sqrt(DIMENSIONS)));
}

function draw(seed: number): Float32Array {
  const gaussian = createGaussian(seed);
  return Float32Array.from({ length: DIMENSIONS }, () => gaussian());
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

type Turn = { voice: number; seconds: number };

/** What each turn is called in the end: names that turned out to be another's are followed. */
function label(turns: readonly Turn[], noise = 0.1, config = DEFAULT_SPEAKERS): { labels: (string | null)[]; state: SpeakerState; first: (string | null)[] } {
  const voices = new Map<number, (seconds: number) => Float32Array>();
  let state = EMPTY_SPEAKERS;
  let labels: (string | null)[] = [];
  const first: (string | null)[] = [];
  for (const { voice, seconds } of turns) {
    const say = voices.get(voice) ?? createVoice(voice + 1, noise);
    voices.set(voice, say);
    const step = addVoice(state, say(seconds), seconds, config);
    state = step.state;
    first.push(step.speakerId);
    labels = [...labels.map((name) => (name === null ? null : (step.renamed.get(name) ?? name))), step.speakerId];
  }
  return { labels, state, first };
}

const turns = fc.array(fc.record({ voice: fc.integer({ min: 0, max: 3 }), seconds: fc.double({ min: 1.2, max: 15, noNaN: true }) }), { minLength: 1, maxLength: 80 });

describe('telling voices apart', () => {
  it('finds as many speakers as spoke, and each turn’s own', () => {
    fc.assert(fc.property(turns, (spoken) => {
      const { labels } = label(spoken);
      const nameOf = new Map<number, string | null>();
      spoken.forEach(({ voice }, n) => {
        if (!nameOf.has(voice)) nameOf.set(voice, labels[n] ?? null);
        expect(labels[n]).toBe(nameOf.get(voice));
      });
      expect(new Set(nameOf.values()).size).toBe(new Set(spoken.map(({ voice }) => voice)).size);
    }), { numRuns: 40 });
  });

  it('numbers them in the order in which they are heard, and never renumbers', () => {
    const { first, labels } = label([0, 1, 0, 2, 1, 2, 0].map((voice) => ({ voice, seconds: 5 })));
    expect(first).toEqual(['speaker-1', 'speaker-2', 'speaker-1', 'speaker-3', 'speaker-2', 'speaker-3', 'speaker-1']);
    expect(labels).toEqual(first);
  });

  it('gives a turn too short to know to the voice it is nearest to', () => {
    const { labels } = label([{ voice: 0, seconds: 5 }, { voice: 1, seconds: 5 }, { voice: 0, seconds: 0.5 }, { voice: 2, seconds: 0.4 }]);
    expect(labels[2]).toBe('speaker-1');
    expect(labels[3]).toMatch(/speaker-[12]/);
  });

  it('gives a turn without a voice to whoever spoke before', () => {
    const { state } = label([{ voice: 0, seconds: 5 }, { voice: 1, seconds: 5 }]);
    expect(addVoice(state, new Float32Array(DIMENSIONS), 5).speakerId).toBe('speaker-2');
    expect(addVoice(EMPTY_SPEAKERS, new Float32Array(DIMENSIONS), 5).speakerId).toBeNull();
  });

  it('finds no more than it may', () => {
    const { labels } = label(Array.from({ length: 12 }, (_, voice) => ({ voice, seconds: 5 })), 0.1, { ...DEFAULT_SPEAKERS, maxSpeakers: 3 });
    expect(new Set(labels).size).toBe(3);
  });

  it('joins two that turn out to be one; the older keeps its name', () => {
    const left = unit(draw(1));
    const right = unit(draw(2).map((value, k) => value / Math.sqrt(DIMENSIONS) + 0.7 * (left[k] ?? 0)));
    const between = unit(left.map((value, k) => value + (right[k] ?? 0)));
    const towards = (a: Float32Array, share: number) => unit(a.map((value, k) => value * share + (between[k] ?? 0) * (1 - share)));
    let state = EMPTY_SPEAKERS;
    const ids: (string | null)[] = [];
    const renamed: [string, string][] = [];
    for (const vector of [left, right, between, towards(left, 0.3), towards(right, 0.3), between, between, between]) {
      const step = addVoice(state, vector, 8);
      state = step.state;
      ids.push(step.speakerId);
      renamed.push(...step.renamed);
    }
    expect(ids.slice(0, 2)).toEqual(['speaker-1', 'speaker-2']);
    expect(renamed).toEqual([['speaker-2', 'speaker-1']]);
    expect(new Set(state.nodes.map(({ speakerId }) => speakerId))).toEqual(new Set(['speaker-1']));
  });

  it('remembers a bounded amount, and still knows everybody after hours', () => {
    const { labels, state } = label(Array.from({ length: 600 }, (_, n) => ({ voice: n % 3, seconds: 4 })));
    expect(state.nodes).toHaveLength(3);
    expect(new Set(labels).size).toBe(3);
    expect(labels[0]).toBe(labels[597]);
  });

  it('calls merged voices what a person called them, and still knows each', () => {
    const { state } = label([{ voice: 0, seconds: 5 }, { voice: 1, seconds: 5 }]);
    const merged = { ...state, merges: [{ from: 'speaker-2', into: 'speaker-1' }] };
    const step = addVoice(merged, createVoice(2, 0.2)(5), 5);
    expect(step.speakerId).toBe('speaker-1');
    expect(step.renamed.size).toBe(0);
    expect(step.state.nodes.at(-1)?.speakerId).toBe('speaker-2');
  });

  it('does not take noisy short stretches of a known voice for somebody new, but a clearly other voice it does', () => {
    const turns = [{ voice: 0, seconds: 8 }, ...Array.from({ length: 12 }, () => ({ voice: 0, seconds: 1.1 }))];
    expect(new Set(label([...turns, { voice: 1, seconds: 1.1 }]).labels)).toEqual(new Set(['speaker-1', 'speaker-2']));
    expect(label(turns).labels.every((name) => name === 'speaker-1')).toBe(true);
  });

  it('knows voices that an earlier version kept as several nodes', () => {
    const say = createVoice(1, 0.2);
    const nodes = [3, 4, 5].map((seconds) => ({ sum: say(seconds).map((value) => value * seconds), weight: seconds, speakerId: 'speaker-1' }));
    const { state, speakerId } = addVoice({ nodes, nextNumber: 2, merges: [] }, say(5), 5);
    expect(speakerId).toBe('speaker-1');
    expect(state.nodes).toMatchObject([{ speakerId: 'speaker-1', weight: 17 }]);
  });
});

describe('settling voices at the end', () => {
  const LIKE = 0.5;
  const like = (share: number) => Float32Array.of(share, Math.sqrt(1 - share ** 2), 0);
  const node = (speakerId: string, weight: number, vector: Float32Array) => ({ speakerId, weight, sum: vector.map((value) => value * weight) });
  const settle = (...nodes: SpeakerState['nodes']) => [...settleVoices({ nodes, nextNumber: 9, merges: [] })];

  it('gives who was hardly heard to the likest, and leaves who was heard long enough or is like nobody', () => {
    const [known, other] = [node('speaker-1', 60, like(1)), node('speaker-2', 30, Float32Array.of(0, 0, 1))];
    expect(settle(known, other, node('speaker-3', 2, like(LIKE)))).toEqual([['speaker-3', 'speaker-1']]);
    expect(settle(known, other, node('speaker-3', 5, like(LIKE)))).toEqual([]);
    expect(settle(known, other, node('speaker-3', 2, Float32Array.of(-0.6, 0.8, 0)))).toEqual([]);
  });

  it('makes one of two halves that were hardly heard, and leaves them when together they were', () => {
    expect(settle(node('speaker-1', 60, like(0)), node('speaker-2', 2, like(0.99)), node('speaker-3', 2.5, like(1)))).toEqual([['speaker-2', 'speaker-3']]);
  });

  it('never leaves a recording without its only speaker, and does nothing twice', () => {
    expect(settle(node('speaker-1', 2, like(1)))).toEqual([]);
    fc.assert(fc.property(turns, (spoken) => {
      const { state } = label(spoken);
      const settled = settleVoices(state);
      expect(settled.size).toBeLessThan(Math.max(1, state.nodes.length));
      for (const to of settled.values()) expect(settled.has(to)).toBe(false);
    }), { numRuns: 40 });
  });
});
