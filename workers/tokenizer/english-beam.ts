import { logAdd, logSoftmax, LOG_ZERO } from './log-math';
import { Ngram, type EnglishModel } from './ngram';
import { BLANK, LETTER_LIMIT, SPACE } from './units';

/** Columns of the letters; their units are their own indices. */
const LETTERS = Int32Array.from({ length: LETTER_LIMIT }, (_, unit) => unit);

/** Words by their letters. Node 0 is the root; −1 is outside. */
class Trie {
  readonly #children: Map<number, number>[] = [new Map()];
  readonly #word: number[] = [-1];

  constructor(words: readonly string[]) {
    words.forEach((word, index) => {
      let node = 0;
      for (const character of word) {
        const unit = character === "'" ? 2 : character.charCodeAt(0) - 94;
        let child = this.#children[node]?.get(unit);
        if (child === undefined) {
          child = this.#children.length;
          this.#children[node]?.set(unit, child);
          this.#children.push(new Map());
          this.#word.push(-1);
        }
        node = child;
      }
      this.#word[node] = index;
    });
  }

  child(node: number, unit: number): number {
    return this.#children[node]?.get(unit) ?? -1;
  }

  /** The id of the word that ends at the node, or −1. */
  wordAt(node: number): number {
    return this.#word[node] ?? -1;
  }
}

/**
 * One prefix of the beam: its text, and what follows from the text alone.
 *
 * `blank` and `label` are ln probabilities of all paths that end in a blank, or in the last letter. `node` is −1
 * once the open word has left the trie; `length` counts its letters; `previous` is the word before it.
 */
type Hypothesis = { text: string; score: number; node: number; length: number; previous: number; blank: number; label: number };

/** Characters that are settled at a time. */
const SETTLED_STEP = 32;

const acousticOf = ({ blank, label }: Hypothesis): number => logAdd(blank, label);

/** The word model and its trie, shared by all utterances. */
export class EnglishDecoder {
  readonly ngram: Ngram;
  readonly options: EnglishModel['decode'];
  readonly #trie: Trie;
  readonly #letters: readonly string[];

  constructor(model: EnglishModel, units: readonly string[]) {
    this.ngram = new Ngram(model);
    this.options = model.decode;
    this.#trie = new Trie(model.words);
    this.#letters = units.slice(0, LETTER_LIMIT);
  }

  start(): EnglishBeam {
    return new EnglishBeam(this, [{ text: '', score: 0, node: 0, length: 0, previous: this.ngram.begin, blank: 0, label: LOG_ZERO }]);
  }

  letter(unit: number): string {
    return this.#letters[unit] ?? '';
  }

  unitOf(letter: string): number {
    return this.#letters.indexOf(letter);
  }

  /** The hypothesis that follows from one more letter or space, or `undefined` where none may. */
  extend(from: Hypothesis, unit: number, text: string): Hypothesis | undefined {
    const { oovLetter, oovPenalty } = this.options;
    const silent = { text, blank: LOG_ZERO, label: LOG_ZERO };
    if (unit === SPACE) return from.length === 0 ? undefined : { ...silent, ...this.#closeWord(from), node: 0, length: 0 };
    const length = from.length + 1;
    const { previous } = from;
    if (from.node < 0) return { ...silent, score: from.score - oovLetter, node: -1, length, previous };
    const node = this.#trie.child(from.node, unit);
    const score = node < 0 ? from.score - oovPenalty - oovLetter * length : from.score;
    return { ...silent, score, node, length, previous };
  }

  /** Total score if the utterance ended here. */
  finish(hypothesis: Hypothesis): number {
    const { score, previous } = hypothesis.length === 0 ? hypothesis : this.#closeWord(hypothesis);
    return acousticOf(hypothesis) + score + this.options.weight * this.ngram.logProb(previous, this.ngram.end);
  }

  #closeWord({ score, node, length, previous }: Hypothesis): { score: number; previous: number } {
    const { wordBonus, oovPenalty, oovLetter, weight } = this.options;
    if (node < 0) return { score: score + wordBonus, previous: this.ngram.unknown };
    const word = this.#trie.wordAt(node);
    if (word < 0) return { score: score + wordBonus - oovPenalty - oovLetter * length, previous: this.ngram.unknown };
    return { score: score + wordBonus + weight * this.ngram.logProb(previous, word), previous: word };
  }
}

/**
 * CTC prefix beam search (Graves 2006; Hannun et al. 2014) over letters with a word bigram, frame by frame.
 *
 * Hypotheses are not changed once a frame is done, so a clone is as cheap as a list.
 */
export class EnglishBeam {
  readonly #decoder: EnglishDecoder;
  #beam: Hypothesis[];
  /** What all hypotheses begin with and no longer carry. */
  #settledText: string;

  constructor(decoder: EnglishDecoder, beam: Hypothesis[], settledText = '') {
    this.#decoder = decoder;
    this.#beam = beam;
    this.#settledText = settledText;
  }

  clone(): EnglishBeam {
    return new EnglishBeam(this.#decoder, this.#beam, this.#settledText);
  }

  /** Takes the logits (units) of the next frame. */
  push(row: Float32Array): void {
    const { minLogProb, beam: width } = this.#decoder.options;
    const logProbs = logSoftmax(row, LETTERS);
    const allowed: number[] = [];
    for (let unit = 1; unit < LETTER_LIMIT; unit += 1) if ((logProbs[unit] ?? 0) > minLogProb) allowed.push(unit);
    const following = new Map<string, Hypothesis | undefined>();
    for (const hypothesis of this.#beam) {
      const acoustic = acousticOf(hypothesis);
      const lastLetter = hypothesis.text.at(-1);
      const last = lastLetter === undefined ? -1 : this.#decoder.unitOf(lastLetter);
      let stay = following.get(hypothesis.text);
      if (stay === undefined) {
        stay = { ...hypothesis, blank: LOG_ZERO, label: LOG_ZERO };
        following.set(hypothesis.text, stay);
      }
      stay.blank = logAdd(stay.blank, acoustic + (logProbs[BLANK] ?? 0));
      if (last >= 0) stay.label = logAdd(stay.label, hypothesis.label + (logProbs[last] ?? 0));
      for (const unit of allowed) {
        const target = this.#reach(following, hypothesis, unit);
        // A letter twice in a row is one letter unless a blank stands between.
        if (target !== undefined) target.label = logAdd(target.label, (unit === last ? hypothesis.blank : acoustic) + (logProbs[unit] ?? 0));
      }
    }
    const ranked = [...following.values()].flatMap((hypothesis) => (hypothesis === undefined ? [] : [{ hypothesis, total: acousticOf(hypothesis) + hypothesis.score }]));
    ranked.sort((a, b) => b.total - a.total);
    this.#beam = ranked.slice(0, width).map(({ hypothesis }) => hypothesis);
    this.#settle();
  }

  /** Cuts off what all hypotheses share once it is long: every frame makes hundreds of texts. */
  #settle(): void {
    const [first, ...others] = this.#beam;
    if (first === undefined || first.text.length < 2 * SETTLED_STEP) return;
    const prefix = first.text.slice(0, SETTLED_STEP);
    // A letter must stay behind, because a repeated one counts differently.
    if (!others.every(({ text }) => text.length > SETTLED_STEP && text.startsWith(prefix))) return;
    this.#settledText += prefix;
    this.#beam = this.#beam.map((hypothesis) => ({ ...hypothesis, text: hypothesis.text.slice(SETTLED_STEP) }));
  }

  #reach(following: Map<string, Hypothesis | undefined>, from: Hypothesis, unit: number): Hypothesis | undefined {
    const text = from.text + this.#decoder.letter(unit);
    if (following.has(text)) return following.get(text);
    const target = this.#decoder.extend(from, unit, text);
    following.set(text, target);
    return target;
  }

  /** The best text if the utterance ends here. */
  finish(): string {
    let best = '';
    let highest = -Infinity;
    for (const hypothesis of this.#beam) {
      const total = this.#decoder.finish(hypothesis);
      if (total > highest) [best, highest] = [hypothesis.text, total];
    }
    return (this.#settledText + best).trim();
  }
}
