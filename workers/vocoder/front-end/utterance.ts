import type { SpeechLanguage } from '../../../src/protocol/speech';

/** A phoneme with its accent: stress 0–2 in English, tone 0–5 in Mandarin, 0 for pauses. */
export type Phone = {
  symbol: string;
  accent: number;
  /** How much longer than predicted; 1 where it is left out. */
  stretch?: number;
  /** The tone of this syllable in Chao's five levels (5 = highest), drawn instead of the predicted pitch. */
  tone?: readonly number[];
  /** Another phoneme, halfway between which and `symbol` this one is said. */
  toward?: string;
};

/** Where a spoken word came from, in UTF-16 units of the whole text. */
export type TextRange = { textStart: number; textEnd: number };

/** How the silence at the end is heard: a full stop, a cut inside a sentence, a change of language, or a pause that was asked for. */
export type Ending = 'sentence' | 'clause' | 'joint' | 'held';
/** `held`: a pause that was asked for, or a gesture, comes before. */
export type Opening = 'usual' | 'held';

/** What one pass of the graphs speaks: phonemes of one language with a pause at each end. */
export type Utterance = {
  language: SpeechLanguage;
  phones: Phone[];
  /** For each phone its index in `words`, or −1 for a pause. */
  wordOf: number[];
  words: TextRange[];
  opening: Opening;
  ending: Ending;
};

/** Collects phones word by word. */
export class UtteranceBuilder {
  readonly #utterance: Utterance;
  readonly #pauses: { start: string; comma: string };

  constructor(language: SpeechLanguage, opening: Opening, pauses: { start: string; comma: string }) {
    this.#pauses = pauses;
    this.#utterance = { language, phones: [], wordOf: [], words: [], opening, ending: 'sentence' };
    this.#push({ symbol: pauses.start, accent: 0 }, -1);
  }

  get isEmpty(): boolean {
    return this.#utterance.words.length === 0;
  }

  get phoneCount(): number {
    return this.#utterance.phones.length;
  }

  addWord(phones: readonly Phone[], { textStart, textEnd }: TextRange): void {
    if (phones.length === 0) return;
    this.#utterance.words.push({ textStart, textEnd });
    for (const phone of phones) this.#push(phone, this.#utterance.words.length - 1);
  }

  /** A pause inside; two in a row are one, and none stands next to the silence at the start. */
  addPause(): void {
    if (this.#utterance.wordOf.at(-1) !== -1) this.#push({ symbol: this.#pauses.comma, accent: 0 }, -1);
  }

  /** Closes with the pause `symbol`, which replaces a pause that already stands at the end. */
  finish(symbol: string, ending: Ending): Utterance {
    const { phones, wordOf } = this.#utterance;
    if (phones.length > 1 && wordOf.at(-1) === -1) {
      phones.pop();
      wordOf.pop();
    }
    this.#push({ symbol, accent: 0 }, -1);
    this.#utterance.ending = ending;
    return this.#utterance;
  }

  #push(phone: Phone, word: number): void {
    this.#utterance.phones.push(phone);
    this.#utterance.wordOf.push(word);
  }
}
