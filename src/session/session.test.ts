import { describe, expect, it } from 'vitest';
import { createWorld } from './test-helpers/conversation-world';

describe('a conversation', () => {
  it('hears, answers aloud and is quiet again', async () => {
    const world = createWorld();
    world.llm.script = () => ['Hel', 'lo the', 're. How are', ' you?'];
    await world.say('hello');
    expect(world.view().turn.phase).toBe('thinking');
    await world.listen(50);
    expect(world.view().turn.phase).toBe('speaking');
    expect(world.shown()).toEqual(['human: hello', 'assistant: Hello there. How are you?…']);
    await world.listen();
    expect(world.view().turn.phase).toBe('idle');
    expect(world.shown()).toEqual(['human: hello', 'assistant: Hello there. How are you?']);
    expect(world.vocoder.requests.map(({ speech }) => speech.text)).toEqual(['Hello there. ', 'How are you?']);
    expect(world.vadLog.filter((line) => line.startsWith('playing'))).toEqual(['playing:true', 'playing:false']);
  });

  it('gives the recognizer the sound from before the onset to the end of the utterance', async () => {
    const world = createWorld();
    await world.hear(1000);
    await world.say('hello');
    const [pushed = 0] = world.recognizer.pushedSamples;
    expect(pushed).toBeGreaterThanOrEqual(16 * (320 + 1000));
    expect(pushed).toBeLessThan(16 * (320 + 1000 + 100));
  });

  it('shows partial words while they are spoken and none afterwards', async () => {
    const world = createWorld();
    world.recognizer.says = { text: 'what time' };
    const utteranceId = world.startSpeech();
    await world.hear(300);
    expect(world.view().partialText).toBe('what time');
    world.confirm(utteranceId);
    await world.endSpeech(utteranceId);
    expect(world.view().partialText).toBe('');
  });

  it('remembers the turns before', async () => {
    const world = createWorld();
    await world.say('my name is Ada');
    await world.listen();
    await world.say('what is my name');
    expect(world.llm.prompts[1]).toEqual([
      { role: 'human', content: 'my name is Ada' },
      { role: 'assistant', content: 'Hello there.' },
      { role: 'human', content: 'what is my name' },
    ]);
  });

  it('answers Chinese with a Chinese voice, and each script with its own', async () => {
    const world = createWorld();
    world.llm.script = () => ['你好！Thank you 就是谢谢你。'];
    await world.say('你好', 'zh');
    expect(world.vocoder.requests.map(({ speech, voice }) => [speech.text, voice.voiceId])).toEqual([
      ['你好！', 'voice-zh'],
      ['Thank you ', 'voice-en'],
      ['就是谢谢你。', 'voice-zh'],
    ]);
  });

  it('tells the model how a voice sounded when that says something', async () => {
    const world = createWorld();
    world.recognizer.says = { text: 'hello', energy: -0.9 };
    const utteranceId = world.startSpeech();
    world.confirm(utteranceId);
    await world.endSpeech(utteranceId);
    expect(world.llm.prompts[0]).toEqual([{ role: 'human', content: '[voice: quiet]\nhello' }]);
  });
});

describe('interruption', () => {
  async function speaking() {
    const world = createWorld();
    world.llm.script = () => ['One two three four five six seven eight.'];
    await world.say('count');
    await world.listen(320);
    return world;
  }

  it('silences the voice, and keeps in the history only what was heard', async () => {
    const world = await speaking();
    world.recognizer.says = { text: 'stop that' };
    const utteranceId = world.startSpeech();
    expect(world.speaker.log).toEqual(['duck']);
    world.confirm(utteranceId);
    await world.settle();
    expect(world.speaker.log).toEqual(['duck', 'unduck', 'flush']);
    await world.endSpeech(utteranceId);
    expect(world.shown()).toEqual(['human: count', 'assistant: One two three~ four five six seven eight.~', 'human: stop that', 'assistant: One two three four five six seven eight.…']);
    expect(world.llm.prompts[1]).toEqual([
      { role: 'human', content: 'count' },
      { role: 'assistant', content: 'One two three' },
      { role: 'human', content: 'stop that' },
    ]);
    expect(world.diagnostics.getState().bargeIns).toHaveLength(1);
  });

  it('only ducks for a cough', async () => {
    const world = await speaking();
    const utteranceId = world.startSpeech();
    world.session.hearSpeech({ type: 'speech.misfired', utteranceId, atSample: 0 });
    await world.listen();
    expect(world.speaker.log).toEqual(['duck', 'unduck']);
    expect(world.shown()[1]).toBe('assistant: One two three four five six seven eight.');
    expect(world.diagnostics.getState().misfireCount).toBe(1);
  });

  it.each([['blank', ''], ['an echo', 'three four five six']])('goes on with the rest when the interruption was %s', async (_kind, text) => {
    const world = await speaking();
    world.recognizer.says = { text };
    const utteranceId = world.startSpeech();
    world.confirm(utteranceId);
    await world.endSpeech(utteranceId);
    expect(world.vocoder.requests.at(-1)?.speech.text).toBe(' four five six seven eight.');
    await world.listen();
    expect(world.shown()).toEqual(['human: count', 'assistant: One two three four five six seven eight.']);
    expect(world.view().turn.phase).toBe('idle');
    expect(world.llm.prompts).toHaveLength(1);
  });

  it('lets deltas of a cancelled reply fall on the floor', async () => {
    const world = createWorld();
    let release: (value: unknown) => void = () => undefined;
    world.llm.hold = new Promise((resolve) => (release = resolve));
    await world.say('tell me a story');
    world.session.stop();
    release(null);
    await world.settle();
    await world.listen();
    expect(world.view().turn.phase).toBe('idle');
    expect(world.shown()).toEqual(['human: tell me a story', 'assistant: ~Hello there.~']);
  });

  it('takes a typed message over a reply', async () => {
    const world = await speaking();
    world.session.sendText('  and now? ');
    await world.settle();
    expect(world.llm.prompts[1]?.slice(1)).toEqual([{ role: 'assistant', content: 'One two three' }, { role: 'human', content: 'and now?' }]);
  });
});

describe('an aside', () => {
  it('is spoken like a reply and leaves the conversation as it was', async () => {
    const world = createWorld();
    world.session.speakAside({ text: 'Once more, with feeling.', language: 'en', voiceId: 'ada' });
    await world.settle();
    world.speaker.play(50);
    expect(world.view().turn.phase).toBe('speaking');
    expect(world.vocoder.requests[0]).toMatchObject({ speech: { text: 'Once more, with feeling.' }, voice: { voiceId: 'ada' } });
    await world.listen();
    expect(world.view().turn.phase).toBe('idle');
    expect(world.shown()).toEqual([]);
  });

  it('ends when somebody speaks over it, also when that was nothing', async () => {
    const world = createWorld();
    world.session.speakAside({ text: 'Once more, with feeling.', language: 'en', voiceId: null });
    await world.settle();
    world.speaker.play(50);
    await world.say('');
    expect(world.speaker.log).toContain('flush');
    expect(world.view().turn.phase).toBe('idle');
  });
});

describe('listening', () => {
  it('hears again after a blank utterance', async () => {
    const world = createWorld();
    await world.say('');
    expect(world.view().turn.phase).toBe('idle');
    await world.say('hello');
    expect(world.shown()).toEqual(['human: hello', 'assistant: Hello there.…']);
  });

  it('begins the reply in a pause, and has it ready when that was the end', async () => {
    const world = createWorld();
    world.llm.script = () => ['It is two. ', 'Anything else?'];
    world.recognizer.says = { text: 'what time is it' };
    const utteranceId = world.startSpeech();
    world.confirm(utteranceId);
    world.session.hearSpeech({ type: 'speech.paused', utteranceId, atSample: 0 });
    await world.settle();
    expect(world.llm.prompts).toEqual([[{ role: 'human', content: 'what time is it' }]]);
    expect(world.vocoder.requests.map(({ speech }) => speech.text)).toEqual(['It is two. ']);
    expect(world.shown()).toEqual([]);
    await world.listen();
    expect(world.view().turn.phase).toBe('listening');
    await world.endSpeech(utteranceId);
    await world.listen();
    expect(world.shown()).toEqual(['human: what time is it', 'assistant: It is two. Anything else?']);
    expect(world.llm.prompts).toHaveLength(1);
    expect(world.vocoder.requests.map(({ speech }) => speech.text)).toEqual(['It is two. ', 'Anything else?']);
    expect(world.diagnostics.getState()).toMatchObject({ speculationCount: 1, speculationHitCount: 1 });
  });

  it('begins the reply in a pause to how it was said, too', async () => {
    const world = createWorld();
    world.recognizer.says = { text: 'what time is it', energy: 2 };
    const utteranceId = world.startSpeech();
    world.confirm(utteranceId);
    world.session.hearSpeech({ type: 'speech.paused', utteranceId, atSample: 0 });
    await world.settle();
    await world.endSpeech(utteranceId);
    await world.listen();
    expect(world.llm.prompts).toEqual([[{ role: 'human', content: '[voice: loud]\nwhat time is it' }]]);
    expect(world.diagnostics.getState()).toMatchObject({ speculationCount: 1, speculationHitCount: 1 });
  });

  it('drops a reply begun in a pause when more was said, and runs no tool of it', async () => {
    const timers: number[] = [];
    const world = createWorld({}, { timers: { list: () => [], cancel: () => undefined, start: (seconds, label) => (timers.push(seconds), { id: 't', label, lengthMs: 0, endsAtMs: 0, isRinging: false }) } });
    world.llm.script = (messages) => (messages.at(-1)?.role === 'input' ? ['Set.'] : [{ name: 'set_timer', arguments: `{"seconds":${messages.at(-1)?.content.length},"label":""}` }]);
    world.recognizer.says = { text: 'five' };
    const utteranceId = world.startSpeech();
    world.confirm(utteranceId);
    world.session.hearSpeech({ type: 'speech.paused', utteranceId, atSample: 0 });
    await world.settle();
    world.session.hearSpeech({ type: 'speech.resumed', utteranceId, atSample: 0 });
    world.recognizer.says = { text: 'five minutes' };
    await world.endSpeech(utteranceId);
    expect(timers).toEqual(['five minutes'.length]);
    expect(world.diagnostics.getState()).toMatchObject({ speculationCount: 1, speculationHitCount: 0 });
  });

  it('listens only while the key is held in push-to-talk', async () => {
    const world = createWorld({ listenMode: 'push-to-talk' });
    world.recognizer.says = { text: 'hello' };
    world.startSpeech();
    expect(world.view().turn.phase).toBe('idle');
    await world.hear(500);
    expect(world.vadLog).toEqual([]);
    world.session.pressTalk();
    await world.hear(500);
    world.session.releaseTalk();
    await world.settle();
    expect(world.shown()[0]).toBe('human: hello');
    expect(world.recognizer.pushedSamples[0]).toBe(8192 + 4800);
  });

  it('finishes what was heard when the microphone goes away', async () => {
    const world = createWorld();
    world.recognizer.says = { text: 'hello' };
    world.confirm(world.startSpeech());
    await world.hear(400);
    world.session.stopHearing();
    await world.settle();
    expect(world.shown()[0]).toBe('human: hello');
  });

  it('says so when recognition fails, and listens on', async () => {
    const world = createWorld();
    world.recognizer.failure = new Error('boom');
    await world.say('hello');
    expect(world.notices).toEqual(['recognition-failed']);
    expect(world.view().turn.phase).toBe('idle');
    world.recognizer.failure = null;
    await world.say('hello');
    expect(world.shown()[0]).toBe('human: hello');
  });
});

it('keeps the times of a turn in the order in which they were reached', async () => {
  const world = createWorld();
  await world.hear(2000);
  await world.say('hello');
  await world.listen();
  const [turn] = world.diagnostics.getState().turns;
  expect(turn).toMatchObject({ via: 'voice', promptTokens: 10, reusedTokens: 5, newTokens: 4, synthesisAudioMs: 200, underrunCount: 0, isInterrupted: false });
  expect(turn!.speechEndAtMs).toBe(turn!.speechStartAtMs! + 320 + Math.ceil(200 / 32) * 32 + 800 - 500);
  expect(turn!.endpointAtMs).toBeLessThan(turn!.transcriptAtMs);
  expect(turn!.transcriptAtMs).toBeLessThan(turn!.firstTokenAtMs!);
  expect(turn!.firstTokenAtMs).toBeLessThan(turn!.firstChunkAtMs!);
});
