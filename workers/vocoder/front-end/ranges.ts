import type { Rule } from './piece';

/**
 * From one quantity to another: 3-5, 50%–60%, 20元-30元, 10~20°C.
 *
 * It comes first among the rules of a language: those of quantities would take the dash for a minus sign, and a tilde is also a
 * mark of Markdown. What has an equals sign after it is a sum.
 */
export const rangeRule = (word: string): Rule => ({
  pattern: /[-–—~～〜](?=(?:HK|US|NT)?[¥￥$€£]?\d)(?![\d.,]+\s*(?:=|等))/y,
  say: (_, before) => (/\d(?:[%％℃°年月日号號元蚊円]|\s?°[CF])?$/.test(before) ? word : undefined),
});
