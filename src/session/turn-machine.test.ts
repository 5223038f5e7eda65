import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reduceTurn } from './turn-machine';
import type { TurnEffect, TurnEvent } from './turn-events';
import { IDLE, type TurnState } from './turn-state';

const utteranceId = fc.constantFrom('u1', 'u2', 'u3');
const turnId = fc.constantFrom('t1', 't2', 't3');
const ofUtterance = fc
  .tuple(
    fc.constantFrom('speech.started', 'speech.confirmed', 'speech.misfired', 'speech.paused', 'speech.resumed', 'speech.ended', 'talk.pressed', 'transcript.failed'),
    utteranceId,
  )
  .map(([type, id]): TurnEvent => ({ type, utteranceId: id }));
const event: fc.Arbitrary<TurnEvent> = fc.oneof(
  { weight: 6, arbitrary: ofUtterance },
  fc.record({ type: fc.constant('transcript.tentative'), utteranceId, text: fc.constantFrom('', 'what', 'what time') }),
  { weight: 3, arbitrary: fc.record({ type: fc.constant('transcript.final'), utteranceId, turnId, verdict: fc.constantFrom('words', 'blank', 'echo') }) },
  fc.record({ type: fc.constantFrom('text.sent', 'aside.requested'), turnId }),
  fc.record({ type: fc.constantFrom('playback.started', 'playback.drained'), turnId }),
  fc.record({ type: fc.constant('reply.ended'), turnId, hasAudio: fc.boolean() }),
  fc.constantFrom<TurnEvent>({ type: 'talk.released' }, { type: 'hearing.stopped' }, { type: 'stop.requested' }),
  fc.constantFrom<TurnEvent>({ type: 'engines.failed', code: 'device-lost', message: 'gone' }, { type: 'engines.ready' }),
);
const story = fc.array(event, { maxLength: 40 });

/** Plays events from idle; answers the last state and every step on the way. */
function play(events: TurnEvent[], start: TurnState = IDLE) {
  let state = start;
  const steps = events.map((item) => {
    const step = reduceTurn(state, item);
    const before = state;
    state = step.state;
    return { before, event: item, ...step };
  });
  return { state, steps };
}

const utterancesOf = (state: TurnState): string[] => {
  if (state.phase === 'listening') return [state.current.utteranceId, ...(state.next ? [state.next.utteranceId] : [])];
  return state.phase === 'thinking' || state.phase === 'speaking' ? (state.onset === null ? [] : [state.onset]) : [];
};
const types = (effects: TurnEffect[]) => effects.map((effect) => effect.type);

describe('every story', () => {
  it('can be stopped, and then begins anew', () => {
    fc.assert(
      fc.property(story, (events) => {
        const { state } = play([...events, { type: 'engines.ready' }, { type: 'stop.requested' }]);
        expect(state).toEqual(IDLE);
      }),
    );
  });

  it('leaves listening once every utterance it hears has ended and been transcribed', () => {
    fc.assert(
      fc.property(story, fc.constantFrom('words', 'blank', 'echo'), (events, verdict) => {
        let { state } = play(events);
        for (let round = 0; round < 4 && state.phase === 'listening'; round += 1) {
          const [id = ''] = utterancesOf(state);
          const end: TurnEvent[] = state.current.stage === 'onset' ? [{ type: 'speech.misfired', utteranceId: id }] : [{ type: 'speech.ended', utteranceId: id }, { type: 'transcript.final', utteranceId: id, turnId: 't9', verdict }];
          state = play(end, state).state;
        }
        expect(state.phase).not.toBe('listening');
      }),
    );
  });

  it('changes nothing on an event about an utterance or a turn that is over', () => {
    const late = fc.oneof(
      fc.constantFrom<TurnEvent['type']>('speech.confirmed', 'speech.misfired', 'speech.paused', 'speech.resumed', 'speech.ended', 'transcript.failed').map((type) => ({ type, utteranceId: 'gone' })),
      fc.constantFrom(
        { type: 'transcript.tentative', utteranceId: 'gone', text: 'late' },
        { type: 'transcript.final', utteranceId: 'gone', turnId: 't9', verdict: 'words' },
        { type: 'playback.started', turnId: 'gone' },
        { type: 'playback.drained', turnId: 'gone' },
        { type: 'reply.ended', turnId: 'gone', hasAudio: false },
      ),
    );
    fc.assert(
      fc.property(story, late, (events, item) => {
        const { state } = play(events);
        const step = reduceTurn(state, item as TurnEvent);
        expect(step.state).toEqual(state);
        expect(step.effects).toEqual([]);
      }),
    );
  });

  it('silences the speaker before it stops what makes the sound, and adds the question before the reply', () => {
    fc.assert(
      fc.property(story, (events) => {
        for (const { effects } of play(events).steps) {
          const order = types(effects);
          const before = (first: string, second: string) => !order.includes(second as TurnEffect['type']) || order.indexOf(first as TurnEffect['type']) < order.indexOf(second as TurnEffect['type']);
          if (order.includes('reply.cancel')) expect(order).toContain('playback.flush');
          expect(before('playback.flush', 'reply.cancel')).toBe(true);
          if (order.includes('reply.start')) expect(before('human.add', 'reply.start')).toBe(true);
          if (order.includes('reply.close') && order.includes('human.add')) expect(before('reply.close', 'human.add')).toBe(true);
        }
      }),
    );
  });

  it('keeps open exactly the recognitions of the utterances it holds', () => {
    const unique = story.map((events) => {
      let count = 0;
      return events.map((item): TurnEvent => (item.type === 'speech.started' || item.type === 'talk.pressed' ? { ...item, utteranceId: `n${(count += 1)}` } : 'utteranceId' in item ? { ...item, utteranceId: `n${count}` } : item));
    });
    fc.assert(
      fc.property(unique, (events) => {
        const open = new Set<string>();
        for (const { event: item, effects, state } of play(events).steps) {
          if (item.type === 'transcript.final' || item.type === 'transcript.failed') open.delete(item.utteranceId);
          for (const effect of effects) {
            if (effect.type === 'recognition.open') open.add(effect.utteranceId);
            if (effect.type === 'recognition.cancel') open.delete(effect.utteranceId);
          }
          if (state.phase !== 'failed') expect([...open].sort()).toEqual(utterancesOf(state).sort());
        }
      }),
      { numRuns: 500 },
    );
  });

  it('runs the one reply its state names, and never says more of a reply it has closed', () => {
    const unique = story.map((events) => {
      let count = 0;
      return events.map((item): TurnEvent => ('turnId' in item && (item.type === 'text.sent' || item.type === 'aside.requested' || item.type === 'transcript.final') ? { ...item, turnId: `n${(count += 1)}` } : 'turnId' in item ? { ...item, turnId: `n${count}` } : item));
    });
    fc.assert(
      fc.property(unique, (events) => {
        const running = new Set<string>();
        const closed = new Set<string>();
        for (const { effects, state } of play(events).steps) {
          for (const effect of effects) {
            if (effect.type === 'reply.start' || effect.type === 'reply.resume' || effect.type === 'aside.start') {
              expect(closed.has(effect.turnId)).toBe(false);
              running.add(effect.turnId);
            }
            if (effect.type === 'reply.cancel' || effect.type === 'reply.close') running.delete(effect.turnId);
            if (effect.type === 'reply.close') closed.add(effect.turnId);
          }
          expect([...running]).toEqual(state.phase === 'thinking' || state.phase === 'speaking' ? [state.turnId] : []);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('barge-in', () => {
  const speaking: TurnState = { phase: 'speaking', turnId: 't1', onset: null };
  const onset: TurnEvent = { type: 'speech.started', utteranceId: 'u1' };

  it('lowers the voice on onset and raises it again after a misfire', () => {
    const { steps, state } = play([onset, { type: 'speech.misfired', utteranceId: 'u1' }], speaking);
    expect(types(steps[0]!.effects)).toEqual(['playback.duck', 'recognition.open']);
    expect(types(steps[1]!.effects)).toEqual(['recognition.cancel', 'playback.unduck']);
    expect(state).toEqual(speaking);
  });

  it('flushes playback before cancelling the reply', () => {
    const { steps, state } = play([onset, { type: 'speech.confirmed', utteranceId: 'u1' }], speaking);
    expect(types(steps[1]!.effects)).toEqual(['playback.flush', 'reply.cancel']);
    expect(state.phase).toBe('listening');
  });

  it.each(['blank', 'echo'] as const)('goes on with the reply when the interruption was %s', (verdict) => {
    const events: TurnEvent[] = [onset, { type: 'speech.confirmed', utteranceId: 'u1' }, { type: 'speech.ended', utteranceId: 'u1' }, { type: 'transcript.final', utteranceId: 'u1', turnId: 't2', verdict }];
    const { steps, state } = play(events, speaking);
    expect(steps.at(-1)!.effects).toEqual([{ type: 'reply.resume', turnId: 't1' }]);
    expect(state).toEqual({ phase: 'thinking', turnId: 't1', onset: null });
  });

  it('closes the interrupted reply and answers when there were words', () => {
    const events: TurnEvent[] = [onset, { type: 'speech.confirmed', utteranceId: 'u1' }, { type: 'speech.ended', utteranceId: 'u1' }, { type: 'transcript.final', utteranceId: 'u1', turnId: 't2', verdict: 'words' }];
    expect(types(play(events, speaking).steps.at(-1)!.effects)).toEqual(['reply.close', 'human.add', 'reply.start']);
  });
});

describe('listening', () => {
  it('hears again after a blank utterance', () => {
    const blank: TurnEvent[] = [
      { type: 'speech.started', utteranceId: 'u1' },
      { type: 'speech.confirmed', utteranceId: 'u1' },
      { type: 'speech.ended', utteranceId: 'u1' },
      { type: 'transcript.final', utteranceId: 'u1', turnId: 't1', verdict: 'blank' },
    ];
    const { steps, state } = play([...blank, { type: 'speech.started', utteranceId: 'u2' }]);
    expect(steps[3]!.state).toEqual(IDLE);
    expect(state.phase).toBe('listening');
  });

  it('begins a reply to the tentative transcript of a pause, and drops it when speech goes on', () => {
    const { steps } = play([
      { type: 'talk.pressed', utteranceId: 'u1' },
      { type: 'speech.paused', utteranceId: 'u1' },
      { type: 'transcript.tentative', utteranceId: 'u1', text: 'what' },
      { type: 'speech.resumed', utteranceId: 'u1' },
      { type: 'speech.resumed', utteranceId: 'u1' },
    ]);
    expect(steps.map(({ effects }) => types(effects))).toEqual([['recognition.open'], ['recognition.peek'], ['speculation.start'], ['speculation.drop'], []]);
  });

  it('does not answer the first half of what is still being said', () => {
    const { steps, state } = play([
      { type: 'talk.pressed', utteranceId: 'u1' },
      { type: 'talk.released' },
      { type: 'speech.started', utteranceId: 'u2' },
      { type: 'speech.confirmed', utteranceId: 'u2' },
      { type: 'transcript.final', utteranceId: 'u1', turnId: 't1', verdict: 'words' },
    ]);
    expect(types(steps.at(-1)!.effects)).toEqual(['human.add']);
    expect(utterancesOf(state)).toEqual(['u2']);
  });
});

describe('a lost engine', () => {
  it('keeps the question and asks again when the engines are back', () => {
    const { steps, state } = play([{ type: 'text.sent', turnId: 't1' }, { type: 'engines.failed', code: 'device-lost', message: '' }, { type: 'engines.ready' }]);
    expect(types(steps[1]!.effects)).toEqual(['playback.flush', 'reply.cancel']);
    expect(steps[2]!.effects).toEqual([{ type: 'reply.resume', turnId: 't1' }]);
    expect(state.phase).toBe('thinking');
  });

  it('recognises from the recording what was said meanwhile', () => {
    const { steps } = play([
      { type: 'engines.failed', code: 'device-lost', message: '' },
      { type: 'speech.started', utteranceId: 'u1' },
      { type: 'speech.confirmed', utteranceId: 'u1' },
      { type: 'speech.ended', utteranceId: 'u1' },
      { type: 'engines.ready' },
    ]);
    expect(types(steps.at(-1)!.effects)).toEqual(['recognition.open', 'recognition.finish']);
  });
});
