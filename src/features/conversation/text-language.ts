import type { Language } from '../../protocol/tokenizer';

const LANGUAGE_TAGS: Record<Language, string | undefined> = { en: 'en', zh: 'zh-Hans', yue: 'yue-Hant', ja: 'ja', other: undefined };
const LANGUAGE_NAMES: Record<Language, string | undefined> = { en: 'English', zh: '中文', yue: '粵語', ja: '日本語', other: undefined };

/** The `lang` of a recognised utterance, so that fonts and screen readers pick the right voice. */
export const languageTag = (language: Language): string | undefined => LANGUAGE_TAGS[language];
/** A language's name in that language; nothing for one that was not recognised. */
export const languageName = (language: Language): string | undefined => LANGUAGE_NAMES[language];

/** The `lang` of text whose language nobody stated; Han characters count for more, because a clause needs fewer of them. */
export function guessLanguageTag(text: string): string | undefined {
  const kana = text.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  if (kana > 0) return 'ja';
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (han === 0 && latin === 0) return undefined;
  return han * 3 >= latin ? 'zh-Hans' : 'en';
}
