import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test';

const TURNS = 100;

test('of a long conversation the end is drawn, and what was said before is a key away', async ({ page, assistant }) => {
  await page.goto('/');
  await keepConversation(page, TURNS);
  await page.reload();
  await expect(assistant.humanLines.last()).toHaveText(`question ${TURNS}`);
  await expect(page.getByText('question 1', { exact: true })).toHaveCount(0);

  const earlier = page.getByRole('button', { name: 'Show what was said before' });
  const firstDrawn = assistant.humanLines.first();
  const before = Number((await firstDrawn.innerText()).split(' ')[1]);
  expect(before).toBeGreaterThan(TURNS / 2);
  await earlier.focus();
  const line = page.getByText(`question ${before}`, { exact: true });
  await page.keyboard.press('Enter');
  await expect.poll(() => assistant.humanLines.count()).toBeGreaterThan(TURNS - before + 1);
  await expect(line, 'what was read stays in sight').toBeInViewport();
  await expect(earlier).not.toBeFocused();
  while (await earlier.count() > 0) await earlier.press('Enter');
  await expect(page.getByText('question 1', { exact: true })).toBeAttached();
  await expect(assistant.humanLines).toHaveCount(TURNS);
});

test('a conversation that goes on draws no more and no more', async ({ page, assistant }) => {
  await page.goto('/');
  await keepConversation(page, TURNS);
  await page.reload();
  await assistant.startTyping();
  const drawn = await assistant.humanLines.count();
  for (let turn = 1; turn <= 12; turn += 1) {
    await assistant.send('hello');
    await expect(assistant.humanLines.last()).toHaveText('hello');
    await assistant.expectPhase('speaking');
    await page.keyboard.press('Escape');
    await assistant.expectPhase('resting');
  }
  expect(await assistant.humanLines.count()).toBeLessThan(drawn + 12);
});

/** Writes a conversation where the page keeps them. */
async function keepConversation(page: Page, turns: number): Promise<void> {
  const entries = Array.from({ length: turns }, (_, index) => [
    { id: `h${index}`, turnId: `t${index}`, atMs: index, kind: 'human', via: 'text', text: `question ${index + 1}`, language: 'en', voiceHint: '' },
    { id: `a${index}`, turnId: `t${index}`, atMs: index, kind: 'assistant', text: `answer ${index + 1}`, heardLength: `answer ${index + 1}`.length, isOpen: false, isInterrupted: false, quote: null },
  ]).flat();
  await page.evaluate((conversation) => new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('sotto-conversations');
    opening.onupgradeneeded = () => opening.result.createObjectStore('records');
    opening.onerror = () => reject(new Error(String(opening.error)));
    opening.onsuccess = () => {
      const writing = opening.result.transaction('records', 'readwrite');
      writing.objectStore('records').put(conversation, conversation.id);
      writing.oncomplete = () => resolve();
      writing.onerror = () => reject(new Error(String(writing.error)));
    };
  }), { id: 'long', startedAtMs: 1, entries });
}
