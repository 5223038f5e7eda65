import type { Dialect, Gesture, Pronunciation, SayAs, SpeechText } from '../../../src/protocol/speech';
import { splitDialectRuns } from './language-runs';

/** Text read in one go by one language, or one thing heard between words. */
export type Section =
  | { kind: 'text'; dialect: Dialect; sayAs: SayAs | null; phones: string | null; textStart: number; textEnd: number }
  | { kind: 'silence'; ms: number; at: number }
  | { kind: 'gesture'; gesture: Gesture; at: number };

type Stretch = { dialect: Dialect | null; sayAs: SayAs | null; pronunciation: Pronunciation | null; textStart: number; textEnd: number };

const ALPHABET_DIALECT: Readonly<Record<Pronunciation['alphabet'], Dialect>> = { arpabet: 'american', pinyin: 'mandarin', jyutping: 'cantonese', romaji: 'japanese' };

/**
 * Cuts the text where something changes that reading depends on: the dialect, how it is to be read, a word whose
 * pronunciation is given, or an event. What does not matter to reading (emotions, pace) is left to the words.
 */
export function splitSections({ text, spans, events, pronunciations }: SpeechText, fallback: Dialect): Section[] {
  const sections: Section[] = [];
  const pending = [...events].sort((a, b) => a.at - b.at);
  const emitUntil = (at: number): void => {
    for (let event = pending[0]; event !== undefined && event.at <= at; event = pending[0]) {
      sections.push(event.kind === 'pause' ? { kind: 'silence', ms: event.ms, at: event.at } : event);
      pending.shift();
    }
  };
  const stretches = cutAtEvents(splitStretches(text, spans, pronunciations), pending.map(({ at }) => at));
  for (const { dialect, sayAs, pronunciation, textStart, textEnd } of stretches) {
    emitUntil(textStart);
    if (pronunciation !== null) {
      sections.push({ kind: 'text', dialect: pronouncedDialect(pronunciation, dialect), sayAs: null, phones: pronunciation.phones, textStart, textEnd });
      continue;
    }
    for (const run of splitDialectRuns(text.slice(textStart, textEnd), dialect, fallback)) {
      for (const block of cutBlocks(text, textStart + run.textStart, textStart + run.textEnd)) sections.push({ kind: 'text', dialect: run.dialect, sayAs, phones: null, ...block });
    }
  }
  emitUntil(Infinity);
  return sections;
}

/** Text is read in blocks of about this many characters, so that the first sound of a book does not wait for its last page. */
const BLOCK_LENGTH = 1500;

function cutBlocks(text: string, start: number, to: number): { textStart: number; textEnd: number }[] {
  const blocks: { textStart: number; textEnd: number }[] = [];
  for (let textStart = start; textStart < to; ) {
    const from = textStart + BLOCK_LENGTH;
    const rest = text.slice(from, Math.min(to, from + BLOCK_LENGTH));
    // Better inside a sentence than not at all: a line of a megabyte may have no end.
    const cut = /[.!?…]["”')]*\s|[。！？\n]/.exec(rest) ?? /[,;:，、；]\s?|\s/.exec(rest);
    const textEnd = cut === null ? Math.min(to, from + BLOCK_LENGTH) : from + cut.index + cut[0].length;
    blocks.push({ textStart, textEnd });
    textStart = textEnd;
  }
  return blocks;
}

/** Pinyin is also how Sichuanese is written, and ARPAbet British. */
function pronouncedDialect({ alphabet }: Pronunciation, asked: Dialect | null): Dialect {
  if (alphabet === 'pinyin' && asked === 'sichuanese') return asked;
  return alphabet === 'arpabet' && asked === 'british' ? asked : ALPHABET_DIALECT[alphabet];
}

function splitStretches(text: string, spans: SpeechText['spans'], pronunciations: SpeechText['pronunciations']): Stretch[] {
  const stretches: Stretch[] = [];
  const add = (stretch: Stretch): void => {
    const last = stretches.at(-1);
    const isSame = last !== undefined && last.dialect === stretch.dialect && last.sayAs === stretch.sayAs && last.pronunciation === null && stretch.pronunciation === null && stretch.sayAs === null;
    if (isSame && last.textEnd === stretch.textStart) last.textEnd = stretch.textEnd;
    else if (stretch.textEnd > stretch.textStart) stretches.push(stretch);
  };
  let at = 0;
  for (const { textStart, textEnd, dialect, sayAs } of spans) {
    // What no span covers is white space or nothing that is said.
    if (textStart > at) add({ dialect, sayAs: null, pronunciation: null, textStart: at, textEnd: textStart });
    at = Math.max(at, textStart);
    for (const pronunciation of pronunciations.filter((item) => item.textStart >= at && item.textEnd <= textEnd)) {
      add({ dialect, sayAs, pronunciation: null, textStart: at, textEnd: pronunciation.textStart });
      add({ dialect, sayAs: null, pronunciation, textStart: pronunciation.textStart, textEnd: pronunciation.textEnd });
      at = pronunciation.textEnd;
    }
    add({ dialect, sayAs, pronunciation: null, textStart: at, textEnd });
    at = Math.max(at, textEnd);
  }
  if (at < text.length) add({ dialect: spans.at(-1)?.dialect ?? null, sayAs: null, pronunciation: null, textStart: at, textEnd: text.length });
  return stretches;
}

function cutAtEvents(stretches: readonly Stretch[], places: readonly number[]): Stretch[] {
  return stretches.flatMap((stretch) => {
    const inside = stretch.pronunciation === null ? places.filter((at) => at > stretch.textStart && at < stretch.textEnd) : [];
    const borders = [stretch.textStart, ...new Set(inside), stretch.textEnd];
    return borders.slice(1).map((textEnd, i) => ({ ...stretch, textStart: borders[i] ?? textEnd, textEnd }));
  });
}
