import type { MelodyNote, Style } from '../../src/protocol/speech';
import type { Inventory } from './front-end/inventory';
import type { Utterance } from './front-end/utterance';
import { roundDurations, type Timing } from './prosody';
import { findNuclei, findOnset, findStressed } from './syllables';

/** Beats are counted from the first sample of a render, so that whoever plays a metronome starts both together. */
export type Metre = { beatFrames: number; melody: readonly MelodyNote[] };

/** Rap falls on sixteenths, singing without a melody on triplets: eighths draw out the vowels until nobody knows the words. */
const UNITS_PER_BEAT = { rap: 4, sing: 3, hum: 3 };
/** Of a unit: what the speech from one beat to the next may lose to fall on it. Beyond that its words are lost, so it takes a unit more. */
const LARGEST_SQUEEZE = 0.25;
/**
 * Consonants keep their share of a note until they are so many times as long; beyond that vowels take the rest. At the square root of it and
 * 1.3 at most, words sung were lost: 0.76 of what pocketsphinx understands of plain speech, all of it this way (training/voice/CONTROLS.md).
 */
const LONGEST_CONSONANT = 1.6;
const CENTRE_FRAMES_PER_SECOND = 80;
/** Vibrato sets in late in a note (Sundberg 1987: 5–7 Hz, about half a semitone to each side; here less, for plain voices). */
const VIBRATO = { hz: 5.5, semitones: 0.3, fromFrame: 20, fullFrame: 44 };
/** One note glides into the next over this many frames. */
const GLIDE_FRAMES = 6;

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

export type ScoredStyle = 'rap' | 'sing' | 'hum';
export function isScored(style: Style): style is ScoredStyle {
  return style === 'rap' || style === 'sing' || style === 'hum';
}

/** Keeps the beat and the place in the melody from one utterance to the next. */
export class Score {
  #noteIndex = 0;

  constructor(private readonly metre: Metre) {}

  /** The utterance with a pause where the melody rests. */
  insertRests(utterance: Utterance, inventory: Inventory): Utterance {
    const nuclei = findNuclei(utterance, inventory);
    const { notes } = this.#takeNotes(nuclei.length);
    let { phones, wordOf } = utterance;
    // From the end, so that places before stay what they are.
    for (let j = nuclei.length - 1; j > 0; j -= 1) {
      if ((notes[j]?.restBeats ?? 0) === 0) continue;
      const at = findOnset(utterance, nuclei[j - 1] ?? 0, nuclei[j] ?? 0);
      if (utterance.wordOf[at] === -1) continue;
      phones = phones.toSpliced(at, 0, { symbol: inventory.pauses.comma, accent: 0 });
      wordOf = wordOf.toSpliced(at, 0, -1);
    }
    return { ...utterance, phones, wordOf };
  }

  /**
   * Puts vowels on the beat. With a melody every vowel has its note; without one, from one stressed vowel to the next is a whole
   * number of units, and the syllables between keep their share of it: said on a grid of their own they are not understood.
   *
   * @param exact frames of each phoneme as they would be spoken
   * @param startFrame where the utterance begins in the render
   * @param semitones transposes the melody
   */
  time(utterance: Utterance, exact: readonly number[], style: ScoredStyle, startFrame: number, semitones: number, inventory: Inventory): { durations: number[]; pitch: Timing['pitch'] | null } {
    const nuclei = findNuclei(utterance, inventory);
    const { notes, nextIndex } = this.#takeNotes(style === 'rap' ? 0 : nuclei.length);
    const anchors = notes.length > 0 ? nuclei : findStressed(utterance, nuclei);
    const [first] = anchors;
    if (first === undefined) return { durations: roundDurations(exact, 1), pitch: null };
    this.#noteIndex = nextIndex;
    const unit = this.metre.beatFrames / UNITS_PER_BEAT[style];
    const frames = [...exact];
    const before = sumOf(exact.slice(0, first));
    const onset = Math.ceil((startFrame + before + (notes[0]?.restBeats ?? 0) * this.metre.beatFrames) / unit - 1e-6) * unit;
    frames[0] = (frames[0] ?? 0) + onset - startFrame - before;
    anchors.forEach((anchor, j) => {
      const end = anchors[j + 1] ?? frames.length - 1;
      const note = notes[j];
      const natural = sumOf(exact.slice(anchor, end));
      const rest = (notes[j + 1]?.restBeats ?? 0) * this.metre.beatFrames;
      const length = note === undefined ? Math.max(1, Math.ceil(natural / unit - LARGEST_SQUEEZE)) * unit : note.beats * this.metre.beatFrames;
      fitInterval(frames, anchor, end, length, rest, utterance, nuclei);
    });
    const durations = roundDurations(frames, 1);
    return { durations, pitch: notes.length === 0 ? null : drawMelody(durations, nuclei, notes.map(({ midi }) => midi + semitones), utterance) };
  }

  /** Notes for the next syllables with the rest before each; the last note is held for whatever comes after it. */
  #takeNotes(count: number): { notes: { midi: number; beats: number; restBeats: number }[]; nextIndex: number } {
    const { melody } = this.metre;
    const notes: { midi: number; beats: number; restBeats: number }[] = [];
    const sounding = melody.findLast(({ midi }) => midi !== null);
    let index = this.#noteIndex;
    while (sounding !== undefined && notes.length < count) {
      let restBeats = 0;
      for (; melody[index]?.midi === null; index += 1) restBeats += melody[index]?.beats ?? 0;
      const { midi, beats } = melody[index] ?? sounding;
      notes.push({ midi: midi ?? 60, beats: Math.max(0.05, beats), restBeats });
      index += 1;
    }
    return { notes, nextIndex: index };
  }
}

/**
 * Makes all from the vowel at `from` up to `end` last `length` and `rest`; a rest is what a pause in it lasts. What is too long is
 * shortened throughout; where time is left over, a pause takes it, else all grow, and vowels furthest.
 */
function fitInterval(frames: number[], from: number, end: number, length: number, rest: number, { wordOf }: Utterance, nuclei: readonly number[]): void {
  const indices = Array.from({ length: end - from }, (_, i) => from + i);
  const pauseIndex = indices.find((i) => wordOf[i] === -1);
  const isRest = pauseIndex !== undefined && rest > 0;
  const room = length + (isRest ? 0 : rest);
  if (isRest) frames[pauseIndex] = rest;
  const spoken = indices.filter((i) => i !== pauseIndex || !isRest);
  const lengthOf = (some: readonly number[]): number => sumOf(some.map((i) => frames[i] ?? 0));
  const factor = room / Math.max(1e-6, lengthOf(spoken));
  if (factor <= 1) {
    for (const i of spoken) frames[i] = (frames[i] ?? 0) * factor;
  } else if (pauseIndex !== undefined && !isRest) {
    frames[pauseIndex] = (frames[pauseIndex] ?? 0) + room - lengthOf(spoken);
  } else {
    const vowels = spoken.filter((i) => nuclei.includes(i));
    const consonants = spoken.filter((i) => !nuclei.includes(i));
    const growth = Math.min(LONGEST_CONSONANT, factor);
    for (const i of consonants) frames[i] = (frames[i] ?? 0) * growth;
    const left = (room - lengthOf(consonants)) / Math.max(1e-6, lengthOf(vowels));
    for (const i of vowels) frames[i] = (frames[i] ?? 0) * left;
  }
}

/** ln F0 of every frame: the note of each syllable from its first consonant on, a short glide between, vibrato in long ones. */
function drawMelody(durations: readonly number[], nuclei: readonly number[], midi: readonly number[], utterance: Utterance): Float32Array {
  const starts: number[] = [];
  durations.reduce((sum, frames, i) => ((starts[i] = sum), sum + frames), 0);
  const total = sumOf(durations);
  const begins = nuclei.map((nucleus, j) => (j === 0 ? 0 : (starts[findOnset(utterance, nuclei[j - 1] ?? 0, nucleus)] ?? 0)));
  const pitch = new Float32Array(total);
  nuclei.forEach((nucleus, j) => {
    const end = begins[j + 1] ?? total;
    const vowel = starts[nucleus] ?? 0;
    const [note, previous] = [midi[j] ?? 60, midi[j - 1] ?? midi[j] ?? 60];
    for (let k = begins[j] ?? 0; k < end; k += 1) {
      const glide = Math.min(1, (k - (begins[j] ?? 0) + 1) / GLIDE_FRAMES);
      const depth = Math.min(1, Math.max(0, (k - vowel - VIBRATO.fromFrame) / (VIBRATO.fullFrame - VIBRATO.fromFrame)));
      const vibrato = depth * VIBRATO.semitones * Math.sin((2 * Math.PI * VIBRATO.hz * (k - vowel)) / CENTRE_FRAMES_PER_SECOND);
      pitch[k] = Math.log(440) + (Math.LN2 * (previous + glide * (note - previous) + vibrato - 69)) / 12;
    }
  });
  return pitch;
}
