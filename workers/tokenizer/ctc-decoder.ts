import { EmissionTracker, type Emission } from './emissions';
import { EnglishDecoder, type EnglishBeam } from './english-beam';
import { argMax } from './log-math';
import { MandarinDecoder, type Character, type MandarinLattice } from './mandarin-lattice';
import type { EnglishModel, MandarinLexicon, MandarinModel } from './ngram';
import { BLANK, LETTER_LIMIT, SPACE } from './units';

/** The logit of a unit that may not be heard; finite, because infinities do not survive subtraction. */
const UNHEARD = -1e4;

/** Language models of a pack. A pack without them is decoded by the best path alone. */
export type DecoderModels = { english?: EnglishModel; mandarin?: { model: MandarinModel; lexicon: MandarinLexicon } };

/** What the letters or syllables say; empty when only blanks came. */
export type DecodedText =
  | { language: 'en'; text: string }
  | { language: 'zh'; text: string; characters: Character[] }
  | { language: null; text: '' };

/** Logits to text (training/tokenizer/decode.py is the reference). Shared by all utterances; holds no state of any. */
export class CtcDecoder {
  readonly units: readonly string[];
  readonly english: EnglishDecoder | null;
  readonly mandarin: MandarinDecoder | null;

  constructor(units: readonly string[], { english, mandarin }: DecoderModels) {
    this.units = units;
    this.english = english === undefined ? null : new EnglishDecoder(english, units);
    this.mandarin = mandarin === undefined ? null : new MandarinDecoder(mandarin.model, mandarin.lexicon, units);
  }

  /** `only` leaves the units of one language to the decoding; without it the units say which language it is. */
  start(only: 'en' | 'zh' | null = null): Decoding {
    return new Decoding(this, [], new EmissionTracker(), this.english?.start() ?? null, this.mandarin?.start() ?? null, only);
  }

  /** A unit as it is written in a partial transcript. */
  writeUnit(unit: number): string {
    const name = this.units[unit] ?? '';
    return unit < LETTER_LIMIT ? name : (this.mandarin?.commonest(name) ?? name);
  }
}

/** The decoding of one utterance, frame by frame; most of the work is done while it is still being spoken. */
export class Decoding {
  readonly #decoder: CtcDecoder;
  /** Logits (units) of every frame. */
  readonly rows: Float32Array[];
  readonly #best: EmissionTracker;
  readonly #beam: EnglishBeam | null;
  readonly #lattice: MandarinLattice | null;
  readonly #only: 'en' | 'zh' | null;
  #beamFrames = 0;
  #latticeFrames = 0;

  constructor(
    decoder: CtcDecoder, rows: Float32Array[], best: EmissionTracker, beam: EnglishBeam | null, lattice: MandarinLattice | null, only: 'en' | 'zh' | null,
  ) {
    this.#decoder = decoder;
    this.#only = only;
    this.rows = rows;
    this.#best = best;
    this.#beam = beam;
    this.#lattice = lattice;
  }

  clone(): Decoding {
    const copy = new Decoding(this.#decoder, [...this.rows], this.#best.clone(), this.#beam?.clone() ?? null, this.#lattice?.clone() ?? null, this.#only);
    copy.#beamFrames = this.#beamFrames;
    copy.#latticeFrames = this.#latticeFrames;
    return copy;
  }

  /** Takes ownership of the logits of the next frame. */
  push(row: Float32Array): void {
    if (this.#only === 'en') row.fill(UNHEARD, LETTER_LIMIT);
    else if (this.#only === 'zh') row.fill(UNHEARD, BLANK + 1, LETTER_LIMIT);
    this.rows.push(row);
    this.#best.push(argMax(row));
  }

  /** Searches the frames that have come, in the language they seem to be; leaves the end little to do. */
  advance(): void {
    const language = this.language;
    if (language === 'en') for (; this.#beamFrames < this.rows.length; this.#beamFrames += 1) this.#beam?.push(this.rows[this.#beamFrames] ?? new Float32Array(0));
    if (language === 'zh') for (; this.#latticeFrames < this.rows.length; this.#latticeFrames += 1) this.#lattice?.push(this.rows[this.#latticeFrames] ?? new Float32Array(0));
  }

  get emissions(): readonly Emission[] {
    return this.#best.emissions;
  }

  /** Mandarin when there is a syllable for every three letters; `null` when there is nothing. */
  get language(): 'en' | 'zh' | null {
    const letters = this.emissions.filter(({ unit }) => unit > SPACE && unit < LETTER_LIMIT).length;
    const syllables = this.emissions.filter(({ unit }) => unit >= LETTER_LIMIT).length;
    if (letters + syllables === 0) return null;
    return 3 * syllables >= letters ? 'zh' : 'en';
  }

  /** The best path as text, for partial transcripts. */
  greedyText(): string {
    return collapseSpaces(this.emissions.map(({ unit }) => this.#decoder.writeUnit(unit)).join(''));
  }

  /** The most probable text. Nothing may be pushed afterwards: finish a clone. */
  finish(): DecodedText {
    const { language } = this;
    this.advance();
    if (language === 'en') return { language, text: this.#beam?.finish() ?? this.greedyText() };
    if (language === null) return { language, text: '' };
    const characters = this.#lattice?.finish() ?? this.#plainCharacters();
    return { language, text: characters.map(({ text }) => text).join(''), characters };
  }

  #plainCharacters(): Character[] {
    return this.emissions.map((emission) => ({ text: this.#decoder.writeUnit(emission.unit), emission, logProb: 0 }));
  }
}

function collapseSpaces(text: string): string {
  return text.split(' ').filter((word) => word !== '').join(' ');
}
