/** The unit of a letter or an apostrophe. */
function unitOf(word: string, place: number): number {
  const code = word.charCodeAt(place);
  return code === 39 ? 2 : code - 94;
}

/**
 * Words by their letters. Node 0 is the root; −1 is outside.
 *
 * Children are linked lists in typed arrays, because a map a node took longer to build than the rest of the decoder.
 */
export class LetterTrie {
  readonly #unit: Uint8Array;
  readonly #firstChild: Int32Array;
  readonly #sibling: Int32Array;
  readonly #word: Int32Array;
  readonly #best: Float32Array;

  /**
   * @param words of units a–z and the apostrophe, ascending, each once
   * @param logProb ln probability of a word by its place
   */
  constructor(words: readonly string[], logProb: (word: number) => number) {
    const limit = words.reduce((sum, word) => sum + word.length, 1);
    const [unit, firstChild, sibling, word] = [new Uint8Array(limit), new Int32Array(limit).fill(-1), new Int32Array(limit).fill(-1), new Int32Array(limit).fill(-1)];
    // path[d] is the node of the last word's first d letters; ascending words share a path's beginning.
    const path = [0];
    let nodeCount = 1;
    let last = '';
    words.forEach((text, index) => {
      let depth = 0;
      while (depth < text.length && depth < last.length && text.charCodeAt(depth) === last.charCodeAt(depth)) depth += 1;
      for (; depth < text.length; depth += 1) {
        const parent = path[depth] ?? 0;
        const node = nodeCount;
        nodeCount += 1;
        unit[node] = unitOf(text, depth);
        sibling[node] = firstChild[parent] ?? -1;
        firstChild[parent] = node;
        path[depth + 1] = node;
      }
      word[path[text.length] ?? 0] = index;
      last = text;
    });
    this.#unit = unit.slice(0, nodeCount);
    this.#firstChild = firstChild.slice(0, nodeCount);
    this.#sibling = sibling.slice(0, nodeCount);
    this.#word = word.slice(0, nodeCount);
    this.#best = new Float32Array(nodeCount).fill(-Infinity);
    this.#spread(logProb);
  }

  child(node: number, unit: number): number {
    let child = this.#firstChild[node] ?? -1;
    while (child >= 0 && this.#unit[child] !== unit) child = this.#sibling[child] ?? -1;
    return child;
  }

  /** The place of the word that ends at the node, or −1. */
  wordAt(node: number): number {
    return this.#word[node] ?? -1;
  }

  /** ln probability of the likeliest word that begins as the node does. */
  bestBelow(node: number): number {
    return this.#best[node] ?? -Infinity;
  }

  /** A child's number is larger than its parent's, so one way back sees every child first. */
  #spread(logProb: (word: number) => number): void {
    for (let node = this.#best.length - 1; node >= 0; node -= 1) {
      const word = this.wordAt(node);
      let best = word < 0 ? -Infinity : logProb(word);
      for (let child = this.#firstChild[node] ?? -1; child >= 0; child = this.#sibling[child] ?? -1) best = Math.max(best, this.bestBelow(child));
      this.#best[node] = best;
    }
  }
}
