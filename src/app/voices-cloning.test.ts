import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { RATE_HZ, speechlike } from '../../workers/dsp/test-helpers/speechlike';
import { ClipError, MicrophoneError } from '../audio/errors';
import type { HearingEvent } from '../clients/tokenizer-client';
import { keptVoices } from '../storage/voices';
import { createModelStore } from '../stores/model-store';
import { createVoicesStore } from '../stores/voices-store';
import { Cloning } from './voices-cloning';
import { OwnVoices } from './voices-keeper';

const PACK_VOICES = [{ id: 'low', name: 'Low', language: 'en', speaker: [1, 0], pitchHz: 110 }];
const WISH = { name: 'Me', transcript: 'one two three four five six', language: 'en', hasConsent: true } as const;
const FILE = new File(['x'], 'me.wav');

/** Engines that hear six words and say a buzz. */
function open({ pcm = speechlike(8), decode = async (): Promise<Float32Array> => pcm, areModelsThere = true, start = async (): Promise<void> => undefined } = {}) {
  const store = createVoicesStore();
  const covered = { times: 0, isCovered: false };
  async function* transcribe(): AsyncGenerator<HearingEvent, void> {
    const jobId = 'transcribe-1';
    yield { type: 'voice.traits', jobId, traits: { pitch: 0, pitchRange: 0, rate: 0, energy: 0, arousal: 0 }, events: [], speaker: Float32Array.of(1, 0) };
    yield { type: 'transcript.final', jobId, transcript: { text: 'one two three four five six', language: 'en', languageConfidence: 1, words: [] }, audioMs: 8000, computeMs: 1 };
  }
  async function* synthesize() {
    yield { type: 'synthesis.chunk' as const, jobId: 's', pcm: speechlike(4, { f0Hz: 110 }), sampleRateHz: RATE_HZ, marks: [], contour: { frameRateHz: 80, f0Hz: new Float32Array(0), levelDb: new Float32Array(0) }, computeMs: 1 };
  }
  const own = new OwnVoices({ store, model: createModelStore(), storage: keptVoices, vocoder: { defineVoices: async () => undefined }, forget: () => undefined, notify: () => undefined });
  const engines: never = { tokenizer: { transcribe }, vocoder: { synthesize } } as never;
  const recorder = { start: vi.fn(start), stop: vi.fn(async () => FILE) };
  const cloning = new Cloning({
    store, own, engines, recorder, decode,
    loadEngines: async () => { if (areModelsThere) await own.attach('mini', PACK_VOICES); return areModelsThere; },
    packVoices: async () => PACK_VOICES, microphoneId: () => null,
    coverEar: () => { covered.isCovered = true; covered.times += 1; return () => (covered.isCovered = false); },
  });
  return { cloning, store, recorder, covered, state: () => store.getState().cloning };
}

describe('the making of a voice of one\'s own', () => {
  it('hears what is said in a recording, and then makes and keeps the voice', async () => {
    const { cloning, store, state } = open();
    await cloning.use(FILE, 'me.wav');
    expect(state()).toMatchObject({ phase: 'checked', recording: { transcript: 'one two three four five six', language: 'en' } });
    await cloning.make(WISH);
    expect(state().phase).toBe('made');
    expect(store.getState().own).toMatchObject([{ name: 'Me', isUsable: true }]);
  });

  it('makes nothing without the person\'s word, and nothing without a name', async () => {
    const { cloning, store, state } = open();
    await cloning.use(FILE, 'me.wav');
    await cloning.make({ ...WISH, hasConsent: false });
    await cloning.make({ ...WISH, name: ' ' });
    expect(state().phase).toBe('checked');
    expect(store.getState().own).toEqual([]);
  });

  it('throws the recording away once the voice is made, and when it is told to', async () => {
    const { cloning, store, state } = open();
    await cloning.use(FILE, 'me.wav');
    await cloning.discard();
    store.setState({ cloning: { phase: 'checked', recording: { name: '', seconds: 8, transcript: '', language: 'en' }, fault: null } });
    await cloning.make(WISH);
    expect(state().phase).toBe('checked');
    expect(store.getState().own).toEqual([]);
  });

  it('covers Talk\'s ear while it records, and gives it back', async () => {
    const { cloning, covered, state } = open();
    await cloning.record();
    expect([state().phase, covered.isCovered]).toEqual(['recording', true]);
    await cloning.endRecording();
    expect([state().phase, covered.isCovered]).toEqual(['checked', false]);
  });

  it('lets go of the microphone when the recording is thrown away', async () => {
    const { cloning, covered, recorder, state } = open();
    await cloning.record();
    await cloning.discard();
    expect(recorder.stop).toHaveBeenCalledOnce();
    expect([state().phase, covered.isCovered]).toEqual(['empty', false]);
  });

  it.each([
    ['too-short', open({ pcm: speechlike(2) })],
    ['too-long', open({ pcm: speechlike(31) })],
    ['silent', open({ pcm: new Float32Array(8 * RATE_HZ) })],
    ['clipped', open({ pcm: speechlike(8).map((sample) => Math.max(-0.05, Math.min(0.05, sample))) })],
    ['noisy', open({ pcm: speechlike(8, { noise: 0.1, gain: 0.2 }) })],
    ['unreadable', open({ decode: () => Promise.reject(new ClipError('not-audio', '')) })],
    ['models', open({ areModelsThere: false })],
  ] as const)('says that a recording is no good: %s', async (fault, { cloning, state }) => {
    await cloning.use(FILE, 'me.wav');
    expect(state()).toEqual({ phase: 'empty', fault });
  });

  it('says that the microphone was refused', async () => {
    const { cloning, covered, state } = open({ start: () => Promise.reject(new MicrophoneError('microphone-denied', '')) });
    await cloning.record();
    expect(state()).toEqual({ phase: 'empty', fault: 'microphone' });
    expect(covered.isCovered).toBe(false);
  });
});
