import type { GuessPhones } from './english-words';
import type { FrontEndData } from './front-end';
import type { Inventory } from './inventory';

/**
 * Dictionaries that load when the first text of their language comes.
 *
 * The English dictionary is 134,000 entries (3.5 MB of script) and would hold up the first Mandarin word.
 */
export function createFrontEndData(inventory: Inventory, guess: GuessPhones): FrontEndData {
  return {
    inventory,
    loadEnglish: once(() => import('cmu-pronouncing-dictionary').then(({ dictionary }) => ({ dictionary, guess }))),
    loadPinyin: once(() => import('pinyin-pro').then(({ pinyin }) => (phrase: string) => pinyin(phrase, { type: 'array', toneType: 'num', toneSandhi: true }))),
  };
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
