import { LATIN_QUANTITY } from './mandarin-text';

export type LanguageRun = { language: 'en' | 'zh'; textStart: number; textEnd: number };

const IS_PUNCTUATION = /[\p{P}\p{Zs}\n]/u;

/**
 * Splits mixed text into runs of one language by script.
 *
 * Digits, symbols and quantities such as "5km" belong to the Mandarin run they touch; what follows a run up
 * to its last punctuation mark stays with it, so that pauses are kept; the rest goes to what comes next.
 * Text without letters is of the language asked for.
 */
export function splitLanguageRuns(text: string, asked: 'en' | 'zh'): LanguageRun[] {
  const scripts = markScripts(text);
  const runs: LanguageRun[] = [];
  let language: 'en' | 'zh' | undefined;
  let neutralStart = 0;
  for (let i = 0; i < text.length; i += 1) {
    const script = scripts[i];
    if (script === undefined) continue;
    if (script !== language) {
      if (language !== undefined) {
        const border = findBorder(text, neutralStart, i, language);
        runs.push({ language, textStart: runs.at(-1)?.textEnd ?? 0, textEnd: border });
      }
      language = script;
    }
    neutralStart = i + 1;
  }
  runs.push({ language: language ?? asked, textStart: runs.at(-1)?.textEnd ?? 0, textEnd: text.length });
  return runs;
}

/** The language of each UTF-16 unit, or `undefined` for digits, punctuation and symbols. */
function markScripts(text: string): ('en' | 'zh' | undefined)[] {
  const scripts = Array.from(text.split(''), (unit) => (/\p{Script=Han}/u.test(unit) ? 'zh' : /\p{Script=Latin}/u.test(unit) ? 'en' : undefined));
  if (!scripts.includes('zh')) return scripts;
  for (const tag of text.matchAll(/<\/?[a-zA-Z][^<>]{0,80}>/g)) scripts.fill(undefined, tag.index, tag.index + tag[0].length);
  for (const match of text.matchAll(LATIN_QUANTITY)) {
    const end = match.index + match[0].length;
    const touchesHan = scripts[match.index - 1] === 'zh' || scripts[end] === 'zh';
    if (touchesHan) scripts.fill('zh', match.index, end);
  }
  return scripts;
}

/** Where the run of `language` ends inside the neutral stretch [start, end). */
function findBorder(text: string, start: number, end: number, language: 'en' | 'zh'): number {
  let afterPunctuation = start;
  for (let i = start; i < end; i += 1) if (IS_PUNCTUATION.test(text.charAt(i))) afterPunctuation = i + 1;
  const firstPunctuation = text.slice(start, end).search(IS_PUNCTUATION);
  const hasDigitsFirst = firstPunctuation !== 0 && end > start;
  // "有3 apples" keeps the 3 with 有; "I have 3个" gives it to 个, which it touches.
  if (hasDigitsFirst && (language === 'zh' || firstPunctuation > 0)) return firstPunctuation < 0 ? end : afterPunctuation;
  return afterPunctuation;
}
