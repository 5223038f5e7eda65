import { readdir, readFile } from 'node:fs/promises';
import type { Page, Worker } from '@playwright/test';
import { listRenderers } from './renderer-memory';

/** Linux counts a thread's time in hundredths of a second (`USER_HZ`, `man 5 proc`). */
const TICK_MS = 10;
/** Long enough to stand out in those ticks, in bursts so short that nothing the worker is asked meanwhile waits for long. */
const SPIN = { bursts: 50, burstMs: 8 };

/** A thread of the page's browser, as Linux names it. */
export type ThreadPath = string;

/**
 * Finds the thread that a worker runs on: nothing names it, so the worker is kept busy and the thread whose time grows most
 * is it. To be called while the page does nothing else; null where Linux is not.
 */
export async function findThread(page: Page, worker: Worker): Promise<ThreadPath | null> {
  const before = await readThreads(page);
  await worker.evaluate(async ({ bursts, burstMs }) => {
    for (let burst = 0; burst < bursts; burst += 1) {
      const endMs = performance.now() + burstMs;
      while (performance.now() < endMs);
      await new Promise((resolve) => setTimeout(resolve, burstMs));
    }
  }, SPIN);
  const after = await readThreads(page);
  const grown = [...after].map(([path, ms]) => ({ path, ms: ms - (before.get(path) ?? 0) })).sort((a, b) => b.ms - a.ms);
  return grown[0]?.path ?? null;
}

/** Milliseconds for which a core worked for this thread since it began; null when it has ended. */
export async function readThreadMs(path: ThreadPath): Promise<number | null> {
  // The name stands in parentheses and may hold spaces; user and system time are the 14th and 15th fields of all.
  const fields = (await readFile(`${path}/stat`, 'utf8').catch(() => '')).split(') ').at(-1)?.split(' ') ?? [];
  const [userTicks, systemTicks] = [fields[11], fields[12]];
  return userTicks === undefined || systemTicks === undefined ? null : (Number(userTicks) + Number(systemTicks)) * TICK_MS;
}

async function readThreads(page: Page): Promise<Map<ThreadPath, number>> {
  const times = new Map<ThreadPath, number>();
  for (const processId of await listRenderers(page)) {
    const folder = `/proc/${processId}/task`;
    for (const threadId of await readdir(folder).catch(() => [])) {
      const ms = await readThreadMs(`${folder}/${threadId}`);
      if (ms !== null) times.set(`${folder}/${threadId}`, ms);
    }
  }
  return times;
}
