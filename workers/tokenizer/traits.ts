import type { Language, SoundEvent, VoiceTraits } from '../../src/protocol/tokenizer';
import { argMax, softmax } from './log-math';
import type { Units } from './units';

/** The heads of one output frame that are not text; logits, except `traits` and `speaker`. */
export type FrameHeads = { language: Float32Array; events: Float32Array; traits: Float32Array; speaker: Float32Array };

/** Traits come as standard scores clipped to ±3; two deviations is as far as "very" goes. */
const TRAIT_SCALE = 2;

/** What the frames of an utterance say together about who speaks, and what else is heard. */
export type Manner = {
  language: Language;
  languageConfidence: number;
  /** Frames in which speech is the likeliest event. */
  speechFrames: number;
  /** Mean probability of speech over those frames. */
  speechConfidence: number;
  traits: VoiceTraits;
  events: SoundEvent[];
  /** Of unit length, or zeros when there was no speech. */
  speaker: Float32Array<ArrayBuffer>;
};

/** Means over the speech frames, as the heads were trained (training/tokenizer/losses.py). */
export function summarizeManner(frames: readonly FrameHeads[], units: Units): Manner {
  const speech = units.events.indexOf('speech');
  const eventOf = frames.map(({ events }) => argMax(events));
  const spoken = frames.filter((_, i) => eventOf[i] === speech);
  const languages = softmax(mean(spoken.map(({ language }) => language), units.languages.length));
  const best = argMax(languages);
  const confidence = spoken.map(({ events }) => softmax(events)[speech] ?? 0);
  return {
    language: spoken.length === 0 ? 'other' : (units.languages[best] ?? 'other'),
    languageConfidence: spoken.length === 0 ? 0 : (languages[best] ?? 0),
    speechFrames: spoken.length,
    speechConfidence: confidence.reduce((sum, value) => sum + value, 0) / Math.max(1, confidence.length),
    traits: toTraits(mean(spoken.map(({ traits }) => traits), units.traits.length), units.traits),
    events: countEvents(eventOf, units.events),
    speaker: normalize(mean(spoken.map(({ speaker }) => speaker), frames[0]?.speaker.length ?? 0)),
  };
}

function mean(rows: readonly Float32Array[], width: number): Float32Array<ArrayBuffer> {
  const sum = new Float32Array(width);
  for (const row of rows) for (let i = 0; i < width; i += 1) sum[i] = (sum[i] ?? 0) + (row[i] ?? 0);
  return sum.map((value) => value / Math.max(1, rows.length));
}

function toTraits(values: Float32Array, names: readonly string[]): VoiceTraits {
  const read = (name: keyof VoiceTraits): number => {
    const value = values[names.indexOf(name)] ?? 0;
    return Math.min(1, Math.max(-1, value / TRAIT_SCALE));
  };
  return { pitch: read('pitch'), pitchRange: read('pitchRange'), rate: read('rate'), energy: read('energy'), arousal: read('arousal') };
}

/** Sounds other than speech and silence by the share of frames they fill, largest first. */
function countEvents(eventOf: readonly number[], names: readonly string[]): SoundEvent[] {
  const events: SoundEvent[] = [];
  names.forEach((name, index) => {
    const count = eventOf.filter((event) => event === index).length;
    if (count > 0 && name !== 'speech' && name !== 'silence') events.push({ name, share: count / eventOf.length });
  });
  return events.sort((a, b) => b.share - a.share);
}

function normalize(vector: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}
