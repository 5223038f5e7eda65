import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

/**
 * Private memory (MB) of the largest renderer of the page's browser, as Linux counts it; null elsewhere.
 *
 * The script heap of the page leaves out its workers and what WebAssembly holds, and those have the models.
 */
export async function readAnonymousMemoryMb(page: Page): Promise<number | null> {
  const sizes = await Promise.all((await listRenderers(page)).map(readRssAnonMb));
  const known = sizes.filter((size) => size !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** Process numbers of the renderers of the page's browser. */
export async function listRenderers(page: Page): Promise<number[]> {
  const browser = page.context().browser();
  if (browser === null) return [];
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  } finally {
    await session.detach();
  }
}

async function readRssAnonMb(pid: number): Promise<number | null> {
  // A process that has ended meanwhile, and every process of another system, has no such file.
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /RssAnon:\s+(\d+) kB/.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1000;
}
