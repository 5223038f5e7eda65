import { JobFailure } from '../../runtime/serve-jobs';
import type { Inventory } from './inventory';
import { groupPhrases, type ReadWord, type SpokenPhrase } from './japanese-accent';
import { phrasesToPhones, splitMorae } from './japanese-kana';
import { findAccent } from './japanese-kana-accent';
import { segmentJapanese, type JapaneseLexicon, type Word } from './japanese-lexicon';
import { readJapanese } from './japanese-text';
import type { LanguageModule, Sentence } from './language-module';
import type { WordPiece } from './piece';
import { UtteranceBuilder, type TextRange, type Utterance } from './utterance';

type PlacedWord = ReadWord & TextRange;

/** Japanese: words, readings and accents from the lexicon; kana it does not know by rule. */
export function createJapanese(inventory: Inventory, lexicon: JapaneseLexicon): LanguageModule {
  return { read: readJapanese, speak: (sentence) => speakJapanese(sentence, inventory, lexicon) };
}

function speakJapanese({ pieces, isQuestion, opening, ending }: Sentence, inventory: Inventory, lexicon: JapaneseLexicon): Utterance | undefined {
  const builder = new UtteranceBuilder('ja', opening, inventory.pauses);
  let clause: WordPiece[] = [];
  const flush = (): void => {
    addClause(builder, clause, inventory, lexicon);
    clause = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'word') clause.push(piece);
    else {
      flush();
      builder.addPause();
    }
  }
  flush();
  if (builder.isEmpty) return undefined;
  return builder.finish(isQuestion ? inventory.pauses.endRising : inventory.pauses.end, ending);
}

function addClause(builder: UtteranceBuilder, clause: readonly WordPiece[], inventory: Inventory, lexicon: JapaneseLexicon): void {
  const phrases = splitAtSpaces(clause).flatMap((run) => groupPhrases(splitAtReadings(run).flatMap((part, i) => readPart(part, i === 0, inventory, lexicon))));
  const spoken = phrasesToPhones(phrases, inventory);
  phrases.forEach((phrase, i) => addPhrase(builder, phrase, spoken[i] ?? [], inventory));
}

function addPhrase(builder: UtteranceBuilder, { words }: SpokenPhrase<PlacedWord>, phones: Parameters<UtteranceBuilder['addWord']>[0], inventory: Inventory): void {
  let from = 0;
  words.forEach((word, i) => {
    const to = i === words.length - 1 ? phones.length : from + splitMorae(word.kana, inventory.ja).flat().length;
    builder.addWord(phones.slice(from, to), word);
    from = to;
  });
}

/** Pieces that touch, in runs: a space between kana is where a phrase ends. */
function splitAtSpaces(pieces: readonly WordPiece[]): WordPiece[][] {
  const runs: WordPiece[][] = [];
  for (const piece of pieces) {
    const open = runs.at(-1);
    if (open?.at(-1)?.textEnd === piece.textStart) open.push(piece);
    else runs.push([piece]);
  }
  return runs;
}

/** A piece whose reading is known stands alone; the letters between such pieces are read together. */
function splitAtReadings(run: readonly WordPiece[]): WordPiece[][] {
  const parts: WordPiece[][] = [];
  for (const piece of run) {
    const open = parts.at(-1);
    if (open !== undefined && piece.phones === undefined && open[0]?.phones === undefined) open.push(piece);
    else parts.push([piece]);
  }
  return parts;
}

/** @param isStart whether no reading that was given stands before it, on which a particle could lean */
function readPart(part: readonly WordPiece[], isStart: boolean, inventory: Inventory, lexicon: JapaneseLexicon): PlacedWord[] {
  const [first] = part;
  const last = part.at(-1);
  if (first === undefined || last === undefined) return [];
  const { textStart } = first;
  const { textEnd } = last;
  if (first.phones !== undefined) return [readKana(first.phones, inventory, { textStart, textEnd })];
  const text = part.map(({ words }) => words.join('')).join('');
  const words = segmentJapanese(text, lexicon);
  const isKana = !/\p{Script=Han}/u.test(text);
  const startsBound = isStart && (lexicon.groups[words[0]?.group ?? -1] ?? '').startsWith('助');
  // Kana that words do not cover would be cut in the wrong places: は in はな is no particle.
  if (isKana && (startsBound || words.some(({ isKnown }) => !isKnown))) return [readKana(text, inventory, { textStart, textEnd })];
  return placeWords(words, part, inventory, lexicon);
}

function placeWords(words: readonly Word[], part: readonly WordPiece[], inventory: Inventory, lexicon: JapaneseLexicon): PlacedWord[] {
  let index = 0;
  return words.map((word) => {
    if (word.kana === '') throw new JobFailure('bad-input', `The kanji ${word.surface} has no reading in this page's dictionary. Write the word in kana, or add its reading in brackets, as in 東京（とうきょう）.`);
    const pieces = part.slice(index, index + Array.from(word.surface).length);
    index += pieces.length;
    const [speech = '', kind = '', , form = ''] = (lexicon.groups[word.group] ?? '').split(',');
    return { ...word, speech, kind, form, moraCount: splitMorae(word.kana, inventory.ja).length, textStart: pieces[0]?.textStart ?? 0, textEnd: pieces.at(-1)?.textEnd ?? 0 };
  });
}

function readKana(typed: string, inventory: Inventory, range: TextRange): PlacedWord {
  const { kana, kernel } = findAccent(typed, inventory);
  return { surface: typed, kana, kernel, group: -1, cost: 0, rule: 'C1', isKnown: true, speech: '名詞', kind: '一般', form: '', moraCount: splitMorae(kana, inventory.ja).length, ...range };
}
