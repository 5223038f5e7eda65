import type { Inventory } from './inventory';
import { phrasesToPhones, splitMorae, type AccentPhrase } from './japanese-kana';
import { readJapanese } from './japanese-text';
import type { LanguageModule, Sentence } from './language-module';
import type { WordPiece } from './piece';
import { UtteranceBuilder, type Utterance } from './utterance';

/** Pieces that touch are said as one accent phrase: 3時 and に. */
type Phrase = { pieces: WordPiece[]; kana: string[] };

/** Where the pitch falls inside polite endings, whatever stands before them; ’ is after the mora. */
const ENDINGS = ['ま’した', 'ませ’んでした', 'ませ’ん', 'ましょ’う', 'ま’すか', 'ま’すね', 'ま’すよ', 'ま’すが', 'ま’す', 'で’した', 'でしょ’う', 'で’すか', 'で’すね', 'で’すよ', 'で’すが', 'で’す', 'くださ’い'];
/** Kana phrases whose は is the particle, and therefore said wa. */
const WA = /^(これ|それ|あれ|どれ|ここ|そこ|わたし|ぼく|きみ|あなた|かれ|かのじょ|きょう|あした|きのう|いま|こんにち|こんばん|で|に|と|の|から|まで)は/;
/** What is written to this, and what follows it when it is a particle. */
const PARTICLE_AT_END = /^(.+)([はへ])$/;
const LOANWORD_KERNEL_FROM_END = 3;

/** Japanese from kana. Accents are rules: marked with ’, polite endings, loanwords on the third mora from their end, else flat. */
export function createJapanese(inventory: Inventory): LanguageModule {
  return { read: readJapanese, speak: (sentence) => speakJapanese(sentence, inventory) };
}

function speakJapanese({ pieces, isQuestion, opening, ending }: Sentence, inventory: Inventory): Utterance | undefined {
  const builder = new UtteranceBuilder('ja', opening, inventory.pauses);
  let clause: Phrase[] = [];
  const flush = (): void => {
    addClause(builder, clause, inventory);
    clause = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'pause') {
      flush();
      builder.addPause();
    } else addPiece(clause, piece);
  }
  flush();
  if (builder.isEmpty) return undefined;
  return builder.finish(isQuestion ? inventory.pauses.endRising : inventory.pauses.end, ending);
}

function addPiece(clause: Phrase[], piece: WordPiece): void {
  const kana = piece.phones ?? piece.words.join('');
  const last = clause.at(-1);
  const isJoined = last?.pieces.at(-1)?.textEnd === piece.textStart && !last.kana.at(-1)?.endsWith('を');
  if (last !== undefined && isJoined) {
    last.pieces.push(piece);
    last.kana.push(kana);
  } else clause.push({ pieces: [piece], kana: [kana] });
}

function addClause(builder: UtteranceBuilder, clause: readonly Phrase[], inventory: Inventory): void {
  const spoken = phrasesToPhones(clause.map(({ kana }) => findAccent(kana.join(''), inventory)), inventory);
  clause.forEach(({ pieces, kana }, i) => {
    let from = 0;
    pieces.forEach((piece, k) => {
      const isLast = k === pieces.length - 1;
      const length = splitMorae(kana[k] ?? '', inventory.ja).flat().length;
      builder.addWord((spoken[i] ?? []).slice(from, isLast ? undefined : from + length), piece);
      from += length;
    });
  });
}

/** Kana of one phrase, as typed → its sounds and where its pitch falls. */
export function findAccent(typed: string, { ja }: Inventory): AccentPhrase {
  const marked = typed.indexOf('’');
  const kana = sayParticles(typed.replaceAll('’', ''));
  const count = (part: string): number => splitMorae(part, ja).length;
  if (marked > 0) return { kana, kernel: count(typed.slice(0, marked)) };
  for (const ending of ENDINGS) {
    const [before = '', after = ''] = ending.split('’');
    if (kana.endsWith(before + after)) return { kana, kernel: count(kana.slice(0, kana.length - after.length)) };
  }
  const loanword = /^[ァ-ヺー]+/.exec(kana)?.[0] ?? '';
  const length = count(loanword);
  if (length === 0) return { kana, kernel: 0 };
  const kernel = Math.max(1, length - LOANWORD_KERNEL_FROM_END + 1);
  // A long vowel, ん or っ cannot carry the fall; the mora before it does.
  const isWeak = /^(ー|ン|ッ)$/.test(Array.from(loanword).filter((letter) => !/[ャュョァィゥェォ]/.test(letter))[kernel - 1] ?? '');
  return { kana, kernel: isWeak && kernel > 1 ? kernel - 1 : kernel };
}

function sayParticles(kana: string): string {
  return kana.replace(WA, '$1わ').replace(PARTICLE_AT_END, (_, before: string, particle: string) => before + (particle === 'は' ? 'わ' : 'え'));
}
