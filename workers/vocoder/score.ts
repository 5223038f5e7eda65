import type { MelodyNote, Style } from '../../src/protocol/speech';
import type { Inventory } from './front-end/inventory';
import type { Utterance } from './front-end/utterance';
import { roundDurations, type Timing } from './prosody';
import { findNuclei, findOnset } from './syllables';

/** Beats are counted from the first sample of a render, so that whoever plays a metronome starts both together. */
export type Metre = { beatFrames: number; melody: readonly MelodyNote[] };

/** Share of a syllable's time that its vowel keeps when there is little of it. */
const VOWEL_SHARE = 0.45;
/** Rap falls on sixteenths, singing without a melody on eighths. */
const UNITS_PER_BEAT = { rap: 4, sing: 2, hum: 2 };
/** Of a unit: what a syllable may lose to fall on the beat. Beyond that its words are lost, so it takes a unit more. */
const LARGEST_SQUEEZE = 0.25;
const CENTRE_FRAMES_PER_SECOND = 80;
/** Vibrato sets in late in a note (Sundberg 1987: 5–7 Hz, about half a semitone to each side; here less, for plain voices). */
const VIBRATO = { hz: 5.5, semitones: 0.3, fromFrame: 20, fullFrame: 44 };
/** One note glides into the next over this many frames. */
const GLIDE_FRAMES = 6;

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
   * Puts the vowels on the beat: from one vowel to the next is a whole number of units, or the length of the note.
   *
   * @param exact frames of each phoneme as they would be spoken
   * @param startFrame where the utterance begins in the render
   * @param semitones transposes the melody
   */
  time(utterance: Utterance, exact: readonly number[], style: ScoredStyle, startFrame: number, semitones: number, inventory: Inventory): { durations: number[]; pitch: Timing['pitch'] | null } {
    const nuclei = findNuclei(utterance, inventory);
    const [first] = nuclei;
    if (first === undefined) return { durations: roundDurations(exact, 1), pitch: null };
    const { notes, nextIndex } = this.#takeNotes(style === 'rap' ? 0 : nuclei.length);
    this.#noteIndex = nextIndex;
    const unit = this.metre.beatFrames / UNITS_PER_BEAT[style];
    const frames = [...exact];
    const before = exact.slice(0, first).reduce((sum, length) => sum + length, 0);
    const onset = Math.ceil((startFrame + before + (notes[0]?.restBeats ?? 0) * this.metre.beatFrames) / unit - 1e-6) * unit;
    frames[0] = (frames[0] ?? 0) + onset - startFrame - before;
    nuclei.forEach((nucleus, j) => {
      const end = nuclei[j + 1] ?? frames.length - 1;
      const note = notes[j];
      const natural = exact.slice(nucleus, end).reduce((sum, length) => sum + length, 0);
      const rest = (notes[j + 1]?.restBeats ?? 0) * this.metre.beatFrames;
      const length = note === undefined ? Math.max(1, Math.ceil(natural / unit - LARGEST_SQUEEZE)) * unit : note.beats * this.metre.beatFrames;
      fitInterval(frames, nucleus, end, length, rest, utterance);
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

/** Stretches the vowel at `nucleus` so that all up to `end` lasts `length` and `rest`; a rest is what a pause in it lasts. */
function fitInterval(frames: number[], nucleus: number, end: number, length: number, rest: number, { wordOf }: Utterance): void {
  const others = Array.from({ length: end - nucleus - 1 }, (_, i) => nucleus + 1 + i);
  const pauseIndex = others.find((i) => wordOf[i] === -1);
  if (pauseIndex !== undefined && rest > 0) frames[pauseIndex] = rest;
  const isFixed = (i: number): boolean => i === pauseIndex && rest > 0;
  const spoken = others.filter((i) => !isFixed(i));
  const taken = spoken.reduce((sum, i) => sum + (frames[i] ?? 0), 0);
  const room = length + (pauseIndex === undefined ? rest : 0);
  const squeeze = Math.min(1, ((1 - VOWEL_SHARE) * room) / Math.max(1e-6, taken));
  for (const i of spoken) frames[i] = (frames[i] ?? 0) * squeeze;
  frames[nucleus] = room - taken * squeeze;
}

/** ln F0 of every frame: the note of each syllable from its first consonant on, a short glide between, vibrato in long ones. */
function drawMelody(durations: readonly number[], nuclei: readonly number[], midi: readonly number[], utterance: Utterance): Float32Array {
  const starts: number[] = [];
  durations.reduce((sum, frames, i) => ((starts[i] = sum), sum + frames), 0);
  const total = durations.reduce((sum, frames) => sum + frames, 0);
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
