import { BLANK } from './units';

/** A unit of the best path: its first frame, and one past its last. */
export type Emission = { unit: number; first: number; end: number };

/** Collapses the best path frame by frame: repeats are one emission, blanks none. */
export class EmissionTracker {
  readonly #emissions: Emission[];
  #lastUnit: number;
  #frameCount: number;

  constructor(emissions: readonly Emission[] = [], lastUnit = BLANK, frameCount = 0) {
    this.#emissions = emissions.map((emission) => ({ ...emission }));
    this.#lastUnit = lastUnit;
    this.#frameCount = frameCount;
  }

  get emissions(): readonly Emission[] {
    return this.#emissions;
  }

  /** Takes the likeliest unit of the next frame; tells whether it begins an emission. */
  push(unit: number): boolean {
    const frame = this.#frameCount;
    const open = this.#emissions.at(-1);
    const isNew = unit !== BLANK && unit !== this.#lastUnit;
    if (isNew) this.#emissions.push({ unit, first: frame, end: frame + 1 });
    else if (unit !== BLANK && open !== undefined) open.end = frame + 1;
    this.#lastUnit = unit;
    this.#frameCount += 1;
    return isNew;
  }

  clone(): EmissionTracker {
    return new EmissionTracker(this.#emissions, this.#lastUnit, this.#frameCount);
  }
}
