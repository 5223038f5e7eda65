import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SynthesizeCall } from '../../src/protocol/test-interface';
import { readTable, type Row } from './manifest';
import type { EvalPage } from './page';

const EMOTIONS = ['neutral', 'happy', 'sad', 'calm', 'angry', 'excited'] as const;

/** Speaks every row of the table into `DIR/id.wav`. */
export async function evalTts(page: EvalPage, table: string, out: string) {
  const { rows, bad } = readTable(table, ['id', 'language', 'text']);
  mkdirSync(out, { recursive: true });
  const items: { id: string; ttfaMs: number; rtf: number; seconds: number }[] = [];
  const errors = bad.map(({ line, reason }) => ({ line, error: reason }));
  for (const row of rows) {
    const id = row.values.id ?? '';
    try {
      const report = await page.synthesize(toCall(row));
      writeFileSync(join(out, `${id.replace(/[^\w.-]/g, '_')}.wav`), report.wav);
      const item = { id, ttfaMs: report.ttfaMs, rtf: report.computeMs / 1000 / report.seconds, seconds: report.seconds };
      items.push(item);
      console.log(JSON.stringify(item));
    } catch (error) {
      errors.push({ line: row.line, error: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) });
    }
  }
  for (const item of errors) console.log(JSON.stringify(item));
  return { n: items.length, ttfaMs: median(items.map((item) => item.ttfaMs)), rtf: median(items.map((item) => item.rtf)), items, errors };
}

function toCall({ values }: Row): SynthesizeCall {
  const { text = '', language } = values;
  if (language !== 'en' && language !== 'zh') throw new RangeError(`Expected language en or zh, got ${language ?? ''}`);
  const call: SynthesizeCall = { text, language };
  if (values.voice) call.voice = values.voice;
  const emotion = EMOTIONS.find((name) => name === values.emotion);
  if (values.emotion && emotion === undefined) throw new RangeError(`Expected emotion ${EMOTIONS.join(', ')}, got ${values.emotion}`);
  if (emotion !== undefined) call.emotion = emotion;
  for (const key of ['strength', 'rate', 'pitch', 'energy'] as const) {
    const cell = values[key];
    if (!cell) continue;
    const value = Number(cell);
    if (!Number.isFinite(value)) throw new RangeError(`Expected a number for ${key}, got ${cell}`);
    call[key] = value;
  }
  return call;
}

/** Middle value; the mean of the two middle ones for an even count; null for none. */
export function median(values: number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
