import type { SpeechLanguage } from '../../../src/protocol/speech';
import { createCantonese } from './cantonese-utterance';
import { createEnglish } from './english-utterance';
import type { GuessPhones } from './english-words';
import type { FrontEndData } from './front-end';
import type { Inventory } from './inventory';
import { JapaneseLexicon } from './japanese-lexicon';
import { createJapanese } from './japanese-utterance';
import type { LanguageModule } from './language-module';
import { createMandarin } from './mandarin-utterance';

/**
 * The languages there are rules for. Their dictionaries load when the first text of a language comes.
 *
 * The English dictionary is 134,000 entries (3.5 MB of script) and would hold up the first Mandarin word.
 */
export function createFrontEndData(inventory: Inventory, guess: GuessPhones): FrontEndData {
  const modules: Partial<Record<SpeechLanguage, () => Promise<LanguageModule>>> = {
    en: once(() => import('cmu-pronouncing-dictionary').then(({ dictionary }) => createEnglish(inventory, dictionary, guess))),
    zh: once(() => import('pinyin-pro').then(({ pinyin }) =>
      createMandarin(inventory, (phrase, toneSandhi) => pinyin(phrase, { type: 'array', toneType: 'num', toneSandhi })))),
    yue: once(() => import('to-jyutping').then(({ getJyutpingList }) => createCantonese(inventory, (phrase) => getJyutpingList(phrase).map(([, jyutping]) => jyutping)))),
    ja: once(() => import('./japanese-lexicon.json').then(({ default: words }) => createJapanese(inventory, new JapaneseLexicon(words)))),
  };
  const languages = new Map([...inventory.languages.keys()].flatMap((language) => {
    const load = modules[language];
    return load === undefined ? [] : [[language, load] as const];
  }));
  return { inventory, languages };
}

/** Loads at the first call; a failure is forgotten, so that the next call tries again. */
function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | undefined;
  return () =>
    (loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
}
