import { EmissionTracker, type Emission } from './emissions';
import { argMax, logSoftmax } from './log-math';
import type { MandarinLexicon, MandarinModel, Ngram } from './ngram';
import { BLANK, LETTER_LIMIT } from './units';

/** A likely reading of one emitted syllable. */
type Reading = { name: string; logProb: number };
/** The best way to a state of the word model: its last word, and the position and state before that word. */
type Path = { score: number; word: number; from: { position: number; state: number } | null };
type FoundWord = { word: number; end: number; score: number };

/** A character of the result and the emission it was read from; `logProb` is of the likeliest reading. */
export type Character = { text: string; emission: Emission; logProb: number };

/** The lexicon and the word trigram, shared by all utterances. */
export class MandarinDecoder {
  readonly ngram: Ngram;
  readonly options: MandarinModel['decode'];
  readonly units: readonly string[];
  /** The blank and all syllables. */
  readonly columns: Int32Array;
  readonly #entries: ReadonlyMap<string, readonly number[]>;

  constructor({ ngram, decode }: MandarinModel, lexicon: MandarinLexicon, units: readonly string[]) {
    this.ngram = ngram;
    this.options = decode;
    this.units = units;
    this.columns = Int32Array.from([BLANK, ...Array.from({ length: Math.max(0, units.length - LETTER_LIMIT) }, (_, i) => LETTER_LIMIT + i)]);
    this.#entries = new Map(Object.entries(lexicon.entries));
  }

  start(): MandarinLattice {
    return new MandarinLattice(this);
  }

  /** The commonest character of a syllable, for partial transcripts. */
  commonest(syllable: string): string {
    const word = this.#entries.get(syllable)?.[0];
    return word === undefined ? '' : (this.ngram.words[word] ?? '');
  }

  /** Every lexicon word that begins at `start`, by the likeliest readings. */
  wordsFrom(candidates: readonly Reading[][], start: number): FoundWord[] {
    let partial = [{ key: '', score: 0 }];
    const words: FoundWord[] = [];
    for (let end = start; end < Math.min(start + this.options.maxWordLength, candidates.length); end += 1) {
      const grown = partial.flatMap(({ key, score }) => (candidates[end] ?? []).map(({ name, logProb }) => ({ key: key === '' ? name : `${key} ${name}`, score: score + logProb })));
      partial = grown.sort((a, b) => b.score - a.score).slice(0, this.options.paths);
      for (const { key, score } of partial) for (const word of this.#entries.get(key) ?? []) words.push({ word, end: end + 1, score });
    }
    return words;
  }
}

/**
 * Viterbi over the words of the lexicon with the word trigram; each emitted syllable becomes one character.
 *
 * Positions are settled while the utterance goes on, so that little is left to do at its end.
 */
export class MandarinLattice {
  readonly #decoder: MandarinDecoder;
  #tracker = new EmissionTracker();
  #candidates: Reading[][] = [];
  /** ln p of every syllable over the frames of the emission that is open, its maximum so far. */
  #open: Float64Array | null = null;
  /** For every position the states of the word model that can be there. */
  #states: Map<number, Path>[];
  #settled = 0;

  constructor(decoder: MandarinDecoder) {
    this.#decoder = decoder;
    this.#states = [new Map([[decoder.ngram.begin, { score: 0, word: -1, from: null }]])];
  }

  clone(): MandarinLattice {
    const copy = new MandarinLattice(this.#decoder);
    copy.#tracker = this.#tracker.clone();
    copy.#candidates = [...this.#candidates];
    copy.#open = this.#open?.slice() ?? null;
    copy.#states = this.#states.map((states) => new Map(states));
    copy.#settled = this.#settled;
    return copy;
  }

  /** Takes the logits (units) of the next frame. */
  push(row: Float32Array): void {
    const logProbs = logSoftmax(row, this.#decoder.columns);
    const best = argMax(logProbs);
    const isNew = this.#tracker.push(best);
    if (isNew || best === BLANK) this.#close();
    if (best === BLANK) return;
    if (isNew || this.#open === null) this.#open = logProbs;
    else for (let i = 0; i < logProbs.length; i += 1) this.#open[i] = Math.max(this.#open[i] ?? 0, logProbs[i] ?? 0);
  }

  /** The characters if the utterance ends here. Nothing may be pushed afterwards: finish a clone. */
  finish(): Character[] {
    this.#close();
    this.#settle(this.#candidates.length);
    const text = Array.from(this.#trace());
    // A word is as many characters as syllables, so the two lists run in step; without a path they do not.
    const plain = this.#candidates.map(([reading]) => this.#decoder.commonest(reading?.name ?? ''));
    const characters = text.length === this.#candidates.length ? text : plain;
    return this.#tracker.emissions.map((emission, i) => ({ text: characters[i] ?? '', emission, logProb: this.#candidates[i]?.[0]?.logProb ?? 0 }));
  }

  /** Turns the open emission into its likely readings. */
  #close(): void {
    if (this.#open === null) return;
    const best = this.#open;
    this.#open = null;
    const { candidates, candidateRange, maxWordLength } = this.#decoder.options;
    const order = likeliest(best, candidates);
    const highest = best[order[0] ?? 1] ?? 0;
    this.#candidates.push(order.filter((i) => (best[i] ?? 0) > highest - candidateRange)
      .map((i) => ({ name: this.#decoder.units[this.#decoder.columns[i] ?? 0] ?? '', logProb: best[i] ?? 0 })));
    this.#states.push(new Map());
    this.#settle(this.#candidates.length - maxWordLength);
  }

  /** Follows all words that begin before `limit`. */
  #settle(limit: number): void {
    const { ngram, options } = this.#decoder;
    for (; this.#settled < limit; this.#settled += 1) {
      const position = this.#settled;
      const kept = [...(this.#states[position] ?? [])].sort((a, b) => b[1].score - a[1].score).slice(0, options.beam);
      for (const { word, end, score } of this.#decoder.wordsFrom(this.#candidates, position)) {
        const states = this.#states[end];
        if (states === undefined) continue;
        for (const [state, path] of kept) {
          const step = ngram.follow(state, word);
          const total = path.score + score + options.weight * step.logProb;
          const known = states.get(step.state);
          if (known === undefined || total > known.score) states.set(step.state, { score: total, word, from: { position, state } });
        }
      }
    }
  }

  #trace(): string {
    const { ngram, options } = this.#decoder;
    let best: { path: Path; score: number } | null = null;
    const last = this.#states.at(-1) ?? new Map<number, Path>();
    for (const [state, path] of last) {
      const score = path.score + options.weight * ngram.follow(state, ngram.end).logProb;
      if (best === null || score > best.score) best = { path, score };
    }
    let text = '';
    let path = best?.path;
    while (path !== undefined && path.from !== null) {
      text = (ngram.words[path.word] ?? '') + text;
      path = this.#states[path.from.position]?.get(path.from.state);
    }
    return text;
  }
}

/** Places of the `count` largest values without the blank at place 0, largest first. */
function likeliest(values: Float64Array, count: number): number[] {
  const best: number[] = [];
  for (let i = 1; i < values.length; i += 1) {
    if (best.length === count && (values[i] ?? 0) <= (values[best.at(-1) ?? 0] ?? 0)) continue;
    let at = best.length;
    while (at > 0 && (values[best[at - 1] ?? 0] ?? 0) < (values[i] ?? 0)) at -= 1;
    best.splice(at, 0, i);
    if (best.length > count) best.pop();
  }
  return best;
}
