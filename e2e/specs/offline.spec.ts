import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { AssistantPage } from '../fixtures/assistant-page';
import { stopServer } from '../fixtures/stop-server';
import { expect, openProfile, test } from '../fixtures/test';

test('the second visit needs no server at all', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-offline-'));
  const server = await preview({ preview: { port: 0 }, logLevel: 'error' });
  const context = await openProfile(chromium, folder, server.resolvedUrls?.local[0]);
  try {
    const [page = await context.newPage()] = context.pages();
    const assistant = new AssistantPage(page);
    await assistant.startTyping();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await stopServer(server);
    await page.goto('about:blank');
    await assistant.startTyping();
    await assistant.send('hello');
    await assistant.expectReplies(1);
    await expect(assistant.assistantLines.first()).toHaveText(/\S/);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
