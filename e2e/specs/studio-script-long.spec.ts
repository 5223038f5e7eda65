import type { Page } from '@playwright/test';
import { PATIENCE_MS } from '../fixtures/patience';
import { expect, test } from '../fixtures/test';

const LINES = 5000;
const LINE_EACH = 100;
const line = (index: number) => (index === 4321 ? 'Here is the marmalade.' : `This is sentence number ${index} of the book.`);
/** Fifty chapters whose titles are not read for lines: each line is a paragraph of somebody. */
const BOOK = Array.from({ length: LINES }, (_, index) => `${index % LINE_EACH === 0 ? `\n## Part ${index / LINE_EACH + 1}\n\n` : ''}${index % 3 === 0 ? 'Anna' : 'Robert'}: ${line(index)}`).join('\n');

async function importBook(page: Page): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await choosing).setFiles({ name: 'book.txt', mimeType: 'text/plain', buffer: Buffer.from(BOOK) });
}

test('of five thousand lines those in sight are drawn first, and in the end all, in order', async ({ page, script }) => {
  // Written down before the page can draw the rest.
  await page.addInitScript(() => {
    window.addEventListener('DOMContentLoaded', () => {
      new MutationObserver((_, observer) => {
        const count = document.querySelectorAll('.script-line').length;
        if (count === 0) return;
        document.documentElement.dataset.firstRows = String(count);
        observer.disconnect();
      }).observe(document.body, { childList: true, subtree: true });
    });
  });
  await script.open();
  await importBook(page);
  await expect(script.text(2)).toHaveText(/sentence number 0/);
  expect(Number(await page.locator('html').getAttribute('data-first-rows'))).toBeLessThanOrEqual(150);
  const rows = page.locator('.script-line__text');
  // They are drawn in idle time, of which a busy machine has little; each part has its title, too.
  await expect(rows).toHaveCount(LINES + LINES / LINE_EACH, { timeout: 3 * PATIENCE_MS });
  const numbers = await rows.evaluateAll((texts) => texts.flatMap((text) => /number (\d+)|marmalade/.exec(text.textContent)?.slice(0, 2) ?? []).filter((part) => /^\d+$|^marmalade$/.test(part ?? '')));
  expect(numbers.map((part) => (part === 'marmalade' ? 4321 : Number(part)))).toEqual(Array.from({ length: LINES }, (_, index) => index));
});

test('what is far down is found, scrolled to, reached by keys, edited, moved and taken back', async ({ page, script }) => {
  const focused = page.locator(':focus');
  await script.open();
  await importBook(page);
  await expect(script.text(2)).toHaveText(/sentence number 0/);
  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox', { name: 'Find in the script' }).fill('marmalade');
  await expect(page.getByText('1 of 1')).toBeVisible();
  await expect(script.list.getByText('Here is the marmalade.')).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(focused).toHaveText('Here is the marmalade.');

  await page.keyboard.press('Enter');
  await expect(focused).toHaveValue('Here is the marmalade.');
  await page.keyboard.type(' And honey.');
  await page.keyboard.press('Escape');
  await expect(focused).toHaveText('Here is the marmalade. And honey.');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(script.news).toHaveText('Line 22 of 101 in Part 44');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(script.list.getByText('Here is the marmalade.', { exact: true })).toBeInViewport();

  // A jump to the end lands there, however little of it was drawn.
  await script.list.evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await expect(script.list.getByText(`This is sentence number ${LINES - 1} of the book.`)).toBeInViewport({ timeout: PATIENCE_MS });
  await script.list.evaluate((list) => list.scrollTo(0, 0));
  await script.text(2).focus();
  for (let step = 0; step < 60; step++) await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveText(/sentence number 60 /);
  await expect(focused).toBeInViewport();
});
