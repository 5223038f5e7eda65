import { createOffsetMap, pushRun, type OffsetMap, type Run } from './offset-map';

const LINE_BREAK = '\\r\\n|[\\r\\v\\f\\u0085\\u2028\\u2029]';
const SPACE = '[\\t\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]';
/** Control and format characters, halves of surrogate pairs, private use, and letters that nobody sees. A joiner inside an emoji stays. */
const UNSEEN = '(?:(?!\\n|\\u200d\\p{Extended_Pictographic})[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\uffa0])+';
const UNCLEAN = new RegExp(`(${LINE_BREAK})|(${SPACE})|${UNSEEN}`, 'gu');

/**
 * Source with regular spaces and line breaks and without what cannot be seen: a zero-width space inside `[pause]` must not
 * make it text that is read out.
 */
export function cleanSource(source: string): { text: string; map: OffsetMap } {
  const runs: Run[] = [];
  let text = '';
  let sourceEnd = 0;
  const add = (piece: string, from: number, to: number, isVerbatim: boolean) => {
    pushRun(runs, { start: text.length, end: text.length + piece.length, sourceStart: from, sourceEnd: to, isVerbatim });
    text += piece;
  };
  for (const match of source.matchAll(UNCLEAN)) {
    if (match.index > sourceEnd) add(source.slice(sourceEnd, match.index), sourceEnd, match.index, true);
    sourceEnd = match.index + match[0].length;
    if (match[1] !== undefined) add('\n', match.index, sourceEnd, match[0].length === 1);
    else if (match[2] !== undefined) add(' ', match.index, sourceEnd, true);
  }
  if (sourceEnd < source.length) add(source.slice(sourceEnd), sourceEnd, source.length, true);
  return { text, map: createOffsetMap(runs) };
}
