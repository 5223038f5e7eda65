import * as v from 'valibot';

const MAGIC = 'SNGR';
const MAGIC_BYTES = 4;
const LENGTH_BYTES = 4;

const size = v.pipe(v.number(), v.integer(), v.minValue(0));
const sizes = { words: size, bigrams: size, trigrams: size, textBytes: size, costStep: v.number(), backoffZero: v.number() };

/** Header of `lm-en.bin`; the format is told in training/tokenizer/ngram_file.py. */
export const ENGLISH_HEADER = v.object({
  ...sizes,
  decode: v.object({
    beam: v.number(), weight: v.number(), wordBonus: v.number(), oovPenalty: v.number(), oovLetter: v.number(), minLogProb: v.number(), ahead: v.number(),
    sharpness: v.number(), blankBias: v.number(), gap: v.number(),
  }),
});
/** Header of `lm-zh.bin`. */
export const MANDARIN_HEADER = v.object({
  ...sizes,
  decode: v.object({ beam: v.number(), weight: v.number(), candidates: v.number(), candidateRange: v.number(), maxWordLength: v.number(), paths: v.number() }),
});
/** `lexicon-zh.json`: syllables joined by spaces → ids of words of `lm-zh.bin`, most frequent first. */
export const MANDARIN_LEXICON = v.object({ entries: v.custom<Record<string, number[]>>((value) => typeof value === 'object' && value !== null) });

type Sizes = v.InferOutput<v.ObjectSchema<typeof sizes, undefined>>;
/** A word model, and the parameters of the search that goes with it. */
export type EnglishModel = { ngram: Ngram; decode: v.InferOutput<typeof ENGLISH_HEADER>['decode'] };
export type MandarinModel = { ngram: Ngram; decode: v.InferOutput<typeof MANDARIN_HEADER>['decode'] };
export type MandarinLexicon = v.InferOutput<typeof MANDARIN_LEXICON>;

type Tables = {
  unigram: Uint8Array; backoff: Uint8Array;
  /** Bigrams of word w: places [bigramStart[w], bigramStart[w + 1]), ids ascending; trigrams of bigram b likewise. */
  bigramStart: Uint32Array; bigramWord: Uint16Array; bigramCost: Uint8Array; bigramBackoff: Uint8Array;
  trigramStart: Uint32Array; trigramWord: Uint16Array; trigramCost: Uint8Array;
};

/** ln P of a word, and the state that follows it. */
export type Step = { logProb: number; state: number };

/**
 * Reads `lm-en.bin` or `lm-zh.bin`.
 *
 * @param schema what its header must hold
 * @throws SyntaxError or v.ValiError when the bytes are something else
 */
export function readNgram<Decode>(bytes: ArrayBuffer, schema: v.GenericSchema<unknown, Sizes & { decode: Decode }>): { ngram: Ngram; decode: Decode } {
  const read = (start: number, length: number): string => new TextDecoder().decode(new Uint8Array(bytes, start, length));
  const magic = bytes.byteLength < MAGIC_BYTES + LENGTH_BYTES ? '' : read(0, MAGIC_BYTES);
  if (magic !== MAGIC) throw new SyntaxError('Expected an n-gram file.');
  const start = MAGIC_BYTES + LENGTH_BYTES;
  const length = new DataView(bytes).getUint32(MAGIC_BYTES, true);
  const header = v.parse(schema, JSON.parse(read(start, length)));
  return { ngram: new Ngram(bytes, start + length, header), decode: header.decode };
}

/**
 * A back-off trigram over words (Katz 1987's form). Ids beyond the words stand for the start, the end and an unknown word.
 *
 * A state is what the next word depends on: below `words.length + 3` only the last word, above it the bigram of that number.
 */
export class Ngram {
  readonly words: readonly string[];
  readonly begin: number;
  readonly end: number;
  readonly unknown: number;
  readonly #firstPair: number;
  readonly #costStep: number;
  readonly #backoffZero: number;
  readonly #tables: Tables;

  constructor(bytes: ArrayBuffer, start: number, header: Sizes) {
    const { words, bigrams, trigrams } = header;
    this.words = words === 0 ? [] : new TextDecoder().decode(new Uint8Array(bytes, start, header.textBytes)).split('\n');
    this.begin = words;
    this.end = words + 1;
    this.unknown = words + 2;
    this.#firstPair = words + 3;
    this.#costStep = header.costStep;
    this.#backoffZero = header.backoffZero;
    let at = start + header.textBytes;
    const place = (count: number, width: number): number => {
      const from = Math.ceil(at / 4) * 4;
      at = from + count * width;
      return from;
    };
    const bytesOf = (count: number): Uint8Array => new Uint8Array(bytes, place(count, 1), count);
    const pairsOf = (count: number): Uint16Array => new Uint16Array(bytes, place(count, 2), count);
    const [unigram, backoff, bigramCount] = [bytesOf(words + 2), bytesOf(words + 2), pairsOf(words + 1)];
    const [bigramWord, bigramCost, bigramBackoff, trigramCount] = [pairsOf(bigrams), bytesOf(bigrams), bytesOf(bigrams), pairsOf(bigrams)];
    const [trigramWord, trigramCost] = [pairsOf(trigrams), bytesOf(trigrams)];
    this.#tables = {
      ...{ unigram, backoff, bigramWord, bigramCost, bigramBackoff, trigramWord, trigramCost },
      bigramStart: startsOf(bigramCount), trigramStart: startsOf(trigramCount),
    };
  }

  /** ln P(word) without context; `word` may be `end`. */
  unigram(word: number): number {
    return -(this.#tables.unigram[word] ?? 0) * this.#costStep;
  }

  /** ln P(word | state); `word` may be `end`, `state` may be `begin` or `unknown`. */
  follow(state: number, word: number): Step {
    const t = this.#tables;
    if (state === this.unknown) return { logProb: this.unigram(word), state: word };
    const pair = state - this.#firstPair;
    const previous = pair < 0 ? state : (t.bigramWord[pair] ?? 0);
    const bigram = find(t.bigramWord, t.bigramStart[previous] ?? 0, t.bigramStart[previous + 1] ?? 0, word);
    const next = bigram < 0 ? word : bigram + this.#firstPair;
    let backoff = 0;
    if (pair >= 0) {
      const trigram = find(t.trigramWord, t.trigramStart[pair] ?? 0, t.trigramStart[pair + 1] ?? 0, word);
      if (trigram >= 0) return { logProb: -(t.trigramCost[trigram] ?? 0) * this.#costStep, state: next };
      backoff = (t.bigramBackoff[pair] ?? 0) - this.#backoffZero;
    }
    if (bigram >= 0) return { logProb: -((t.bigramCost[bigram] ?? 0) + backoff) * this.#costStep, state: next };
    backoff += (t.backoff[previous] ?? 0) - this.#backoffZero;
    return { logProb: -((t.unigram[word] ?? 0) + backoff) * this.#costStep, state: next };
  }
}

/** Counts to the places where each run starts, with the end of the last. */
function startsOf(counts: Uint16Array): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i += 1) starts[i + 1] = (starts[i] ?? 0) + (counts[i] ?? 0);
  return starts;
}

/** Place of `word` in the ascending ids [low, end), or −1. */
function find(ids: Uint16Array, low: number, end: number, word: number): number {
  let high = end - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ids[middle] ?? 0;
    if (found === word) return middle;
    if (found < word) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
