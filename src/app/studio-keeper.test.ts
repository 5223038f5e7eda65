import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlaybackPort } from '../audio/types';
import { CodedError } from '../lib/coded-error';
import { createStudioStore } from '../stores/studio-store';
import { createTurnStore } from '../stores/turn-store';
import { StudioKeeper } from './studio-keeper';
import { LONGEST_PICTURE_MS } from './studio-made';
import { FakePlayback, FakeVoice, settle, WORD_SAMPLES } from './test-helpers/studio-world';

const TEXT = '(happy)One two three four five six. Seven eight nine ten eleven.';

function setUp() {
  const store = createStudioStore();
  const turn = createTurnStore();
  const voice = new FakeVoice();
  const playback = new FakePlayback();
  const log: string[] = [];
  let waking: Promise<unknown> = Promise.resolve();
  let isThere = true;
  const sound = { playback: playback as unknown as PlaybackPort, contextToPageMs: () => performance.now(), outputLatencyMs: () => 0 };
  const keeper = new StudioKeeper({
    store, turn, vocoder: voice,
    voices: () => [{ id: 'v', name: 'V' }, { id: 'w', name: 'W' }],
    voiceFor: () => (isThere ? 'v' : null),
    // A Playback stands in for the whole of it.
    wake: async () => { await waking; return { sound } as unknown as Awaited<ReturnType<ConstructorParameters<typeof StudioKeeper>[0]['wake']>>; },
    coverEar: () => { log.push('covered'); return () => log.push('uncovered'); },
    hushTalk: () => log.push('hushed'),
    recover: async (code) => { log.push(`recover ${code}`); return true; },
  });
  const type = (source: string) => store.setState(({ draft }) => ({ draft: { ...draft, line: { ...draft.line, source } } }));
  const setSpeed = (speakingRate: number) => store.setState(({ draft }) => ({ draft: { ...draft, line: { ...draft.line, controls: { ...draft.line.controls, speakingRate } } } }));
  return { store, turn, voice, playback, keeper, log, type, setSpeed, holdWaking: (promise: Promise<unknown>) => { waking = promise; }, takeVoices: () => { isThere = false; } };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('StudioKeeper', () => {
  it('plays a text, says which typed word is heard, and covers the ear meanwhile', async () => {
    const { store, playback, keeper, log, type } = setUp();
    type(TEXT);
    void keeper.play(0);
    await settle();
    expect(store.getState().phase).toBe('playing');
    playback.tell('playback.position', 250);
    const word = keeper.place()?.word;
    expect(TEXT.slice(word?.start, word?.end)).toBe('three');
    expect(store.getState().made).toMatchObject({ durationMs: 1100, isComplete: true, provenance: { neural: ['all'] } });
    expect(keeper.sound()?.words.map(({ text }) => text)).toEqual(['One', 'two', 'three', 'four', 'five', 'six.', 'Seven', 'eight', 'nine', 'ten', 'eleven.']);
    playback.tell('playback.drained', 11 * WORD_SAMPLES);
    expect(store.getState().phase).toBe('silent');
    expect(log).toEqual(['hushed', 'covered', 'uncovered']);
  });

  it('what was typed since it began is not lit', async () => {
    const { playback, keeper, type } = setUp();
    type(TEXT);
    void keeper.play(0);
    await settle();
    playback.tell('playback.position', 250);
    type(`Now ${TEXT}`);
    expect(keeper.place()?.word).toBeNull();
  });

  it('says that tags alone make no sound, and that there is no voice', async () => {
    const { store, keeper, voice, type, takeVoices } = setUp();
    type('(happy)(fast) ...');
    await keeper.play(0);
    expect(store.getState()).toMatchObject({ phase: 'silent', fault: { code: 'nothing-to-say' } });
    type('Hello.');
    expect(store.getState().fault).toBeNull();
    takeVoices();
    await keeper.play(0);
    expect(store.getState().fault?.code).toBe('no-voice');
    expect(voice.asked).toEqual([]);
  });

  it('a stop while the models are loading is not undone when they are there', async () => {
    const { store, keeper, voice, type, holdWaking } = setUp();
    let load: (value: unknown) => void = () => undefined;
    holdWaking(new Promise((resolve) => { load = resolve; }));
    type(TEXT);
    void keeper.play(0);
    expect(store.getState().phase).toBe('starting');
    keeper.stop();
    load(null);
    await settle();
    expect(store.getState().phase).toBe('silent');
    expect(voice.asked).toEqual([]);
  });

  it('a conversation silences it', async () => {
    const { store, turn, keeper, type } = setUp();
    type(TEXT);
    void keeper.play(0);
    await settle();
    turn.setState({ turn: { phase: 'thinking', turnId: 't', onset: null } });
    await settle();
    expect(store.getState().phase).toBe('silent');
  });

  it('a slider that rests is made anew, also when nothing plays, but only of what was heard before', async () => {
    const { store, playback, voice, keeper, type, setSpeed } = setUp();
    type(TEXT);
    setSpeed(1.2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(voice.asked).toEqual([]);
    void keeper.play(0);
    await settle();
    playback.tell('playback.drained', 11 * WORD_SAMPLES);
    const { version } = store.getState().made ?? { version: 0 };
    setSpeed(1.4);
    setSpeed(1.5);
    await vi.advanceTimersByTimeAsync(1000);
    await settle();
    expect(voice.asked).toHaveLength(4);
    expect(store.getState().made?.version).toBeGreaterThan(version);
  });

  it('only the sentence that changed is made again', async () => {
    const { playback, voice, keeper, type } = setUp();
    type(TEXT);
    void keeper.play(0);
    await settle();
    playback.tell('playback.drained', 11 * WORD_SAMPLES);
    type(TEXT.replace('eleven', 'twelve'));
    void keeper.play(0);
    await settle();
    expect(voice.asked.map(({ text }) => text.split(' ')[0])).toEqual(['One', 'Seven', 'Seven']);
  });

  it('a fault is told, and the engines are loaded again where that helps', async () => {
    const { store, voice, keeper, log, type } = setUp();
    voice.render = () => { throw new CodedError('device-lost', 'gone'); };
    type(TEXT);
    void keeper.play(0);
    await settle();
    expect(store.getState()).toMatchObject({ phase: 'silent', fault: { code: 'device-lost' } });
    expect(log).toContain('recover device-lost');
    expect(log.at(-1)).not.toBe('covered');
  });

  it('makes all of a text for an export, with progress', async () => {
    const { keeper, type } = setUp();
    type(TEXT);
    const shares: number[] = [];
    const sound = await keeper.makeAll((share) => shares.push(share));
    expect(sound?.pcm).toHaveLength(11 * WORD_SAMPLES);
    expect(shares).toEqual([0.5, 1]);
  });

  it('a text longer than its picture may be is exported whole', async () => {
    const { keeper, type } = setUp();
    const sentences = Math.ceil(LONGEST_PICTURE_MS / 800);
    type(Array.from({ length: sentences }, (_, index) => `Sentence ${index} has quite a few more words than one.`).join(' '));
    const sound = await keeper.makeAll(() => undefined);
    expect((sound?.pcm.length ?? 0) / (sound?.sampleRateHz ?? 1)).toBeGreaterThan(LONGEST_PICTURE_MS / 1000);
  });
});
