import { speakEnglish } from './english-utterance';
import { readEnglish } from './english-text';
import type { Dictionary, GuessPhones } from './english-words';
import type { Inventory } from './inventory';
import { splitLanguageRuns } from './language-runs';
import { readMandarin } from './mandarin-text';
import { speakMandarin, type ToPinyin } from './mandarin-utterance';
import type { Piece } from './piece';
import { isSentenceEnd, limitPieces } from './sentences';
import type { Ending, Utterance } from './utterance';

/** What the rules of each language look things up in; each is loaded when the first text needs it. */
export type FrontEndData = {
  inventory: Inventory;
  loadEnglish: () => Promise<{ dictionary: Dictionary; guess: GuessPhones }>;
  loadPinyin: () => Promise<ToPinyin>;
};

type Sentence = { language: 'en' | 'zh'; pieces: Piece[]; isQuestion: boolean; ending: Ending };

/**
 * Text of any length and mix of English and Mandarin → utterances in the order they are spoken.
 *
 * An utterance is at most one sentence in one language, short enough for one pass of the graphs. Yields
 * them one by one, so that the first can be spoken before the last has been read.
 */
export async function* speakText(text: string, language: 'en' | 'zh', data: FrontEndData): AsyncGenerator<Utterance> {
  for (const { language: spoken, pieces, isQuestion, ending } of splitSentences(text, language)) {
    if (!pieces.some(({ kind }) => kind === 'word')) continue;
    if (spoken === 'en') {
      const { dictionary, guess } = await data.loadEnglish();
      const utterance = speakEnglish(pieces, isQuestion, ending, data.inventory, dictionary, guess);
      if (utterance !== undefined) yield utterance;
    } else {
      const utterance = speakMandarin(pieces, isQuestion, ending, data.inventory, await data.loadPinyin());
      if (utterance !== undefined) yield utterance;
    }
  }
}

function splitSentences(text: string, asked: 'en' | 'zh'): Sentence[] {
  const sentences: Sentence[] = [];
  for (const run of splitLanguageRuns(text, asked)) {
    const source = text.slice(run.textStart, run.textEnd);
    const pieces = (run.language === 'en' ? readEnglish(source) : readMandarin(source)).map((piece) => shift(piece, run.textStart));
    const isLastRun = run.textEnd === text.length;
    let open: Piece[] = [];
    const close = (ending: Ending, isQuestion: boolean): void => {
      const parts = limitPieces(open);
      for (const [i, part] of parts.entries()) {
        const isLastPart = i === parts.length - 1;
        sentences.push({ language: run.language, pieces: part, isQuestion: isQuestion && isLastPart, ending: isLastPart ? ending : 'clause' });
      }
      open = [];
    };
    for (const piece of pieces) {
      const mark = text.slice(piece.textStart, piece.textEnd);
      if (piece.kind === 'pause' && isSentenceEnd(mark)) close('sentence', /[?？]/.test(mark));
      else open.push(piece);
    }
    if (open.length > 0) close(isLastRun || open.at(-1)?.kind === 'pause' ? 'clause' : 'joint', false);
  }
  return sentences;
}

function shift(piece: Piece, by: number): Piece {
  return { ...piece, textStart: piece.textStart + by, textEnd: piece.textEnd + by };
}
