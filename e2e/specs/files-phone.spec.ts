import { fixtureFile } from '../fixtures/files-page';
import { expect, test } from '../fixtures/test';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test('on a phone nothing hangs over the edge, and a transcript is read, played and corrected by touch', async ({ page, files }) => {
  // The models are loaded first, and then the recording is heard.
  test.slow();
  const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await files.open();
  expect(await overhang()).toBeLessThanOrEqual(0);
  await files.drop([fixtureFile('en-time')]);
  await files.expectHeard('en-time');
  await files.entry('en-time').tap();
  await expect(files.texts.first()).toHaveText(/\S/);
  expect(await overhang()).toBeLessThanOrEqual(0);
  await files.texts.first().tap();
  await files.expectPlayed();
  await files.segments.first().getByRole('button', { name: /^Time:/ }).tap();
  await expect(page.getByRole('dialog', { name: 'Times of this segment' })).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  await files.exportButton.tap();
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeInViewport();
});
