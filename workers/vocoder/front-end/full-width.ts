const ALWAYS = /[０-９Ａ-Ｚａ-ｚ＃＄＆＋＝＠]/g;
const BETWEEN_DIGITS = /(?<=[0-9０-９])[．，／－](?=[0-9０-９])/g;

/**
 * Full-width digits, Latin letters and signs, as Chinese and Japanese write them too, as the plain ones that the rules know.
 *
 * Each is one UTF-16 unit for one, so places in the text stay. Punctuation is left: a full-width comma is a pause, but one between digits.
 */
export function foldFullWidth(text: string): string {
  return text.replace(BETWEEN_DIGITS, toPlain).replace(ALWAYS, toPlain);
}

function toPlain(sign: string): string {
  return String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
}
