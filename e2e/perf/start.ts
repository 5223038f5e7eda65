import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { BROWSER_ARGS, chromiumPath } from '../fixtures/chromium';
import { startPreview } from '../fixtures/preview-server';
import { summarize } from './statistics';

const VISITS = 5;

/** First visit (nothing stored) and second visit (network off), each in a profile of its own. */
export async function benchStart() {
  const firstMs: number[] = [];
  const secondMs: number[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    const profile = mkdtempSync(join(tmpdir(), 'sotto-bench-'));
    const server = await startPreview();
    const address = `${server.address}?device=wasm`;
    const context = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath(), args: BROWSER_ARGS });
    firstMs.push(await readyAfter(context, address));
    const [page] = context.pages();
    await page?.evaluate(() => navigator.serviceWorker.ready);
    server.kill();
    await context.setOffline(true);
    secondMs.push(await readyAfter(context, address));
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
  return { firstVisitMs: summarize(firstMs), secondVisitOfflineMs: summarize(secondMs) };
}

/** Milliseconds from navigation to the moment a person could begin. */
async function readyAfter(context: BrowserContext, address: string): Promise<number> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(address);
  await page.waitForFunction(() => 'sotto' in window);
  return page.evaluate(async () => {
    await window.sotto.ready();
    return performance.now();
  });
}
