import type { Gesture } from '../../protocol/speech';
import type { Reading } from './pronunciation';
import type { TagEffect } from './tags';

/** [start, end) are UTF-16 units of the cleaned source. */
type At = { start: number; end: number };

export type ElementToken = At & {
  kind: 'element';
  /** Lower case. */
  name: string;
  form: 'open' | 'close' | 'empty';
  attributes: ReadonlyMap<string, string>;
};

/** A run of one to three asterisks that could open or close emphasis. */
export type StarsToken = At & { kind: 'stars'; size: number; canOpen: boolean; canClose: boolean };

/** What the source is made of, in order and without gaps. */
export type Token =
  | (At & { kind: 'text' })
  /** Source that stands for other text: an entity, CDATA. */
  | (At & { kind: 'replaced'; text: string })
  | (At & { kind: 'tags'; effects: readonly TagEffect[] })
  | (At & { kind: 'pause'; ms: number })
  | (At & { kind: 'gesture'; gesture: Gesture })
  /** A word with its pronunciation as typed. `word` [wordStart, wordEnd) is spoken. */
  | (At & { kind: 'pronounced'; wordStart: number; wordEnd: number; phones: string })
  | StarsToken
  | ElementToken
  /** A comment, or markup that cannot be understood: not spoken. */
  | (At & { kind: 'skipped' });

/** Finds the Mandarin readings of a character, as `hang2`. */
export type ReadingsOf = (character: string) => readonly string[];
export type { Reading };
