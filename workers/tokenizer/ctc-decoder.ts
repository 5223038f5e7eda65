import { BestPath } from './best-path';
import type { Emission } from './emissions';
import { EnglishDecoder, type EnglishBeam } from './english-beam';
import { MandarinDecoder, type Character, type MandarinLattice } from './mandarin-lattice';
import type { EnglishModel, MandarinLexicon, MandarinModel } from './ngram';
import { LETTER_LIMIT } from './units';

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
    return new Decoding(this, [], this.startBestPath(only), this.english?.start() ?? null, this.mandarin?.start() ?? null);
  }

  /** What `start` begins with, without any search. */
  startBestPath(only: 'en' | 'zh' | null = null): BestPath {
    return new BestPath((unit) => this.writeUnit(unit), only);
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
  readonly best: BestPath;
  readonly #beam: EnglishBeam | null;
  readonly #lattice: MandarinLattice | null;
  #beamFrames = 0;
  #latticeFrames = 0;

  constructor(decoder: CtcDecoder, rows: Float32Array[], best: BestPath, beam: EnglishBeam | null, lattice: MandarinLattice | null) {
    this.#decoder = decoder;
    this.rows = rows;
    this.best = best;
    this.#beam = beam;
    this.#lattice = lattice;
  }

  clone(): Decoding {
    const copy = new Decoding(this.#decoder, [...this.rows], this.best.clone(), this.#beam?.clone() ?? null, this.#lattice?.clone() ?? null);
    copy.#beamFrames = this.#beamFrames;
    copy.#latticeFrames = this.#latticeFrames;
    return copy;
  }

  /** Takes ownership of the logits of the next frame. */
  push(row: Float32Array): void {
    this.best.push(row);
    this.rows.push(row);
  }

  /** Searches the frames that have come, in the language they seem to be; leaves the end little to do. */
  advance(): void {
    const { language } = this.best;
    if (language === 'en') for (; this.#beamFrames < this.rows.length; this.#beamFrames += 1) this.#beam?.push(this.rows[this.#beamFrames] ?? new Float32Array(0));
    if (language === 'zh') for (; this.#latticeFrames < this.rows.length; this.#latticeFrames += 1) this.#lattice?.push(this.rows[this.#latticeFrames] ?? new Float32Array(0));
  }

  /** The most probable text. Nothing may be pushed afterwards: finish a clone. */
  finish(): DecodedText {
    const { language } = this.best;
    this.advance();
    if (language === 'en') return { language, text: this.#beam?.finish() ?? this.best.text() };
    if (language === null) return { language, text: '' };
    const characters = this.#lattice?.finish() ?? this.#plainCharacters();
    return { language, text: characters.map(({ text }) => text).join(''), characters };
  }

  #plainCharacters(): Character[] {
    return this.best.emissions.map((emission: Emission) => ({ text: this.#decoder.writeUnit(emission.unit), emission, logProb: 0 }));
  }
}
