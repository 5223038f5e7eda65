import type { Inventory } from './inventory';
import { splitMorae, type AccentPhrase } from './japanese-kana';

/** Where the pitch falls inside polite endings, whatever stands before them; ’ is after the mora. */
const ENDINGS = ['ま’した', 'ませ’んでした', 'ませ’ん', 'ましょ’う', 'ま’すか', 'ま’すね', 'ま’すよ', 'ま’すが', 'ま’す', 'で’した', 'でしょ’う', 'で’すか', 'で’すね', 'で’すよ', 'で’すが', 'で’す', 'くださ’い'];
/** Kana phrases whose は is the particle, and therefore said wa. */
const WA = /^(これ|それ|あれ|どれ|ここ|そこ|わたし|ぼく|きみ|あなた|かれ|かのじょ|きょう|あした|きのう|いま|こんにち|こんばん|で|に|と|の|から|まで)は/;
/** は and へ at the end of a phrase are particles. */
const PARTICLE_AT_END = /^(.+)([はへ])$/;
const LOANWORD_KERNEL_FROM_END = 3;

/** Kana of one phrase, as typed → its sounds and where its pitch falls: marked with ’, a polite ending, a loanword, else it does not. */
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
