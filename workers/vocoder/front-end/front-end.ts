import { DIALECT_LANGUAGE, type Dialect, type Gesture, type SpeechLanguage, type SpeechText } from '../../../src/protocol/speech';
import { JobFailure } from '../../runtime/serve-jobs';
import { foldFullWidth } from './full-width';
import type { Inventory } from './inventory';
import type { LanguageModule, Sentence } from './language-module';
import type { Piece } from './piece';
import { splitSections, type Section } from './sections';
import { isSentenceEnd, limitPieces } from './sentences';
import type { Ending, Utterance } from './utterance';

/** What the rules look things up in; a language is loaded when the first text needs it. */
export type FrontEndData = { inventory: Inventory; languages: ReadonlyMap<SpeechLanguage, () => Promise<LanguageModule>> };

/** What is heard one after the other. A silence counts from the last sound before it to the first one after it. */
export type SpeechItem =
  | { kind: 'utterance'; utterance: Utterance }
  | { kind: 'silence'; ms: number }
  | { kind: 'gesture'; gesture: Gesture; at: number };

type Draft = { kind: 'sentence'; sentence: Sentence } | Exclude<SpeechItem, { kind: 'utterance' }>;

const LANGUAGE_NAMES: Readonly<Record<SpeechLanguage, string>> = { en: 'English', zh: 'Mandarin', yue: 'Cantonese', ja: 'Japanese' };

/**
 * Text of any length and mix of languages → utterances, silences and gestures in the order they are heard.
 *
 * An utterance is at most one sentence in one dialect, short enough for one pass of the graphs. Yields
 * them one by one, so that the first can be spoken before the last has been said. Throws `bad-input` for a language
 * without rules or without an id in the pack.
 *
 * @param fallback how text without letters is read where no span names a dialect
 */
export async function* speakText(typed: SpeechText, fallback: Dialect, data: FrontEndData): AsyncGenerator<SpeechItem> {
  const speech = { ...typed, text: foldFullWidth(typed.text) };
  const drafts = new Drafts();
  for (const section of splitSections(speech, fallback)) {
    if (section.kind !== 'text') drafts.interrupt(section);
    else drafts.add(section, await readSection(section, speech.text, data), speech.text);
    for (const draft of drafts.takeClosed()) yield* speakDraft(draft, data);
  }
  drafts.finish();
  for (const draft of drafts.takeClosed()) yield* speakDraft(draft, data);
}

async function openLanguage(dialect: Dialect, data: FrontEndData): Promise<LanguageModule> {
  const language = DIALECT_LANGUAGE[dialect];
  const load = data.languages.get(language);
  if (load === undefined) throw new JobFailure('bad-input', `The voices of this pack do not speak ${LANGUAGE_NAMES[language]}. Choose another language for this text, or another pack.`);
  return load();
}

async function readSection({ dialect, sayAs, phones, textStart, textEnd }: Extract<Section, { kind: 'text' }>, text: string, data: FrontEndData): Promise<Piece[]> {
  const source = text.slice(textStart, textEnd);
  if (!/[\p{L}\p{N}\p{S}\p{P}\n]/u.test(source)) return [];
  const pieces = (await openLanguage(dialect, data)).read(source, sayAs).map((piece) => ({ ...piece, textStart: piece.textStart + textStart, textEnd: piece.textEnd + textStart }));
  const words = pieces.flatMap((piece) => (piece.kind === 'word' ? piece.words : []));
  return phones === null ? pieces : [{ kind: 'word', words, phones, textStart, textEnd }];
}

async function* speakDraft(draft: Draft, data: FrontEndData): AsyncGenerator<SpeechItem> {
  if (draft.kind !== 'sentence') {
    yield draft;
    return;
  }
  if (!draft.sentence.pieces.some(({ kind }) => kind === 'word')) return;
  const utterance = (await openLanguage(draft.sentence.dialect, data)).speak(draft.sentence);
  if (utterance !== undefined) yield { kind: 'utterance', utterance };
}

/** Collects pieces into sentences. A sentence is held back until it is known whether a pause that was asked for follows it. */
class Drafts {
  readonly #closed: Draft[] = [];
  #open: Piece[] = [];
  #dialect: Dialect = 'american';
  #isHeld = false;
  #isFinished = false;

  add({ dialect }: Extract<Section, { kind: 'text' }>, pieces: readonly Piece[], text: string): void {
    if (dialect !== this.#dialect) this.#close(this.#open.at(-1)?.kind === 'pause' ? 'clause' : 'joint', false);
    this.#dialect = dialect;
    for (const piece of pieces) {
      const mark = text.slice(piece.textStart, piece.textEnd);
      if (piece.kind === 'pause' && isSentenceEnd(mark)) this.#close('sentence', /[?？]/.test(mark));
      else this.#open.push(piece);
    }
  }

  /** A pause or a gesture: what came before ends short, and so begins what comes after. */
  interrupt(section: Exclude<Section, { kind: 'text' }>): void {
    this.#close('held', false);
    const last = this.#closed.at(-1);
    if (last?.kind === 'sentence') last.sentence.ending = 'held';
    this.#closed.push(section.kind === 'silence' ? { kind: 'silence', ms: section.ms } : section);
    this.#isHeld = true;
  }

  finish(): void {
    this.#close('clause', false);
    this.#isFinished = true;
  }

  /** All but the last sentence, which what follows may still shorten. */
  takeClosed(): Draft[] {
    const isLastOpen = !this.#isFinished && this.#closed.at(-1)?.kind === 'sentence';
    return this.#closed.splice(0, this.#closed.length - (isLastOpen ? 1 : 0));
  }

  #close(ending: Ending, isQuestion: boolean): void {
    if (!this.#open.some(({ kind }) => kind === 'word')) {
      this.#open = [];
      return;
    }
    const parts = limitPieces(this.#open);
    for (const [i, pieces] of parts.entries()) {
      const isLast = i === parts.length - 1;
      this.#closed.push({
        kind: 'sentence',
        sentence: { dialect: this.#dialect, pieces, isQuestion: isQuestion && isLast, opening: this.#isHeld ? 'held' : 'usual', ending: isLast ? ending : 'clause' },
      });
      this.#isHeld = false;
    }
    this.#open = [];
  }
}
