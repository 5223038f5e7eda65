import * as v from 'valibot';

/** A way to read a stretch of text. */
export type Word = {
  surface: string;
  /** What it sounds like, in katakana: は the particle is ワ. */
  kana: string;
  /** The mora after which the pitch falls when the word stands alone; 0 = it does not. */
  kernel: number;
  /** Index of its connection class in `groups`. */
  group: number;
  cost: number;
  /** How its accent joins that of the words before it, such as `名詞%F1/動詞%F2@0` or `C3`. */
  rule: string;
  /** Whether the lexicon has it, or it is only letters. */
  isKnown: boolean;
};

const LEXICON = v.object({ groups: v.array(v.string()), rules: v.array(v.string()), connections: v.string(), words: v.string() });

const COST_UNIT = 50;
const LOWEST_COST = -5000;
const CONNECTION_UNIT = 100;

/**
 * Words of NAIST-jdic, chosen and packed by `training/voice/make_japanese_lexicon.py`.
 *
 * A line is surface, kana (empty where the surface is it), and in base 36 group (2 characters), cost (2), kernel (1), rule (2).
 */
export class JapaneseLexicon {
  readonly #lines = new Map<string, string[]>();
  readonly #rules: readonly string[];
  readonly #connections: Int8Array;
  /** Part of speech, its kind, its special kind, its form and, of particles, the word; with commas between. */
  readonly groups: readonly string[];
  readonly longest: number = 1;

  constructor(json: unknown) {
    const { groups, rules, connections, words } = v.parse(LEXICON, json);
    this.groups = groups;
    this.#rules = rules;
    this.#connections = Int8Array.from(atob(connections), (byte) => byte.charCodeAt(0));
    for (const line of words.split('\n')) {
      const surface = line.slice(0, line.indexOf('\t'));
      const known = this.#lines.get(surface);
      if (known === undefined) this.#lines.set(surface, [line]);
      else known.push(line);
      this.longest = Math.max(this.longest, surface.length);
    }
  }

  find(surface: string): Word[] {
    return (this.#lines.get(surface) ?? []).map((line) => {
      const [, kana = '', tail = ''] = line.split('\t');
      const number = (start: number, end: number): number => parseInt(tail.slice(start, end), 36);
      return {
        surface,
        kana: kana === '' ? surface : kana,
        group: number(0, 2),
        cost: number(2, 4) * COST_UNIT + LOWEST_COST,
        kernel: number(4, 5),
        rule: this.#rules[number(5, 7)] ?? '*',
        isKnown: true,
      };
    });
  }

  /** Cost of `right` standing after `left`; −1 is the edge of the text. */
  connect(left: number, right: number): number {
    const size = this.groups.length + 1;
    const row = left < 0 ? size - 1 : left;
    const column = right < 0 ? size - 1 : right;
    return (this.#connections[row * size + column] ?? 0) * CONNECTION_UNIT;
  }
}

type Node = { word: Word; end: number; total: number; before: Node | null };

const UNKNOWN_COST = 12_000;
const UNKNOWN_KANJI_COST = 40_000;

/**
 * The cheapest sequence of words that spells `text` (Viterbi). Katakana and stray hiragana that no word covers are nouns of
 * their own; kanji that no word covers comes back with empty `kana`.
 */
export function segmentJapanese(text: string, lexicon: JapaneseLexicon): Word[] {
  const noun = Math.max(0, lexicon.groups.indexOf('名詞,一般,,*,'));
  const ends: Node[][] = Array.from({ length: text.length + 1 }, () => []);
  for (let start = 0; start < text.length; start += 1) {
    const before = start === 0 ? [null] : (ends[start] ?? []);
    if (before.length === 0) continue;
    for (const word of [...wordsAt(text, start, lexicon), unknownAt(text, start, noun)]) {
      let best: Node | undefined;
      for (const node of before) {
        const total = (node?.total ?? 0) + lexicon.connect(node?.word.group ?? -1, word.group) + word.cost;
        if (best === undefined || total < best.total) best = { word, end: start + word.surface.length, total, before: node };
      }
      if (best !== undefined) ends[best.end]?.push(best);
    }
  }
  const last = (ends[text.length] ?? []).map((node) => ({ node, total: node.total + lexicon.connect(node.word.group, -1) })).sort((a, b) => a.total - b.total)[0];
  const words: Word[] = [];
  for (let node = last?.node ?? null; node !== null; node = node.before) words.unshift(node.word);
  return words;
}

function wordsAt(text: string, start: number, lexicon: JapaneseLexicon): Word[] {
  const words: Word[] = [];
  for (let length = 1; length <= lexicon.longest && start + length <= text.length; length += 1) words.push(...lexicon.find(text.slice(start, start + length)));
  return words;
}

function unknownAt(text: string, start: number, group: number): Word {
  const katakana = /^[ァ-ヺー]+/.exec(text.slice(start, start + 24))?.[0];
  const surface = katakana ?? String.fromCodePoint(text.codePointAt(start) ?? 0);
  const isKana = /^[ぁ-ゖァ-ヺー]/.test(surface);
  return { surface, kana: isKana ? surface : '', kernel: 0, group, cost: isKana ? UNKNOWN_COST : UNKNOWN_KANJI_COST, rule: 'C1', isKnown: false };
}
