import { transcriptJson } from '../fixtures/transcript-json';
import { expect, test } from '../fixtures/test';
import { PATIENCE_MS } from '../fixtures/patience';

const SEGMENTS = 5000;
const long = transcriptJson({ title: 'hours', segmentCount: SEGMENTS, textOf: (index) => (index === 4321 ? 'here is the marmalade' : `these are the words of segment number ${index} of the meeting`) });

test('of five thousand segments those in sight are drawn first, and in the end all, in order', async ({ page, files }) => {
  // Written down before the page can draw the rest.
  await page.addInitScript(() => {
    window.addEventListener('DOMContentLoaded', () => {
      new MutationObserver((_, observer) => {
        const count = document.querySelectorAll('.segment').length;
        if (count === 0) return;
        document.documentElement.dataset.firstRows = String(count);
        observer.disconnect();
      }).observe(document.body, { childList: true, subtree: true });
    });
  });
  await files.open();
  await files.importText('hours.json', long);
  await expect(files.texts.first()).toHaveText(/segment number 0/);
  expect(Number(await page.locator('html').getAttribute('data-first-rows'))).toBeLessThanOrEqual(100);
  // They are drawn in idle time, of which a busy machine has little.
  await expect(files.segments).toHaveCount(SEGMENTS, { timeout: PATIENCE_MS });
  const clocks = await files.transcript.locator('.segment__text').evaluateAll((rows) => rows.map((row) => row.textContent.match(/\d+/)?.[0] ?? '4321'));
  expect(clocks).toEqual(Array.from({ length: SEGMENTS }, (_, index) => String(index)));
});

test('what is far down is found, reached by keys, edited and landed on', async ({ page, files }) => {
  const focused = page.locator(':focus');
  await files.open();
  await files.importText('hours.json', long);
  await expect(files.texts.first()).toHaveText(/segment number 0/);
  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox', { name: 'Find' }).fill('marmalade');
  await expect(page.getByText('1 of 1')).toBeVisible();
  await expect(files.transcript.getByText('here is the marmalade')).toBeInViewport();
  await page.keyboard.press('Escape');
  await files.texts.first().focus();
  for (let step = 0; step < 60; step++) await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveText(/segment number 60 /);
  await expect(focused).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(focused).toHaveAccessibleName('Text of this segment');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'All files' }).click();
  await files.search.fill('marmalade');
  await files.library.getByRole('button', { name: /marmalade/ }).click();
  await expect(focused).toHaveText('here is the marmalade');
  await expect(focused).toBeInViewport();
});
