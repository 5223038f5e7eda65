import type { Dialect } from '../../../src/protocol/speech';
import { LATIN_QUANTITY } from './mandarin-text';

/** A stretch of text in one way of writing. */
type Script = 'latin' | 'east';
export type DialectRun = { dialect: Dialect; textStart: number; textEnd: number };

const IS_PUNCTUATION = /[\p{P}\p{Zs}\n]/u;
const IS_KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const IS_EAST = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const LATIN_DIALECTS: readonly Dialect[] = ['american', 'british'];

/**
 * Splits mixed text into runs of one dialect by script.
 *
 * Digits, symbols and quantities such as "5km" belong to the Han run they touch; what follows a run up
 * to its last punctuation mark stays with it, so that pauses are kept; the rest goes to what comes next.
 * A script is spoken in the dialect asked for when that is written so, otherwise in American or Mandarin, or Japanese
 * where kana stand. Text without letters is of the dialect asked for, or else of `fallback`.
 */
export function splitDialectRuns(text: string, asked: Dialect | null, fallback: Dialect): DialectRun[] {
  const scripts = markScripts(text, asked !== null && !LATIN_DIALECTS.includes(asked));
  const runs: DialectRun[] = [];
  let script: Script | undefined;
  let neutralStart = 0;
  const push = (textEnd: number): void => {
    const textStart = runs.at(-1)?.textEnd ?? 0;
    runs.push({ dialect: script === undefined ? (asked ?? fallback) : chooseDialect(script, text.slice(textStart, textEnd), asked), textStart, textEnd });
  };
  for (let i = 0; i < text.length; i += 1) {
    const here = scripts[i];
    if (here === undefined) continue;
    if (here !== script) {
      if (script !== undefined) push(findBorder(text, neutralStart, i, script));
      script = here;
    }
    neutralStart = i + 1;
  }
  push(text.length);
  return runs;
}

function chooseDialect(script: Script, text: string, asked: Dialect | null): Dialect {
  const isAskedLatin = asked !== null && LATIN_DIALECTS.includes(asked);
  if (script === 'latin') return isAskedLatin ? asked : 'american';
  if (asked !== null && !isAskedLatin) return asked;
  return IS_KANA.test(text) && asked === null ? 'japanese' : 'mandarin';
}

/**
 * The script of each UTF-16 unit, or `undefined` for digits, punctuation and symbols.
 *
 * @param isAskedEast whether a language that is written without Latin letters was asked for
 */
function markScripts(text: string, isAskedEast: boolean): (Script | undefined)[] {
  const scripts = Array.from(text.split(''), (unit): Script | undefined => (IS_EAST.test(unit) ? 'east' : /\p{Script=Latin}/u.test(unit) ? 'latin' : undefined));
  if (!scripts.includes('east') && !isAskedEast) return scripts;
  for (const tag of text.matchAll(/<\/?[a-zA-Z][^<>]{0,80}>/g)) scripts.fill(undefined, tag.index, tag.index + tag[0].length);
  const quantities = [...text.matchAll(LATIN_QUANTITY)].map((match) => [match.index, match.index + match[0].length] as const);
  const letters = [...scripts];
  for (const [start, end] of quantities) letters.fill(undefined, start, end);
  const before = nearestBefore(letters);
  const after = nearestBefore(letters.toReversed()).reverse();
  for (const [start, end] of quantities) {
    const touchesEast = scripts[start - 1] === 'east' || scripts[end] === 'east';
    const around = [before[start], after[end - 1]];
    // "500ml，8GB。" is of the text that it stands in, also where no letter touches it.
    if (touchesEast || (!around.includes('latin') && (isAskedEast || around.includes('east')))) scripts.fill('east', start, end);
  }
  return scripts;
}

/** Of each place: the script of the last letter up to it. */
function nearestBefore(scripts: readonly (Script | undefined)[]): (Script | undefined)[] {
  let last: Script | undefined;
  return scripts.map((script) => (last = script ?? last));
}

/** Where the run of `script` ends inside the neutral stretch [start, end). */
function findBorder(text: string, start: number, end: number, script: Script): number {
  let afterPunctuation = start;
  for (let i = start; i < end; i += 1) if (IS_PUNCTUATION.test(text.charAt(i))) afterPunctuation = i + 1;
  const firstPunctuation = text.slice(start, end).search(IS_PUNCTUATION);
  const hasDigitsFirst = firstPunctuation !== 0 && end > start;
  // "有3 apples" keeps the 3 with 有; "I have 3个" gives it to 个, which it touches.
  if (hasDigitsFirst && (script === 'east' || firstPunctuation > 0)) return firstPunctuation < 0 ? end : afterPunctuation;
  return afterPunctuation;
}
