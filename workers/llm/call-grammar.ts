import type { ChatMessage } from '../../src/protocol/llm';
import { argMax } from './sampling';
import { durationsSaid, numbersImplied, numbersSaid } from './said-numbers';
import type { TextCodec } from './text-codec';
import type { ArgumentSchema, ToolSchema } from './tool-schema';

/** Where a node may end in the text, and whether the text stops inside it. */
type Match = { ends: number[]; isOpen: boolean };
type Node = (text: string, at: number) => Match;

const NOTHING: Match = { ends: [], isOpen: false };
const JSON_NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?/y;
const NUMBER_START = /-?(?:(?:0|[1-9]\d*)(?:\.\d*)?)?$/y;
const JSON_STRING = /"(?:[^"\\\u0000-\u001f]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*"/iy;
const STRING_START = /(?:"(?:[^"\\\u0000-\u001f]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*(?:\\(?:u[0-9a-f]{0,3})?)?)?$/iy;
/** Characters that join to words; between two others there is always a boundary, as in Chinese. */
const ATOM = /[a-z0-9'\u00c0-\u024f]/i;
const ARITHMETIC = /sqrt|[-+*/^%()\d.]/g;
/** Signs that no sum has beside each other. */
const BROKEN_SUM = /[-+*/^%(][+*/^%)]|--|^[+*/^%)]|\d[(s]|\)[\d(s]/;
const NUMERAL = /\d+(?:\.\d*)?/g;

/** `text` with one character for each of its UTF-8 bytes: tokens may end inside a character. */
function toBytes(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

function oneOf(choices: readonly string[]): Node {
  return (text, at) => ({
    ends: choices.filter((choice) => text.startsWith(choice, at)).map((choice) => at + choice.length),
    isOpen: choices.some((choice) => choice.length > text.length - at && choice.startsWith(text.slice(at))),
  });
}

/** What `whole` matches; `start` matches its beginnings. Both are sticky. */
function pattern(whole: RegExp, start: RegExp): Node {
  return (text, at) => {
    whole.lastIndex = start.lastIndex = at;
    const ends = whole.test(text) ? [whole.lastIndex] : [];
    return { ends, isOpen: start.test(text) };
  };
}

/** A run of text to copy from, and the byte offsets at which a word begins or ends. */
type Source = { bytes: string; edges: Set<number> };

function toSource(part: string): Source {
  const edges = new Set([0]);
  let offset = 0;
  let before = '';
  for (const character of part) {
    if (before !== '' && !(ATOM.test(character) && ATOM.test(before))) edges.add(offset);
    offset += toBytes(character).length;
    before = character;
  }
  return { bytes: toBytes(part), edges: edges.add(offset) };
}

function holdsSpan({ bytes, edges }: Source, body: string, mustEnd: boolean): boolean {
  for (let start = bytes.indexOf(body); start >= 0; start = bytes.indexOf(body, start + 1)) {
    if (edges.has(start) && (!mustEnd || edges.has(start + body.length))) return true;
  }
  return false;
}

/** The text of a JSON string without escapes that begins at `at`; `end` is after its closing mark, or undefined before that has come. */
function readString(text: string, at: number): { body: string; end: number | undefined } | undefined {
  if (text[at] !== '"') return undefined;
  const close = text.indexOf('"', at + 1);
  return close < 0 ? { body: text.slice(at + 1), end: undefined } : { body: text.slice(at + 1, close), end: close + 1 };
}

/** The runs of `message` that JSON need not escape. A capital at its beginning is the sentence's, not the word's. */
function asWritten(message: string): string[] {
  const parts = message.split(/["\\\u0000-\u001f]/);
  return [...parts, ...parts.filter((part) => /^\p{Lu}/u.test(part)).map((part) => part.charAt(0).toLowerCase() + part.slice(1))];
}

/** A JSON string that is empty or a run of whole words of one message, with or without a space in front. */
function copied(said: readonly string[]): Node {
  const sources = said.flatMap(asWritten).map(toSource);
  return (text, at) => {
    const string = readString(text, at);
    if (string === undefined) return { ends: [], isOpen: at === text.length };
    const body = string.body.replace(/^ /, '');
    const isSpan = (mustEnd: boolean): boolean => !body.startsWith(' ') && sources.some((source) => holdsSpan(source, body, mustEnd));
    if (string.end === undefined) return { ends: [], isOpen: isSpan(false) };
    const isWhole = string.body === '' || (body !== '' && !body.endsWith(' ') && isSpan(true));
    return { ends: isWhole ? [string.end] : [], isOpen: false };
  };
}

/** Whether signs and brackets of an expression can stand like this; one that `isGrowing` may still lack its end. */
function isSound(body: string, isGrowing: boolean): boolean {
  const open = body.split('(').length - body.split(')').length;
  return !BROKEN_SUM.test(body) && open >= 0 && (isGrowing || (open === 0 && /[\d)]$/.test(body)));
}

/** A JSON string holding an expression over `numbers`, each at most as often as it stands there. */
function summed(numbers: readonly string[]): Node {
  return (text, at) => {
    const string = readString(text, at);
    if (string === undefined) return { ends: [], isOpen: at === text.length };
    const isGrowing = string.end === undefined;
    if ((isGrowing ? string.body.replace(/s(?:qr?)?$/, '') : string.body).replace(ARITHMETIC, '') !== '') return NOTHING;
    if (!isSound(string.body, isGrowing)) return NOTHING;
    const left = [...numbers];
    const numerals = Array.from(string.body.matchAll(NUMERAL));
    for (const { 0: numeral, index } of numerals) {
      if (isGrowing && index + numeral.length === string.body.length && left.some((number) => number.startsWith(numeral))) continue;
      const place = left.indexOf(numeral);
      if (place < 0) return NOTHING;
      left.splice(place, 1);
    }
    return { ends: string.end !== undefined && numerals.length > 0 ? [string.end] : [], isOpen: isGrowing };
  };
}

function sequence(nodes: readonly Node[]): Node {
  return (text, at) => {
    let ends = [at];
    let isOpen = false;
    for (const node of nodes) {
      const found = ends.map((end) => node(text, end));
      ends = [...new Set(found.flatMap((match) => match.ends))];
      isOpen ||= found.some((match) => match.isOpen);
    }
    return { ends, isOpen };
  };
}

/** What the value of one argument may be. `said` holds what was said, the last of it first. */
function valueNode(schema: ArgumentSchema, said: readonly string[]): Node {
  if (schema.enum) return oneOf(schema.enum.map((value) => toBytes(JSON.stringify(value))));
  const source = schema['x-source'];
  if (source === 'words') return copied(said);
  if (source === 'duration') {
    const seconds = said.map(durationsSaid).find((found) => found.length > 0);
    if (seconds) return oneOf(seconds.map(String));
  }
  if (source === 'numbers' || source === 'sum') {
    const numbers = said.flatMap(numbersSaid);
    if (source === 'sum') numbers.push(...said.flatMap(numbersImplied));
    if (numbers.length > 0) return source === 'sum' ? summed(numbers) : oneOf(numbers.flatMap((number) => [number, `-${number}`]));
  }
  return schema.type === 'number' ? pattern(JSON_NUMBER, NUMBER_START) : pattern(JSON_STRING, STRING_START);
}

function callNode({ name, parameters }: ToolSchema, said: readonly string[]): Node {
  const nodes = Object.entries(parameters.properties).flatMap(([key, schema], i) => [oneOf([`${i > 0 ? ',' : ''}${toBytes(JSON.stringify(key))}:`]), valueNode(schema, said)]);
  return sequence([oneOf([`function\n${name}\n{`]), ...nodes, oneOf(['}'])]);
}

/**
 * Keeps one tool call inside what its schema allows, token by token (structured output).
 *
 * A call is `function\n{name}\n{json}`: a known name, the keys of its schema in their order, values of their type. Where
 * the schema says `x-source`, a value can only be what was said: `words` copies a run of whole words, `numbers` a number in
 * digits, `duration` a length of time in seconds, `sum` an expression over the numbers. Results count as said: "divide it by
 * twelve" is about the number that was just heard. training/llm/call_grammar.py is the same for evaluation.
 */
export class CallGrammar {
  readonly #codec: TextCodec;
  readonly #nodes: Node[];
  #text = '';

  constructor(tools: readonly ToolSchema[], messages: readonly ChatMessage[], codec: TextCodec) {
    const said = messages.filter(({ role }) => role === 'human' || role === 'input').map(({ content }) => content).reverse();
    this.#codec = codec;
    this.#nodes = tools.map((tool) => callNode(tool, said));
  }

  /** The likeliest token that a call can go on with, the closing one once it is whole. Sets `logits` of others it tried to −∞. */
  choose(logits: Float32Array): number {
    const { closeCall } = this.#codec.special;
    for (let id = argMax(logits); logits[id] !== -Infinity; id = argMax(logits)) {
      if (id === closeCall ? this.#isWhole(this.#text) : this.#take(this.#codec.bytesOf(id))) return id;
      logits[id] = -Infinity;
    }
    return closeCall;
  }

  #take(bytes: string): boolean {
    const text = this.#text + bytes;
    if (bytes === '' || !(this.#isWhole(text) || this.#nodes.some((node) => node(text, 0).isOpen))) return false;
    this.#text = text;
    return true;
  }

  #isWhole(text: string): boolean {
    return this.#nodes.some((node) => node(text, 0).ends.includes(text.length));
  }
}
