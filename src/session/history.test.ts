import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyConversation, heardText, type AssistantEntry, type Conversation, type Entry } from './conversation';
import { addEntry, appendText, closeTurn, setHeard, unspokenEntries } from './conversation-edit';
import { toMessages } from './prompt';
import { Timeline } from './timeline';

const human = (turnId: string, text: string, voiceHint = ''): Entry => ({ kind: 'human', id: `h-${turnId}`, turnId, atMs: 0, via: 'voice', text, language: 'en', voiceHint });
const assistant = (turnId: string, text: string, id = `a-${turnId}`): AssistantEntry => ({ kind: 'assistant', id, turnId, atMs: 0, text, heardLength: 0, isOpen: true, isInterrupted: false, quote: null });
const build = (...entries: Entry[]): Conversation => entries.reduce(addEntry, emptyConversation('c', 0));

describe('toMessages', () => {
  it('shows the model only what was heard of a reply that is over', () => {
    const turns = fc.array(fc.tuple(fc.lorem({ maxCount: 8 }), fc.nat(60)), { maxLength: 5 });
    fc.assert(
      fc.property(turns, (spoken) => {
        let conversation = emptyConversation('c', 0);
        spoken.forEach(([text, heard], index) => {
          conversation = addEntry(addEntry(conversation, human(`t${index}`, 'hi')), assistant(`t${index}`, text));
          conversation = closeTurn(setHeard(conversation, `a-t${index}`, heard), `t${index}`);
        });
        const said = toMessages(conversation).filter(({ role }) => role === 'assistant').map(({ content }) => content);
        const wanted = spoken.map(([text, heard]) => text.slice(0, heard).trim()).filter((text) => text !== '');
        expect(said).toEqual(wanted);
      }),
    );
  });

  it('puts how a voice sounded before what it said', () => {
    expect(toMessages(build(human('t1', 'what time is it', 'quiet, slow')))).toEqual([{ role: 'human', content: '[voice: quiet, slow]\nwhat time is it' }]);
  });

  it('joins a preface with its tool call and shows the result as input', () => {
    const call: Entry = { kind: 'tool', id: 'x', turnId: 't1', atMs: 0, name: 'get_time', argumentsJson: '{"place":""}', status: 'done', resultJson: '{"time":"2:05 PM"}', source: null };
    expect(toMessages(build(human('t1', 'time'), assistant('t1', 'Let me see. '), call, assistant('t1', 'It is', 'b')))).toEqual([
      { role: 'human', content: 'time' },
      { role: 'assistant', content: 'Let me see.', toolCall: { name: 'get_time', arguments: '{"place":""}' } },
      { role: 'input', content: '{"time":"2:05 PM"}' },
      { role: 'assistant', content: 'It is' },
    ]);
    expect(toMessages(build(human('t1', 'time'), { ...call, status: 'cancelled', resultJson: '' }))).toEqual([{ role: 'human', content: 'time' }]);
  });

  it('shows what is wrong with a service as what the model knows', () => {
    const call: Entry = { kind: 'tool', id: 'x', turnId: 't1', atMs: 0, name: 'look_up', argumentsJson: '{}', status: 'failed', resultJson: '{"error":"the service is broken"}', source: null };
    expect(toMessages(build(call)).at(-1)).toEqual({ role: 'input', content: '{"error":"offline"}' });
    expect(toMessages(build({ ...call, resultJson: '{"error":"nothing found"}' })).at(-1)).toEqual({ role: 'input', content: '{"error":"nothing found"}' });
  });

  it('keeps its beginning from turn to turn until it grows too long, then keeps the latest', () => {
    const texts = Array.from({ length: 80 }, (_, index) => `question number ${index} about the weather in the town`);
    let conversation = emptyConversation('c', 0);
    let cuts = 0;
    let before: unknown[] = [];
    for (const [index, text] of texts.entries()) {
      conversation = addEntry(conversation, human(`t${index}`, text));
      const messages = toMessages(conversation);
      expect(messages.at(-1)?.content).toBe(text);
      expect(messages.length).toBeLessThan(60);
      if (JSON.stringify(messages.slice(0, before.length)) !== JSON.stringify(before)) cuts += 1;
      before = messages;
    }
    expect(cuts).toBeGreaterThan(0);
    expect(cuts).toBeLessThan(8);
  });
});

describe('Timeline', () => {
  const mark = (textStart: number, textEnd: number, startSample: number, endSample: number) => ({ textStart, textEnd, startSample, endSample });

  it('counts a word as heard when half of it has left the speaker', () => {
    const timeline = new Timeline();
    timeline.addChunk('a', 10, [mark(0, 5, 0, 1000), mark(6, 11, 1000, 2000)], 2000, 1000);
    timeline.closeText('a', 22);
    expect(timeline.heardAt(400).get('a')).toBeUndefined();
    expect(timeline.heardAt(600).get('a')).toBe(15);
    expect(timeline.heardAt(1700).get('a')).toBe(21);
    expect(timeline.heardAt(2000).get('a')).toBe(22);
  });

  it('never hears less by playing more', () => {
    const chunks = fc.array(fc.nat(3000), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(chunks, fc.nat(9000), fc.nat(9000), (lengths, one, other) => {
        const timeline = new Timeline();
        lengths.forEach((length, index) => timeline.addChunk('a', index * 10, [mark(0, 10, 0, length)], length, 1000));
        const heard = (ms: number) => timeline.heardAt(ms).get('a') ?? 0;
        expect(heard(Math.min(one, other))).toBeLessThanOrEqual(heard(Math.max(one, other)));
      }),
    );
  });
});

describe('closeTurn', () => {
  it('strikes what was not heard and drops an entry without words', () => {
    const open = appendText(build(human('t1', 'hi'), assistant('t1', 'One two'), assistant('t1', '', 'empty')), 'a-t1', ' three.');
    expect(unspokenEntries(open, 't1').map(({ id }) => id)).toEqual(['a-t1']);
    const closed = closeTurn(setHeard(open, 'a-t1', 7), 't1');
    const [, entry] = closed.entries;
    expect(closed.entries).toHaveLength(2);
    expect(entry).toMatchObject({ isOpen: false, isInterrupted: true });
    if (entry?.kind === 'assistant') expect(heardText(entry)).toBe('One two');
  });

  it('changes nothing when a turn is closed twice', () => {
    const closed = closeTurn(build(human('t1', 'hi'), assistant('t1', 'One two')), 't1');
    expect(closeTurn(closed, 't1')).toBe(closed);
  });
});
