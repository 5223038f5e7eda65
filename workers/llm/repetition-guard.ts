const LONGEST_UNIT_TOKENS = 8;
/** How often a unit may not come in a row: a single token, and a phrase of 2 to 8 tokens. */
const TOKEN_COUNT = 4;
const PHRASE_COUNT = 3;
/** "1000000" and "2+2+2+2" repeat on purpose; a dozen of the same in a row is no number that anybody says. */
const NUMERIC_COUNT = 12;
const NUMERIC = /^[\d+\-*/^%().]*\d[\d+\-*/^%().]*$/;

/**
 * Sees when generation has fallen into a loop: the same token four times in a row, or the same 2 to 8 tokens three times.
 *
 * Tokens that repeat those just before them are held back until what follows shows that they are no loop, so that of a
 * loop only the first round is ever told. A small model loops on its own; no repetition penalty is used against it,
 * because a penalty damages the names and numbers a reply repeats on purpose.
 */
export class RepetitionGuard {
  readonly #decode: (ids: readonly number[]) => string;
  readonly #ids: number[] = [];
  /** At n − 1: how many tokens at the end equal the one n places before them. */
  readonly #matching = new Array<number>(LONGEST_UNIT_TOKENS).fill(0);
  #releasedCount = 0;

  /** `decode` gives the text of tokens, by which numbers are told from words. */
  constructor(decode: (ids: readonly number[]) => string) {
    this.#decode = decode;
  }

  /** Takes the next token; answers those that are certain now, and whether a loop has shown itself and is to be left. */
  push(id: number): { released: number[]; isLooping: boolean } {
    this.#ids.push(id);
    for (let length = 1; length <= LONGEST_UNIT_TOKENS; length += 1) {
      const matching = this.#ids.at(-1 - length) === id ? (this.#matching[length - 1] ?? 0) + 1 : 0;
      this.#matching[length - 1] = matching;
      if (this.#isLoop(length, matching)) {
        this.#ids.length -= matching;
        return { released: this.finish(), isLooping: true };
      }
    }
    return { released: this.#releaseTo(this.#ids.length - Math.max(...this.#matching)), isLooping: false };
  }

  /** The tokens still held back, when the text has ended by itself. */
  finish(): number[] {
    return this.#releaseTo(this.#ids.length);
  }

  #isLoop(length: number, matching: number): boolean {
    if (matching < (PHRASE_COUNT - 1) * length) return false;
    const unit = this.#ids.slice(-length);
    // Several rounds of one token are that token's affair: "000000" is not "00" three times.
    if (length > 1 && unit.every((id) => id === unit[0])) return false;
    const count = NUMERIC.test(this.#decode(unit)) ? NUMERIC_COUNT : length === 1 ? TOKEN_COUNT : PHRASE_COUNT;
    return matching >= (count - 1) * length;
  }

  #releaseTo(end: number): number[] {
    const released = this.#ids.slice(this.#releasedCount, Math.max(this.#releasedCount, end));
    this.#releasedCount += released.length;
    return released;
  }
}
