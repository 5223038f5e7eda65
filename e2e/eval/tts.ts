import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIALECTS, EMOTIONS, SPEECH_LANGUAGES, STYLES, type EmotionMix, type MelodyNote } from '../../src/protocol/speech';
import type { SynthesizeCall } from '../../src/protocol/test-interface';
import { readTable, type Row } from './manifest';
import type { EvalPage } from './page';

/** Speaks every row of the table into `DIR/id.wav`, and writes where each word is heard into `DIR/words.tsv`. */
export async function evalTts(page: EvalPage, table: string, out: string) {
  const { rows, bad } = readTable(table, ['id', 'language', 'text']);
  mkdirSync(out, { recursive: true });
  const wordsPath = join(out, 'words.tsv');
  writeFileSync(wordsPath, 'id\tword\tstartSeconds\tendSeconds\n');
  const items: { id: string; ttfaMs: number; rtf: number; seconds: number }[] = [];
  const errors = bad.map(({ line, reason }) => ({ line, error: reason }));
  for (const row of rows) {
    const id = row.values.id ?? '';
    try {
      const report = await page.synthesize(toCall(row));
      writeFileSync(join(out, `${id.replace(/[^\w.-]/g, '_')}.wav`), report.wav);
      appendFileSync(wordsPath, report.words.map(({ text, startSeconds, endSeconds }) => `${id}\t${text.replace(/\s+/g, ' ')}\t${startSeconds}\t${endSeconds}\n`).join(''));
      const item = { id, ttfaMs: report.ttfaMs, rtf: report.computeMs / 1000 / report.seconds, seconds: report.seconds };
      items.push(item);
      console.log(JSON.stringify({ ...item, signal: report.provenance.signal }));
    } catch (error) {
      errors.push({ line: row.line, error: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) });
    }
  }
  for (const item of errors) console.log(JSON.stringify(item));
  return { n: items.length, ttfaMs: median(items.map((item) => item.ttfaMs)), rtf: median(items.map((item) => item.rtf)), items, errors };
}

/** A row as the page is asked; throws what is wrong with it. */
export function toCall({ values }: Row): SynthesizeCall {
  const { text = '' } = values;
  const language = oneOf(SPEECH_LANGUAGES, 'language', values.language);
  if (language === undefined) throw new RangeError(`Expected language ${SPEECH_LANGUAGES.join(', ')}, got nothing`);
  const call: SynthesizeCall = { text, language, hasMarkup: values.markup === '1' };
  if (values.preset) call.preset = `builtin-${values.preset}`;
  const dialect = oneOf(DIALECTS, 'dialect', values.dialect);
  if (dialect !== undefined) call.dialect = dialect;
  if (values.voice) call.voice = values.voice;
  const style = oneOf(STYLES, 'style', values.style);
  if (style !== undefined) call.style = style;
  if (values.emotion) call.emotions = parseEmotions(values.emotion, number('strength', values.strength) ?? 1);
  for (const key of ['rate', 'pitch', 'range', 'energy', 'breathiness', 'pause'] as const) {
    const value = number(key, values[key]);
    if (value !== undefined) call[key] = value;
  }
  const shape = { age: number('age', values.age), pitchSemitones: number('shapePitch', values.shapePitch), brightness: number('brightness', values.brightness), roughness: number('roughness', values.roughness) };
  call.shape = Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined));
  const beatsPerMinute = number('bpm', values.bpm);
  if (beatsPerMinute !== undefined) call.beatsPerMinute = beatsPerMinute;
  if (values.melody) call.melody = parseMelody(values.melody);
  return call;
}

/** '60:1 62:0.5 -:1' → middle C for a beat, D for half a beat, a beat of rest. */
export function parseMelody(cell: string): MelodyNote[] {
  return cell.split(/\s+/).map((note) => {
    const [midi, beats] = note.split(':');
    return { midi: midi === '-' ? null : (number('melody', midi) ?? 60), beats: number('melody', beats) ?? 1 };
  });
}

/** 'sad' or 'happy:0.5+sad:0.3', each times `strength`; 'neutral' is none. */
export function parseEmotions(cell: string, strength: number): Partial<EmotionMix> {
  if (cell === 'neutral') return {};
  return Object.fromEntries(cell.split('+').map((part) => {
    const [name, share] = part.split(':');
    return [oneOf(EMOTIONS, 'emotion', name?.trim()), (number('emotion', share) ?? 1) * strength];
  }));
}

function oneOf<Name extends string>(names: readonly Name[], column: string, cell: string | undefined): Name | undefined {
  if (!cell) return undefined;
  const name = names.find((candidate) => candidate === cell);
  if (name === undefined) throw new RangeError(`Expected ${column} ${names.join(', ')}, got ${cell}`);
  return name;
}

function number(column: string, cell: string | undefined): number | undefined {
  if (!cell) return undefined;
  const value = Number(cell);
  if (!Number.isFinite(value)) throw new RangeError(`Expected a number for ${column}, got ${cell}`);
  return value;
}

/** Middle value; the mean of the two middle ones for an even count; null for none. */
export function median(values: number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
