/** What is wrong with a stretch [start, end) of the source and what to do about it, in plain words. Offsets are UTF-16 units. */
export type Problem = { start: number; end: number; message: string };

/** More are not read by anybody, and hostile text would make one a character. */
const MAX_PROBLEMS = 100;

export class ProblemList {
  readonly #problems: Problem[] = [];

  add(start: number, end: number, message: string): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push({ start, end, message });
  }

  /** In the order of the text. */
  sorted(): Problem[] {
    return this.#problems.toSorted((left, right) => left.start - right.start || left.end - right.end);
  }
}
