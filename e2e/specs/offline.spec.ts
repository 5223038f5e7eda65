import { AssistantPage } from '../fixtures/assistant-page';
import { notePassing } from '../fixtures/passing';
import { startPreview } from '../fixtures/preview-server';
import { expect, test } from '../fixtures/test';

test('the second visit needs no server at all', async ({ browser }) => {
  const server = await startPreview();
  const context = await browser.newContext({ baseURL: server.address, serviceWorkers: 'allow' });
  await notePassing(context);
  try {
    const page = await context.newPage();
    const assistant = new AssistantPage(page);
    await assistant.startTyping();
    await page.evaluate(() => navigator.serviceWorker.ready);
    server.kill();
    await context.setOffline(true);
    await page.reload();
    await assistant.typeInstead.click();
    await assistant.expectPhase('resting');
    const { models } = await page.evaluate(async () => JSON.parse(await window.sotto.snapshot()).diagnostics);
    expect(models.verdicts).toHaveLength(5);
    for (const verdict of models.verdicts) expect(verdict).toMatchObject({ hasPassed: true, isRemembered: true });
    await assistant.send('hello');
    await assistant.expectReplies(1);
  } finally {
    server.kill();
    await context.close();
  }
});
