import type { TranscriptDocument } from '../document';
import { joinWords } from '../join-words';
import type { ExportOptions } from './formats';
import { toTimestamp } from './timestamps';

/** What spreadsheets take for a formula, in half or full width (OWASP, "CSV Injection"). */
const FORMULA_START = /^\s*[=+\-@\t\r＝＋－＠]/u;

/**
 * One row a segment, after RFC 4180; a byte order mark first, because Excel reads UTF-8 only with one.
 *
 * A cell that a spreadsheet would calculate begins with an apostrophe.
 */
export function toCsv(document: TranscriptDocument, { languages, hasSpeakers, hasTimes }: ExportOptions): string {
  const names = new Map(document.speakers.map(({ id, name }) => [id, name]));
  const columns = [
    ...(hasTimes ? ['start', 'end'] : []), ...(hasSpeakers ? ['speaker'] : []), 'language',
    ...(languages === 'translation' ? [] : ['text', 'confidence']), ...(languages === 'original' ? [] : ['translation']),
  ];
  const rows = document.segments.map(({ startMs, endMs, speakerId, language, words, translation }) => {
    const confidence = words.length === 0 ? '' : (words.reduce((sum, word) => sum + word.confidence, 0) / words.length).toFixed(3);
    return [
      ...(hasTimes ? [toTimestamp(startMs, '.'), toTimestamp(endMs, '.')] : []),
      ...(hasSpeakers ? [speakerId === null ? '' : (names.get(speakerId) ?? '')] : []), language,
      ...(languages === 'translation' ? [] : [joinWords(words), confidence]), ...(languages === 'original' ? [] : [translation?.text ?? '']),
    ];
  });
  return `\uFEFF${[columns, ...rows].map((row) => `${row.map(toCell).join(',')}\r\n`).join('')}`;
}

function toCell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
