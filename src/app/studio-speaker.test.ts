import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PlaybackPort } from '../audio/types';
import { NEUTRAL_SPEECH, PLAIN_SHAPE, plainSpeech } from '../protocol/speech';
import { cutPieces } from './studio-pieces';
import { StudioPlayer } from './studio-player';
import { StudioSounds } from './studio-sounds';
import { StudioSpeaker, type StudioOrder } from './studio-speaker';
import { FakePlayback, FakeVoice, settle, WORD_SAMPLES } from './test-helpers/studio-world';

const TEXT = 'one two three four five six seven. Eight nine ten eleven twelve thirteen.';

function setUp() {
  vi.useFakeTimers({ toFake: ['performance'] });
  const voice = new FakeVoice();
  const playback = new FakePlayback();
  const phases: string[] = [];
  const faults: unknown[] = [];
  // Only what a player uses of it is there.
  const player = new StudioPlayer(playback as unknown as PlaybackPort, { contextToPageMs: () => performance.now(), outputLatencyMs: () => 0 });
  const speaker = new StudioSpeaker(new StudioSounds(voice), player, { onPhase: (phase) => phases.push(phase), onMade: () => undefined, onFault: (error) => faults.push(error) });
  const order = (pitchSemitones = 0, text = TEXT): StudioOrder => {
    const choice = { voiceId: 'v', shape: PLAIN_SHAPE };
    return { pieces: cutPieces(plainSpeech(text, { ...NEUTRAL_SPEECH, pitchSemitones }, null), { voice: choice, stretches: [], hasMetronome: false }) };
  };
  return { voice, playback, player, speaker, phases, faults, order };
}

afterEach(() => void vi.useRealTimers());

describe('StudioSpeaker', () => {
  it('says all of a text, lights the word being heard, and is silent at its end', async () => {
    const { playback, player, speaker, phases, order } = setUp();
    speaker.play(order(), 0);
    await settle();
    expect(playback.run?.samples).toHaveLength(13 * WORD_SAMPLES);
    expect(playback.run?.isEnded).toBe(true);
    playback.tell('playback.position', 750);
    const { word } = player.place() ?? {};
    expect(TEXT.slice(word?.textStart, word?.textEnd)).toBe('Eight');
    playback.tell('playback.drained', 1300);
    expect(phases).toEqual(['starting', 'playing', 'silent']);
  });

  it('begins at the word that was asked for', async () => {
    const { playback, speaker, order } = setUp();
    speaker.play(order(), TEXT.indexOf('ten'));
    await settle();
    expect(playback.run?.samples).toHaveLength(4 * WORD_SAMPLES);
  });

  it('lets the old sound go on until the changed one is there, then takes over at the next word', async () => {
    const { voice, playback, speaker, order } = setUp();
    speaker.play(order(), 0);
    await settle();
    playback.tell('playback.position', 250);
    voice.wordsAllowed = voice.wordsSaid;
    speaker.change(order(3));
    await settle();
    expect(playback.runs).toHaveLength(1);
    voice.allow(Infinity);
    await settle();
    expect(playback.runs).toHaveLength(2);
    // "three" is being heard: the new run begins with "four".
    expect(playback.run?.samples).toHaveLength(10 * WORD_SAMPLES);
    expect(new Set(playback.run?.samples)).toEqual(new Set([4]));
  });

  it('makes one change at a time, and of those that come meanwhile only the newest', async () => {
    const { voice, playback, speaker, order } = setUp();
    speaker.play(order(), 0);
    await settle();
    playback.tell('playback.position', 50);
    voice.wordsAllowed = voice.wordsSaid;
    for (let pitch = 1; pitch <= 9; pitch += 1) speaker.change(order(pitch));
    await settle();
    voice.wordsAllowed = Infinity;
    voice.allow(0);
    await settle();
    expect(voice.asked.filter(({ text }) => text.startsWith('one')).map(({ pitch }) => pitch)).toEqual([0, 1, 9]);
    expect(new Set(playback.run?.samples)).toEqual(new Set([10]));
  });

  it('a new text takes the place of one that is still being made', async () => {
    const { voice, playback, speaker, order } = setUp();
    voice.wordsAllowed = 0;
    speaker.play(order(), 0);
    await settle();
    speaker.play(order(0, 'Another text altogether.'), 0);
    voice.wordsAllowed = Infinity;
    voice.allow(0);
    await settle();
    expect(playback.runs).toHaveLength(1);
    expect(playback.run?.samples).toHaveLength(3 * WORD_SAMPLES);
  });

  it('a stop leaves nothing behind, and text without words ends by itself', async () => {
    const { playback, speaker, phases, order } = setUp();
    speaker.play(order(), 0);
    await settle();
    await speaker.stop();
    expect(speaker.isActive).toBe(false);
    expect(phases.at(-1)).toBe('silent');
    speaker.play(order(0, '… !'), 0);
    await settle();
    expect(phases.at(-1)).toBe('silent');
    expect(playback.runs).toHaveLength(1);
  });

  it('a voice that fails is told once, and all is silent', async () => {
    const { voice, speaker, phases, faults, order } = setUp();
    voice.render = () => { throw new Error('broken'); };
    speaker.play(order(), 0);
    await settle();
    expect(faults).toHaveLength(1);
    expect(phases.at(-1)).toBe('silent');
  });
});
