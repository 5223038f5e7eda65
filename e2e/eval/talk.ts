import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readTable, type Row } from './manifest';
import type { EvalPage, SpokenTurn } from './page';
import { scoreTools } from './tool-score';

/**
 * Plays every file of the table into the microphone; keeps each reply as `reply-N.wav`.
 *
 * The files are one conversation, unless the table has a column `tool` (and `arguments`): then each row begins a new
 * one, and the summary says how often the right tool was called.
 */
export async function evalTalk(page: EvalPage, table: string, out: string) {
  const { rows, bad } = readTable(table, ['file', 'language']);
  mkdirSync(out, { recursive: true });
  const asksForTools = rows.some(({ values }) => values.tool);
  const { turns, underruns } = asksForTools ? await talkApart(page, table, rows) : await page.talk(rows.map((row) => toClip(table, row)));
  const reported = turns.map(({ replyWav, ...turn }, index) => {
    const name = `reply-${index + 1}.wav`;
    if (replyWav.length > 0) writeFileSync(join(out, name), replyWav);
    if (!asksForTools) console.log(`${turn.transcript} → ${turn.reply}`);
    return { ...turn, replyWav: replyWav.length > 0 ? name : null };
  });
  for (const item of bad) console.log(JSON.stringify({ line: item.line, error: item.reason }));
  if (!asksForTools) return { turns: reported, underruns };
  const cases = reported.flatMap(({ toolCalls }, index) => {
    const { tool = '', arguments: expected = '' } = rows[index]?.values ?? {};
    return tool === '' ? [] : [{ expected: { name: tool, arguments: expected }, calls: toolCalls, language: rows[index]?.values.language }];
  });
  const languages = [...new Set(cases.map(({ language }) => language ?? ''))];
  return { tools: Object.fromEntries(languages.map((name) => [name, scoreTools(cases.filter(({ language }) => language === name))])), underruns };
}

function toClip(table: string, { values }: Row): { path: string; interruptAfterMs?: number } {
  const interruptAfterMs = Number(values.interruptAfterMs);
  const path = resolve(dirname(table), values.file ?? '');
  return values.interruptAfterMs && Number.isFinite(interruptAfterMs) ? { path, interruptAfterMs } : { path };
}

async function talkApart(page: EvalPage, table: string, rows: readonly Row[]) {
  const turns: SpokenTurn[] = [];
  let underruns = 0;
  for (const row of rows) {
    if (turns.length > 0) await page.beginConversation();
    const report = await page.talk([toClip(table, row)]);
    const [turn] = report.turns;
    if (turn === undefined) throw new Error(`No turn came of ${row.values.file ?? ''}.`);
    turns.push(turn);
    underruns = report.underruns;
    const calls = turn.toolCalls.map(({ name, arguments: given }) => `${name} ${given}`).join('; ');
    console.log(JSON.stringify({ said: row.values.text, heard: turn.transcript, expected: `${row.values.tool ?? ''} ${row.values.arguments ?? ''}`, calls, reply: turn.reply }));
  }
  return { turns, underruns };
}
