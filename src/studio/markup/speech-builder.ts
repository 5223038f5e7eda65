import type { Pronunciation, SpeechEvent, SpeechSpan } from '../../protocol/speech';
import { areControlsEqual } from '../controls';
import type { Contour } from './contour';
import { pushRun, type Run } from './offset-map';
import type { SpeechState } from './speech-state';

/** Text that is said by another voice than the line's. */
export type VoiceSpan = { textStart: number; textEnd: number; voiceId: string };

/** Gathers the spoken text piece by piece, with how each piece is said and where it came from. */
export class SpeechBuilder {
  readonly spans: SpeechSpan[] = [];
  readonly events: SpeechEvent[] = [];
  readonly pronunciations: Pronunciation[] = [];
  readonly voices: VoiceSpan[] = [];
  readonly contours: Contour[] = [];
  readonly runs: Run[] = [];
  readonly #pieces: string[] = [];
  #length = 0;
  #last = '';
  #isAfterMarkup = false;

  get length(): number {
    return this.#length;
  }

  get text(): string {
    return this.#pieces.join('');
  }

  get pieceCount(): number {
    return this.#pieces.length;
  }

  /** What was added from the piece of that index on. */
  textOf(pieceIndex: number): string {
    return this.#pieces.slice(pieceIndex).join('');
  }

  /** Notes that markup was taken out: one of the two spaces around it goes too. */
  noteMarkup(): void {
    this.#isAfterMarkup = true;
  }

  /** Adds text said as `state` says, from [sourceStart, sourceEnd) of the source; verbatim when it is as long as that. */
  append(text: string, sourceStart: number, sourceEnd: number, state: SpeechState): void {
    const isVerbatim = text.length === sourceEnd - sourceStart;
    const isSpaceDoubled = this.#isAfterMarkup && (this.#length === 0 || /\s/.test(this.#last)) && text.startsWith(' ');
    const said = isSpaceDoubled ? text.replace(/^ +/, '') : text;
    if (said === '') return;
    this.#isAfterMarkup = false;
    const start = this.#length;
    this.#pieces.push(said);
    this.#length += said.length;
    this.#last = said.slice(-1);
    pushRun(this.runs, { start, end: this.#length, sourceStart: isVerbatim ? sourceEnd - said.length : sourceStart, sourceEnd, isVerbatim });
    this.#addSpan(start, state);
  }

  /** Begins a new line, unless one has just begun. */
  breakLine(sourceOffset: number, state: SpeechState): void {
    if (this.#length > 0 && this.#last !== '\n') this.append('\n', sourceOffset, sourceOffset, state);
  }

  /** A word whose pronunciation was given; nothing when there is no word. */
  addPronunciation(textStart: number, { alphabet, phones }: Pick<Pronunciation, 'alphabet' | 'phones'>): void {
    if (this.#length > textStart) this.pronunciations.push({ textStart, textEnd: this.#length, alphabet, phones });
  }

  #addSpan(textStart: number, { controls, dialect, emphasis, sayAs }: SpeechState): void {
    const last = this.spans.at(-1);
    const isSame = last !== undefined && areControlsEqual(last.controls, controls) && last.dialect === dialect && last.emphasis === emphasis && last.sayAs === sayAs;
    if (isSame) last.textEnd = this.#length;
    else this.spans.push({ textStart, textEnd: this.#length, controls, dialect, emphasis, sayAs });
  }
}
