import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readTable } from './manifest';
import type { EvalPage } from './page';

/** Plays every file of the table into the microphone as one conversation; keeps each reply as `reply-N.wav`. */
export async function evalTalk(page: EvalPage, table: string, out: string) {
  const { rows, bad } = readTable(table, ['file', 'language']);
  mkdirSync(out, { recursive: true });
  const clips = rows.map(({ values }) => {
    const interruptAfterMs = Number(values.interruptAfterMs);
    const path = resolve(dirname(table), values.file ?? '');
    return values.interruptAfterMs && Number.isFinite(interruptAfterMs) ? { path, interruptAfterMs } : { path };
  });
  const { turns, underruns } = await page.talk(clips);
  const reported = turns.map(({ replyWav, ...turn }, index) => {
    const name = `reply-${index + 1}.wav`;
    if (replyWav.length > 0) writeFileSync(join(out, name), replyWav);
    console.log(`${turn.transcript} → ${turn.reply}`);
    return { ...turn, replyWav: replyWav.length > 0 ? name : null };
  });
  for (const item of bad) console.log(JSON.stringify({ line: item.line, error: item.reason }));
  return { turns: reported, underruns };
}
