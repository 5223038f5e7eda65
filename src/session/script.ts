import type { Language } from '../protocol/tokenizer';
import type { SpokenLanguage } from './conversation';

const HAN = /\p{Script=Han}/u;
const LETTER = /\p{L}/u;

/** A stretch of text in one language: UTF-16 offsets into the text it was cut from. */
export type ScriptRun = { start: number; end: number; language: SpokenLanguage };

/** Whether anything in the text has a sound. */
export const isSpeakable = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/**
 * Cuts a text where its script changes between Han and any other letters, so that each run can be spoken by a
 * voice of its language. Digits, spaces and marks stay with the run before them; the runs cover the text.
 */
export function splitByScript(text: string, fallback: SpokenLanguage): ScriptRun[] {
  const runs: ScriptRun[] = [];
  let start = 0;
  let language: SpokenLanguage | null = null;
  let offset = 0;
  for (const character of text) {
    const own = scriptOf(character);
    if (own !== null && language !== null && own !== language) {
      runs.push({ start, end: offset, language });
      start = offset;
    }
    language = own ?? language;
    offset += character.length;
  }
  if (offset > start) runs.push({ start, end: offset, language: language ?? fallback });
  return runs;
}

function scriptOf(character: string): SpokenLanguage | null {
  if (HAN.test(character)) return 'zh';
  return LETTER.test(character) ? 'en' : null;
}

/** The language a typed text is answered in: Chinese as soon as it holds Han characters. */
export const languageOfText = (text: string): SpokenLanguage => (HAN.test(text) ? 'zh' : 'en');

/** The language an utterance is answered in. Cantonese and Japanese are written in Han characters or not understood. */
export function replyLanguage(heard: Language, text: string, lock: 'auto' | SpokenLanguage): SpokenLanguage {
  if (lock !== 'auto') return lock;
  if (heard === 'zh' || heard === 'yue') return 'zh';
  return heard === 'en' ? 'en' : languageOfText(text);
}
