import { LetterTrie } from './letter-trie';
import { logAdd, logSoftmax, LOG_ZERO } from './log-math';
import type { EnglishModel, Ngram } from './ngram';
import { BLANK, LETTER_LIMIT, SPACE } from './units';

/** Columns of the letters; their units are their own indices. */
const LETTERS = Int32Array.from({ length: LETTER_LIMIT }, (_, unit) => unit);

/** A text, letter by letter. There is one object of each text, so that texts are compared by identity. */
class Prefix {
  readonly parent: Prefix | null;
  /** The last letter; −1 of the empty text. */
  readonly unit: number;
  #longer: (Prefix | undefined)[] | null = null;

  constructor(parent: Prefix | null, unit: number) {
    this.parent = parent;
    this.unit = unit;
  }

  /** The text with one more letter. */
  with(unit: number): Prefix {
    this.#longer ??= new Array<Prefix | undefined>(LETTER_LIMIT).fill(undefined);
    const known = this.#longer[unit];
    if (known !== undefined) return known;
    const made = new Prefix(this, unit);
    this.#longer[unit] = made;
    return made;
  }
}

/**
 * One text of the beam, and what follows from the text alone.
 *
 * `blank` and `label` are ln probabilities of all paths that end in a blank, or in the last letter. `node` is −1
 * once the open word has left the trie; `length` counts its letters; `context` is the word model's state before it.
 * `score` is settled; `ahead` stands for what the open word will cost at least, and only ranks.
 */
type Hypothesis = { prefix: Prefix; score: number; ahead: number; node: number; length: number; context: number; blank: number; label: number };

const acousticOf = ({ blank, label }: Hypothesis): number => logAdd(blank, label);

/** The word model and its trie, shared by all utterances. */
export class EnglishDecoder {
  readonly ngram: Ngram;
  readonly options: EnglishModel['decode'];
  readonly #trie: LetterTrie;
  readonly #letters: readonly string[];

  constructor({ ngram, decode }: EnglishModel, units: readonly string[]) {
    this.ngram = ngram;
    this.options = decode;
    this.#trie = new LetterTrie(ngram.words, (word) => ngram.unigram(word));
    this.#letters = units.slice(0, LETTER_LIMIT);
  }

  start(): EnglishBeam {
    return new EnglishBeam(this, [{ prefix: new Prefix(null, -1), score: 0, ahead: 0, node: 0, length: 0, context: this.ngram.begin, blank: 0, label: LOG_ZERO }]);
  }

  write(prefix: Prefix): string {
    const letters: string[] = [];
    for (let at: Prefix | null = prefix; at !== null; at = at.parent) letters.push(this.#letters[at.unit] ?? '');
    return letters.reverse().join('').trim();
  }

  /** ln probabilities of the letters of one frame, its blank made dearer and its contrast stretched as `options` say. */
  logProbs(row: Float32Array): Float64Array {
    const { sharpness, blankBias } = this.options;
    const scaled = new Float32Array(LETTER_LIMIT);
    for (let unit = 0; unit < LETTER_LIMIT; unit += 1) scaled[unit] = sharpness * (row[unit] ?? 0) + (unit === BLANK ? blankBias : 0);
    return logSoftmax(scaled, LETTERS);
  }

  /** The hypothesis that follows from one more letter or space, or `undefined` where none may. */
  extend(from: Hypothesis, unit: number, prefix: Prefix): Hypothesis | undefined {
    const { oovLetter, oovPenalty, ahead } = this.options;
    if (unit === SPACE) {
      if (from.length === 0) return undefined;
      const { score, context } = this.#closeWord(from);
      return { prefix, blank: LOG_ZERO, label: LOG_ZERO, score, ahead: 0, node: 0, length: 0, context };
    }
    const length = from.length + 1;
    const grown = { prefix, blank: LOG_ZERO, label: LOG_ZERO, score: from.score, ahead: 0, node: -1, length, context: from.context };
    if (from.node < 0) return { ...grown, score: from.score - oovLetter };
    const node = this.#trie.child(from.node, unit);
    if (node < 0) return { ...grown, score: from.score - oovPenalty - oovLetter * length };
    return { ...grown, node, ahead: ahead * this.#trie.bestBelow(node) };
  }

  /** Total score if the utterance ended here. */
  finish(hypothesis: Hypothesis): number {
    const { score, context } = hypothesis.length === 0 ? hypothesis : this.#closeWord(hypothesis);
    return acousticOf(hypothesis) + score + this.options.weight * this.ngram.follow(context, this.ngram.end).logProb;
  }

  #closeWord({ score, node, length, context }: Hypothesis): { score: number; context: number } {
    const { wordBonus, oovPenalty, oovLetter, weight } = this.options;
    if (node < 0) return { score: score + wordBonus, context: this.ngram.unknown };
    const word = this.#trie.wordAt(node);
    if (word < 0) return { score: score + wordBonus - oovPenalty - oovLetter * length, context: this.ngram.unknown };
    const { logProb, state } = this.ngram.follow(context, word);
    return { score: score + wordBonus + weight * logProb, context: state };
  }
}

/**
 * CTC prefix beam search (Graves 2006; Hannun et al. 2014) over letters with a word trigram, frame by frame.
 *
 * Hypotheses are not changed once a frame is done, so a clone is as cheap as a list.
 */
export class EnglishBeam {
  readonly #decoder: EnglishDecoder;
  #beam: Hypothesis[];

  constructor(decoder: EnglishDecoder, beam: Hypothesis[]) {
    this.#decoder = decoder;
    this.#beam = beam;
  }

  clone(): EnglishBeam {
    return new EnglishBeam(this.#decoder, this.#beam);
  }

  /** Takes the logits (units) of the next frame. */
  push(row: Float32Array): void {
    const { minLogProb } = this.#decoder.options;
    const logProbs = this.#decoder.logProbs(row);
    const allowed: number[] = [];
    for (let unit = 1; unit < LETTER_LIMIT; unit += 1) if ((logProbs[unit] ?? 0) > minLogProb) allowed.push(unit);
    const following = new Map<Prefix, Hypothesis>();
    for (const hypothesis of this.#beam) {
      const acoustic = acousticOf(hypothesis);
      const last = hypothesis.prefix.unit;
      let stay = following.get(hypothesis.prefix);
      if (stay === undefined) {
        stay = { ...hypothesis, blank: LOG_ZERO, label: LOG_ZERO };
        following.set(hypothesis.prefix, stay);
      }
      stay.blank = logAdd(stay.blank, acoustic + (logProbs[BLANK] ?? 0));
      if (last >= 0) stay.label = logAdd(stay.label, hypothesis.label + (logProbs[last] ?? 0));
      for (const unit of allowed) {
        const target = this.#reach(following, hypothesis, unit);
        // A letter twice in a row is one letter unless a blank stands between.
        if (target !== undefined) target.label = logAdd(target.label, (unit === last ? hypothesis.blank : acoustic) + (logProbs[unit] ?? 0));
      }
    }
    this.#beam = this.#best(following);
  }

  /** The likeliest hypotheses, none of them `gap` below the best. */
  #best(following: ReadonlyMap<Prefix, Hypothesis>): Hypothesis[] {
    const { beam, gap } = this.#decoder.options;
    const ranked = Array.from(following.values(), (hypothesis) => ({ hypothesis, total: acousticOf(hypothesis) + hypothesis.score + hypothesis.ahead }));
    const lowest = ranked.reduce((highest, { total }) => Math.max(highest, total), -Infinity) - gap;
    const near = ranked.filter(({ total }) => total >= lowest);
    near.sort((a, b) => b.total - a.total);
    return near.slice(0, beam).map(({ hypothesis }) => hypothesis);
  }

  #reach(following: Map<Prefix, Hypothesis>, from: Hypothesis, unit: number): Hypothesis | undefined {
    const prefix = from.prefix.with(unit);
    const known = following.get(prefix);
    if (known !== undefined) return known;
    const made = this.#decoder.extend(from, unit, prefix);
    if (made !== undefined) following.set(prefix, made);
    return made;
  }

  /** The best text if the utterance ends here. */
  finish(): string {
    let best: Hypothesis | undefined;
    let highest = -Infinity;
    for (const hypothesis of this.#beam) {
      const total = this.#decoder.finish(hypothesis);
      if (total > highest) [best, highest] = [hypothesis, total];
    }
    return best === undefined ? '' : this.#decoder.write(best.prefix);
  }
}
