import type { GuessPhones } from './english-words';
import type { FrontEndData } from './front-end';
import type { Inventory } from './inventory';

/**
 * Dictionaries that load when the first text of their language comes.
 *
 * The English dictionary is 134,000 entries (3.5 MB of script) and would hold up the first Mandarin word.
 */
export function createFrontEndData(inventory: Inventory, guess: GuessPhones): FrontEndData {
  let english: ReturnType<FrontEndData['loadEnglish']> | undefined;
  let pinyin: ReturnType<FrontEndData['loadPinyin']> | undefined;
  return {
    inventory,
    loadEnglish: () => (english ??= import('cmu-pronouncing-dictionary').then(({ dictionary }) => ({ dictionary, guess }))),
    loadPinyin: () =>
      (pinyin ??= import('pinyin-pro').then(({ pinyin: toPinyin }) => (phrase: string) => toPinyin(phrase, { type: 'array', toneType: 'num', toneSandhi: true }))),
  };
}
