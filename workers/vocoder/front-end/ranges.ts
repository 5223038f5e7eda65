import type { Rule } from './piece';

/**
 * From one quantity to another: 3-5, 50%–60%, 20元-30元.
 *
 * A tilde is also a mark of Markdown, so a rule for it comes before those that drop such marks.
 *
 * @param dashes what may stand between the two, as it is written between the brackets of a regular expression
 */
export const rangeRule = (dashes: string, word: string): Rule => ({
  pattern: new RegExp(String.raw`[${dashes}](?=(?:HK|US|NT)?[¥￥$€£]?\d)`, 'y'),
  say: (_, before) => (/\d(?:[%％℃°年月日号號元蚊円]|°C)?$/.test(before) ? word : undefined),
});
