/** A piece of text to be spoken as one: `text` is `[start, end)` of what was pushed, in UTF-16 units. */
export type Clause = { text: string; start: number; end: number };

const ENDERS = '.!?…;:';
const WIDE_ENDERS = '。！？；：';
const WIDE_PAUSES = '，、';
const CLOSERS = '"”’\')」』）]';
const ABBREVIATION = /(?:^|[\s("])(?:Mr|Mrs|Ms|Dr|St|vs|etc|e\.g|i\.e|[A-Z])\.$/;
/** Units a comma needs before it, so that clauses are not chopped; the first clause is cut early to be heard early. */
const FIRST_PAUSE_UNITS = 10;
const LATER_PAUSE_UNITS = 48;
const FIRST_MAX_UNITS = 64;
const LATER_MAX_UNITS = 140;

/**
 * Cuts a stream of text into clauses as it comes. Where it cuts depends on the text alone, never on how it was
 * chopped on its way, and the clauses put together are the text.
 */
export class ClauseSplitter {
  #pending = '';
  #start = 0;
  #isFirst = true;

  /** The clauses that are complete after `delta`. */
  push(delta: string): Clause[] {
    const clauses: Clause[] = [];
    for (const character of delta) {
      if (this.#endsBefore(character)) clauses.push(this.#cut(this.#pending.length));
      this.#pending += character;
      if (this.#endsAfter(character)) clauses.push(this.#cut(this.#pending.length));
      else if (this.#size() > (this.#isFirst ? FIRST_MAX_UNITS : LATER_MAX_UNITS)) clauses.push(this.#cut(this.#lastGap()));
    }
    return clauses;
  }

  /** What is left at the end of the text. */
  flush(): Clause[] {
    return this.#pending === '' ? [] : [this.#cut(this.#pending.length)];
  }

  /** Wide punctuation ends a clause once the next character is neither more of it nor a closing quote. */
  #endsBefore(character: string): boolean {
    if (!hasSound(this.#pending) || CLOSERS.includes(character) || WIDE_ENDERS.includes(character)) return false;
    const body = withoutClosers(this.#pending);
    const last = body.at(-1) ?? '';
    if (WIDE_ENDERS.includes(last)) return true;
    return WIDE_PAUSES.includes(last) && this.#size() >= this.#pauseUnits();
  }

  /** ASCII punctuation ends a clause only with a space after it: 3.5, 1,000 and 2:05 go on. */
  #endsAfter(character: string): boolean {
    if (!hasSound(this.#pending)) return false;
    if (character === '\n') return true;
    if (!/\s/.test(character)) return false;
    const body = withoutClosers(this.#pending.trimEnd());
    const last = body.at(-1) ?? '';
    if (ENDERS.includes(last)) return !ABBREVIATION.test(body);
    return (last === ',' || last === '—') && this.#size() >= this.#pauseUnits();
  }

  #pauseUnits(): number {
    return this.#isFirst ? FIRST_PAUSE_UNITS : LATER_PAUSE_UNITS;
  }

  /** Length as it sounds: a Han character takes about as long as three letters. */
  #size(): number {
    const han = this.#pending.match(/\p{Script=Han}/gu)?.length ?? 0;
    return this.#pending.length + 2 * han;
  }

  /** The last place in an overlong clause where a breath does the least harm. */
  #lastGap(): number {
    const gap = Math.max(...[' ', '，', '、', ','].map((mark) => this.#pending.lastIndexOf(mark)));
    return gap > 0 && hasSound(this.#pending.slice(0, gap)) ? gap + 1 : this.#pending.length;
  }

  #cut(length: number): Clause {
    const text = this.#pending.slice(0, length);
    const clause = { text, start: this.#start, end: this.#start + length };
    this.#pending = this.#pending.slice(length);
    this.#start = clause.end;
    this.#isFirst = false;
    return clause;
  }
}

const hasSound = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

function withoutClosers(text: string): string {
  let end = text.length;
  while (end > 0 && CLOSERS.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
