import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readTable } from './manifest';
import type { EvalPage } from './page';
import { countEdits, errorInterval, errorRate, splitCharacters, splitWords, type Edits } from './score';

/** Transcribes every file of the table; prints a line a file, and returns the corpus figures. */
export async function evalAsr(page: EvalPage, table: string, hypothesisPath: string | undefined) {
  const { rows, bad } = readTable(table, ['file', 'language', 'text']);
  const errors = bad.map(({ line, reason }) => ({ line, error: reason }));
  const words: Edits[] = [];
  const characters: Edits[] = [];
  const heard: string[] = ['file\tlanguage\ttext'];
  let audioSeconds = 0;
  let computeSeconds = 0;
  let languageHits = 0;
  for (const { line, values } of rows) {
    const { file = '', language = '', text = '' } = values;
    try {
      const report = await page.transcribe(resolve(dirname(table), file));
      words.push(countEdits(splitWords(text), splitWords(report.text)));
      characters.push(countEdits(splitCharacters(text), splitCharacters(report.text)));
      audioSeconds += report.audioSeconds;
      computeSeconds += report.computeMs / 1000;
      if (report.language === language) languageHits += 1;
      heard.push(`${file}\t${report.language}\t${report.text}`);
      console.log(JSON.stringify({ file, language: report.language, text: report.text, reference: text }));
    } catch (error) {
      errors.push({ line, error: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) });
    }
  }
  for (const { line, error } of errors) console.log(JSON.stringify({ line, error }));
  if (hypothesisPath !== undefined) writeFileSync(hypothesisPath, `${heard.join('\n')}\n`);
  const insertions = words.reduce((sum, item) => sum + item.insertions, 0);
  return {
    wer: errorRate(words),
    wer95: errorInterval(words),
    cer: errorRate(characters),
    cer95: errorInterval(characters),
    n: words.length,
    rtf: audioSeconds > 0 ? computeSeconds / audioSeconds : null,
    insertionsPerMinute: audioSeconds > 0 ? insertions / (audioSeconds / 60) : null,
    languageAccuracy: words.length > 0 ? languageHits / words.length : null,
    audioSeconds,
    errors: errors.length,
    device: page.readyReport.provider,
  };
}
