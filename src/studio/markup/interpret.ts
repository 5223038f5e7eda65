import type { Dialect, Emphasis } from '../../protocol/speech';
import { assertNever } from '../../lib/assert-never';
import { effectOf, type ElementEffect } from './element-effects';
import type { StarPairs } from './lex-stars';
import type { ElementPairs } from './pair-elements';
import type { ProblemList } from './problem';
import { readPronunciation } from './pronunciation';
import { misfitOf } from './say-as-fit';
import { SpeechBuilder } from './speech-builder';
import { addTag, applyOverlay, type SpeechState, type TagOverlay } from './speech-state';
import type { ElementToken, ReadingsOf, StarsToken, Token } from './tokens';

export type InterpretOptions = { base: SpeechState; voiceIds: readonly string[]; readingsOf: ReadingsOf | null; isDocument: boolean };
type OpenElement = { token: ElementToken; outer: SpeechState; effect: ElementEffect; textStart: number; pieceIndex: number; wasMuted: boolean };
/** A pause and a bare reading change nothing of how the text around them is said. */
type Plain = Extract<Token, { kind: 'text' }>;

/** No number or date is longer; what is, is not looked at, so that elements in elements take linear time. */
const LONGEST_SAID_AS = 200;

/** Walks the tokens and builds what is said: elements nest, tags reach to the end of their line. */
export class Interpreter {
  readonly builder = new SpeechBuilder();
  beatsPerMinute: number | null = null;
  readonly #open: OpenElement[] = [];
  readonly #stars: StarsToken[] = [];
  #state: SpeechState;
  #overlay: TagOverlay = {};
  #isInGroup = false;
  #isMuted = false;
  /** What applies now; null when something changed since it was made. */
  #effective: SpeechState | null = null;

  constructor(
    private readonly source: string,
    private readonly pairs: { stars: StarPairs; elements: ElementPairs },
    private readonly problems: ProblemList,
    private readonly options: InterpretOptions,
  ) {
    this.#state = options.base;
  }

  take(token: Token): void {
    if (token.kind === 'text') return this.#takeText(token);
    if (token.kind !== 'stars') this.builder.noteMarkup();
    switch (token.kind) {
      case 'replaced':
        return this.#say(token.text, token.start, token.end);
      case 'tags':
        return this.#takeTags(token);
      case 'pause':
        return this.#pause(token.ms);
      case 'gesture':
        if (!this.#isMuted) this.builder.events.push({ at: this.builder.length, kind: 'gesture', gesture: token.gesture });
        return;
      case 'pronounced':
        return this.#takePronounced(token);
      case 'stars':
        return this.#takeStars(token);
      case 'element':
        return this.#takeElement(token);
      case 'skipped':
        return;
      default:
        return assertNever(token);
    }
  }

  /** Ends what is still open. */
  finish(): void {
    this.#closeDownTo(0, this.source.length);
  }

  #takeText({ start, end }: Plain): void {
    const text = this.source.slice(start, end);
    // In a document of elements line breaks are white space, and only elements end a line.
    if (this.options.isDocument) return this.#say(text.replaceAll('\n', ' '), start, end);
    let from = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
      this.#say(text.slice(from, at + 1), start + from, start + at + 1);
      this.#endLine();
      from = at + 1;
    }
    this.#say(text.slice(from), start + from, end);
  }

  #say(text: string, start: number, end: number): void {
    if (this.#isMuted || text === '') return;
    if (/\S/.test(text)) this.#isInGroup = false;
    this.builder.append(text, start, end, this.#now());
  }

  #endLine(): void {
    this.#overlay = {};
    this.#isInGroup = false;
    this.#effective = null;
  }

  #now(): SpeechState {
    const emphasis: Emphasis | null = this.#stars.length === 0 ? null : this.#stars.some(({ size }) => size > 1) ? 'strong' : 'moderate';
    this.#effective ??= applyOverlay({ ...this.#state, emphasis: emphasis ?? this.#state.emphasis }, this.#overlay);
    return this.#effective;
  }

  #takeTags({ effects }: Extract<Token, { kind: 'tags' }>): void {
    for (const effect of effects) {
      if (effect.kind === 'tempo') this.beatsPerMinute = effect.beatsPerMinute;
      this.#overlay = addTag(this.#overlay, effect, this.#isInGroup);
      this.#isInGroup = true;
    }
    this.#effective = null;
  }

  #pause(ms: number): void {
    if (!this.#isMuted) this.builder.events.push({ at: this.builder.length, kind: 'pause', ms });
  }

  #takePronounced({ start, end, wordStart, wordEnd, phones }: Extract<Token, { kind: 'pronounced' }>): void {
    const word = this.source.slice(wordStart, wordEnd);
    const dialect: Dialect | null = this.#now().dialect;
    const reading = readPronunciation(word, phones, dialect, this.options.readingsOf);
    if (reading === null) this.problems.add(start, end, `“${phones.trim()}” is no pronunciation, so “${word}” is said as usual. Write ARPAbet (r eh1 d), pinyin (hang2), jyutping (hong4) or romaji.`);
    if (this.#isMuted) return;
    const textStart = this.builder.length;
    this.#say(word, wordStart, wordEnd);
    if (reading !== null) this.builder.addPronunciation(textStart, reading);
  }

  #takeStars(token: StarsToken): void {
    const { opens, closes, unpaired } = this.pairs.stars;
    if (opens.has(token)) this.#stars.push(token);
    else if (closes.has(token)) this.#stars.splice(this.#stars.findIndex(({ size }) => size === token.size), 1);
    else if (!unpaired.has(token)) return this.#say(this.source.slice(token.start, token.end), token.start, token.end);
    this.#effective = null;
  }

  #takeElement(token: ElementToken): void {
    if (token.form === 'close') {
      const depth = this.pairs.elements.depthAfter.get(token);
      if (depth !== undefined) this.#closeDownTo(depth, token.start);
      return;
    }
    const report = (message: string, part = '') => { this.problems.add(...this.#find(token, part), message); };
    const effect = effectOf(token, this.#state, { voiceIds: this.options.voiceIds, report });
    if (effect.pauseMs !== null) this.#pause(effect.pauseMs);
    if (effect.isLine) this.#breakLine(token.start);
    if (token.form === 'empty') {
      if (effect.instead !== null) this.#say(effect.instead, token.start, token.end);
      return;
    }
    this.#open.push({ token, outer: this.#state, effect, textStart: this.builder.length, pieceIndex: this.builder.pieceCount, wasMuted: this.#isMuted });
    this.#state = effect.state;
    this.#effective = null;
    // Content that is replaced or hidden needs an end; without one the rest of the text would fall silent.
    if (effect.instead !== null && !this.pairs.elements.unclosed.has(token)) this.#isMuted = true;
  }

  /** Where a part of an element stands; all of the element where it is written otherwise than it reads. */
  #find({ start, end }: ElementToken, part: string): [start: number, end: number] {
    const at = part === '' ? -1 : this.source.slice(start, end).indexOf(part);
    return at === -1 ? [start, end] : [start + at, start + at + part.length];
  }

  #breakLine(sourceOffset: number): void {
    if (this.#isMuted) return;
    this.builder.breakLine(sourceOffset, this.#now());
    this.#endLine();
  }

  /** Underlines what stands in a say-as and is not what it asks for. */
  #checkFit({ token, effect, textStart, pieceIndex }: OpenElement, sourceOffset: number): void {
    if (effect.state.sayAs === null || this.builder.length - textStart > LONGEST_SAID_AS) return;
    const misfit = misfitOf(effect.state.sayAs, this.builder.textOf(pieceIndex));
    if (misfit !== null) this.problems.add(token.end, sourceOffset, misfit);
  }

  #closeDownTo(depth: number, sourceOffset: number): void {
    while (this.#open.length > depth) this.#close(sourceOffset);
  }

  #close(sourceOffset: number): void {
    const closed = this.#open.pop();
    if (closed === undefined) return;
    const { token, outer, effect, textStart, wasMuted } = closed;
    const isReplaced = this.#isMuted && !wasMuted;
    this.#isMuted = wasMuted;
    if (isReplaced && effect.instead !== null) this.#say(effect.instead, token.end, sourceOffset);
    if (effect.reading !== null && !this.#isMuted) this.builder.addPronunciation(textStart, effect.reading);
    const textEnd = this.builder.length;
    if (token.name === 'say-as' && !this.#isMuted) this.#checkFit(closed, sourceOffset);
    if (effect.contour.length > 0 && textEnd > textStart) this.builder.contours.push({ textStart, textEnd, targets: effect.contour });
    if (effect.voiceId !== null && textEnd > textStart) this.builder.voices.push({ textStart, textEnd, voiceId: effect.voiceId });
    this.#state = outer;
    this.#effective = null;
    if (effect.isLine) this.#breakLine(sourceOffset);
  }
}
