import type { SayAs } from '../../../src/protocol/speech';
import { digitsToHanzi, integerToHanzi, numberToHanzi } from './mandarin-numbers';
import { readMandarin } from './mandarin-text';
import type { Piece } from './piece';
import { splitSayAs, standFor, telephoneGroups, writeHan } from './say-as';

/** SSML `say-as`: the text read in the one way that was asked for; text that does not fit is read as usual. */
export function readMandarinAs(text: string, sayAs: SayAs): Piece[] {
  const written = writeHan(text, sayAs, { day: '日', halves: ['上午', '下午'] });
  if (written !== undefined) return standFor(readMandarin(written), text);
  const groups = toGroups(text.trim(), sayAs);
  if (groups === undefined) return readMandarin(text);
  const range = { textStart: 0, textEnd: text.length };
  return groups.flatMap((words, i): Piece[] => [...(i > 0 ? [{ kind: 'pause' as const, ...range }] : []), { kind: 'word', words: [words], ...range }]);
}

function toGroups(text: string, sayAs: SayAs): string[] | undefined {
  const { kind, format } = splitSayAs(sayAs);
  switch (kind) {
    case 'characters':
      return /^[\d\s]*$/.test(text) ? [digitsToHanzi(text)] : undefined;
    case 'digits':
      return /\d/.test(text) ? (text.match(/\d+/g) ?? []).map(digitsToHanzi) : undefined;
    case 'telephone':
      // On the telephone one is said yao, so that it is not taken for seven.
      return /\d/.test(text) ? telephoneGroups(text, format).map((digits) => digitsToHanzi(digits).replace(/一/g, '幺')) : undefined;
    case 'cardinal':
      return /^[-−+]?[\d,]*\.?\d+$/.test(text) ? [numberToHanzi(text)] : undefined;
    case 'ordinal':
      return /^\d+$/.test(text) ? [`第${integerToHanzi(text)}`] : undefined;
    case 'date':
    case 'time':
    case 'currency':
      return undefined;
  }
}
