import { EmissionTracker, type Emission } from './emissions';
import { argMax } from './log-math';
import { BLANK, LETTER_LIMIT, SPACE } from './units';

/** The logit of a unit that may not be heard; finite, because infinities do not survive subtraction. */
const UNHEARD = -1e4;

/** The likeliest unit of every frame, and what they are together: partial transcripts, and the language of a final one. */
export class BestPath {
  readonly #write: (unit: number) => string;
  readonly #only: 'en' | 'zh' | null;
  readonly #tracker: EmissionTracker;

  /**
   * @param write a unit as it is written
   * @param only the language whose units alone may be heard
   */
  constructor(write: (unit: number) => string, only: 'en' | 'zh' | null, tracker = new EmissionTracker()) {
    this.#write = write;
    this.#only = only;
    this.#tracker = tracker;
  }

  clone(): BestPath {
    return new BestPath(this.#write, this.#only, this.#tracker.clone());
  }

  /** Takes the logits (units) of the next frame, in which the units of the other language are made unlikely. */
  push(row: Float32Array): void {
    if (this.#only === 'en') row.fill(UNHEARD, LETTER_LIMIT);
    else if (this.#only === 'zh') row.fill(UNHEARD, BLANK + 1, LETTER_LIMIT);
    this.#tracker.push(argMax(row));
  }

  get emissions(): readonly Emission[] {
    return this.#tracker.emissions;
  }

  /** Mandarin when there is a syllable for every three letters; `null` when there is nothing. */
  get language(): 'en' | 'zh' | null {
    const letters = this.emissions.filter(({ unit }) => unit > SPACE && unit < LETTER_LIMIT).length;
    const syllables = this.emissions.filter(({ unit }) => unit >= LETTER_LIMIT).length;
    if (letters + syllables === 0) return null;
    return 3 * syllables >= letters ? 'zh' : 'en';
  }

  /** The units as text, without repeated spaces. */
  text(): string {
    return this.emissions.map(({ unit }) => this.#write(unit)).join('').split(' ').filter((word) => word !== '').join(' ');
  }
}
