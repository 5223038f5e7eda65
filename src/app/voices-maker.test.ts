import { describe, expect, it } from 'vitest';
import { measureVoice } from '../../workers/dsp/voice-statistics';
import { RATE_HZ, speechlike } from '../../workers/dsp/test-helpers/speechlike';
import type { ClonedVoice } from '../protocol/speech';
import { countWords, makeVoice, type MakerPorts, type PackVoice } from './voices-maker';

const PACK: PackVoice[] = [
  { id: 'low', name: 'Low', language: 'en', speaker: [1, 0], pitchHz: 100 },
  { id: 'high', name: 'High', language: 'en', speaker: [0, 1], pitchHz: 200 },
  { id: 'zh', name: '悦', language: 'zh', speaker: [1, 1], pitchHz: 220 },
];
const RECORDING = { statistics: measureVoice(speechlike(4, { f0Hz: 170, formantHz: 1500 }), RATE_HZ)!, speaker: Float32Array.of(0, 1) };
const ORDER = { text: 'one two three four five six seven', isTranscript: true, id: 'clone-1', language: 'en' } as const;

/** Voices that say everything alike; a speaker vector is told by the pitch. */
function fakePorts(said: (string | ClonedVoice)[] = []): MakerPorts {
  return {
    async say(_, voice) {
      said.push(voice);
      const f0Hz = typeof voice === 'string' ? PACK.find(({ id }) => id === voice)!.pitchHz : voice.pitchHz;
      return speechlike(4, { f0Hz, formantHz: 700 });
    },
    async speakerOf(pcm) {
      return (measureVoice(pcm, RATE_HZ)?.medianHz ?? 0) > 150 ? Float32Array.of(0.6, 0.8) : Float32Array.of(1, 0);
    },
  };
}
const signal = () => new AbortController().signal;

describe('the making of a voice', () => {
  it('starts from the built-in voice most like the recording and gives it the person\'s pitch', async () => {
    const said: (string | ClonedVoice)[] = [];
    const { voice, similarity } = await makeVoice(RECORDING, ORDER, PACK, fakePorts(said), () => undefined, signal());
    expect(voice.speaker).toEqual([0, 1]);
    expect(voice.pitchHz).toBeCloseTo(170, 0);
    expect(similarity).toMatchObject({ builtInName: 'High' });
    expect(similarity.builtIn).toBeCloseTo(0.8, 5);
    expect(said.filter((voiceId) => typeof voiceId === 'string')).toEqual(['low', 'high']);
  });

  it('sets the spectrum to that of the recording: more about 1.5 kHz, less about 700 Hz', async () => {
    const { voice } = await makeVoice(RECORDING, ORDER, PACK, fakePorts(), () => undefined, signal());
    const made = measureVoice(speechlike(4, { f0Hz: 170, formantHz: 700 }), RATE_HZ)!.spectrumDb;
    const higher = RECORDING.statistics.spectrumDb.map((value, band) => value - made[band]!);
    expect(voice.equalizerDb[higher.indexOf(Math.max(...higher))]).toBeGreaterThan(3);
    expect(voice.equalizerDb[higher.indexOf(Math.min(...higher))]).toBeLessThan(-3);
  });

  it('measures the pace only where it is known what was said', async () => {
    const slow = { ...RECORDING, statistics: { ...RECORDING.statistics, spokenSeconds: 1.1 * RECORDING.statistics.spokenSeconds } };
    const rateOf = async (order: { text: string; isTranscript: boolean }) => (await makeVoice(slow, { ...ORDER, ...order }, PACK, fakePorts(), () => undefined, signal())).voice.rate;
    expect(await rateOf(ORDER)).toBeCloseTo(0.9, 1);
    expect(await rateOf({ ...ORDER, isTranscript: false })).toBe(1);
    expect(await rateOf({ ...ORDER, text: 'one two' })).toBe(1);
  });

  it('tells how far it is, up to the end, and stops when it is told to', async () => {
    const shares: number[] = [];
    await makeVoice(RECORDING, ORDER, PACK, fakePorts(), (share) => shares.push(share), signal());
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('makes no voice of a language that the pack does not speak', async () => {
    await expect(makeVoice(RECORDING, { ...ORDER, language: 'zh' }, PACK.slice(0, 2), fakePorts(), () => undefined, signal())).rejects.toThrow(RangeError);
  });

  it('counts words of English and characters of Mandarin', () => {
    expect(countWords("it's a fine day", 'en')).toBe(4);
    expect(countWords('今天 天气好', 'zh')).toBe(5);
  });
});
