import * as v from 'valibot';

/**
 * Long lists are only known to be lists: their bytes are verified by hash, and looking at each of half a million
 * numbers would take a second at every start.
 */
const numbers = v.custom<number[]>((value) => Array.isArray(value));
const shared = {
  words: v.custom<string[]>((value) => Array.isArray(value)),
  unigram: numbers,
  backoff: numbers,
  bigrams: v.custom<number[][]>((value) => Array.isArray(value) && value.every(Array.isArray)),
};

/** `lm-en.json`: costs are round(−100·ln p); the format is told in training/tokenizer/make_decoder_lm.py. */
export const ENGLISH_MODEL = v.object({
  ...shared,
  decode: v.object({ beam: v.number(), weight: v.number(), wordBonus: v.number(), oovPenalty: v.number(), oovLetter: v.number(), minLogProb: v.number() }),
});
/** `lm-zh.json`. */
export const MANDARIN_MODEL = v.object({
  ...shared,
  decode: v.object({ beam: v.number(), weight: v.number(), candidates: v.number(), candidateRange: v.number(), maxWordLength: v.number(), paths: v.number() }),
});
/** `lexicon-zh.json`: syllables joined by spaces → ids of words of `lm-zh.json`, most frequent first. */
export const MANDARIN_LEXICON = v.object({ entries: v.custom<Record<string, number[]>>((value) => typeof value === 'object' && value !== null) });

export type EnglishModel = v.InferOutput<typeof ENGLISH_MODEL>;
export type MandarinModel = v.InferOutput<typeof MANDARIN_MODEL>;
export type MandarinLexicon = v.InferOutput<typeof MANDARIN_LEXICON>;

/** A back-off bigram over words; ids beyond the words stand for the start, the end and an unknown word. */
export class Ngram {
  readonly words: readonly string[];
  readonly begin: number;
  readonly end: number;
  readonly unknown: number;
  readonly #unigram: Int32Array;
  readonly #backoff: Int32Array;
  /** Row of word w: places [start(w), start(w + 1)) of the two arrays, ids ascending. */
  readonly #rowStart: Int32Array;
  readonly #followers: Int32Array;
  readonly #costs: Int32Array;

  constructor({ words, unigram, backoff, bigrams }: Pick<EnglishModel, 'words' | 'unigram' | 'backoff' | 'bigrams'>) {
    this.words = words;
    this.begin = words.length;
    this.end = words.length + 1;
    this.unknown = words.length + 2;
    this.#unigram = Int32Array.from(unigram);
    this.#backoff = Int32Array.from(backoff);
    const count = bigrams.reduce((sum, row) => sum + row.length / 2, 0);
    this.#rowStart = new Int32Array(bigrams.length + 1);
    this.#followers = new Int32Array(count);
    this.#costs = new Int32Array(count);
    let at = 0;
    bigrams.forEach((row, first) => {
      let second = 0;
      for (let i = 0; i < row.length; i += 2, at += 1) {
        second += row[i] ?? 0;
        this.#followers[at] = second;
        this.#costs[at] = row[i + 1] ?? 0;
      }
      this.#rowStart[first + 1] = at;
    });
  }

  /** ln P(word | previous); `previous` may be `begin` or `unknown`, `word` may be `end`. */
  logProb(previous: number, word: number): number {
    if (previous === this.unknown) return -(this.#unigram[word] ?? 0) / 100;
    let low = this.#rowStart[previous] ?? 0;
    let high = (this.#rowStart[previous + 1] ?? low) - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const follower = this.#followers[middle] ?? 0;
      if (follower === word) return -(this.#costs[middle] ?? 0) / 100;
      if (follower < word) low = middle + 1;
      else high = middle - 1;
    }
    return -((this.#unigram[word] ?? 0) + (this.#backoff[previous] ?? 0)) / 100;
  }
}
