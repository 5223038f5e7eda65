import type { Dialect, SayAs } from '../../../src/protocol/speech';
import type { Piece } from './piece';
import type { Ending, Opening, Utterance } from './utterance';

/** What one pass of the graphs shall say: words and pauses of one dialect. */
export type Sentence = { dialect: Dialect; pieces: readonly Piece[]; isQuestion: boolean; opening: Opening; ending: Ending };

/**
 * What is known of one language. `front-end-data.ts` lists them; a language is spoken where it is listed there and the
 * pack's `phonemes.json` gives it an id.
 */
export type LanguageModule = {
  /** Text of this language → words and pauses, with their places in that text. */
  read(text: string, sayAs: SayAs | null): Piece[];
  /** Phonemes of a sentence; `undefined` when nothing in it can be said. */
  speak(sentence: Sentence): Utterance | undefined;
};
