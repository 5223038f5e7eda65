import { expect, test } from '../fixtures/test';

test('with cores to spare the models compute on threads, and a short turn passes', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 4 }));
  await page.goto('/?device=wasm');
  await page.waitForFunction(() => 'sotto' in window);
  const ready = await page.evaluate(() => window.sotto.ready());
  expect(ready).toMatchObject({ provider: 'wasm', threadCount: 2 });
  const { reply, firstAudioMs } = await page.evaluate(() => window.sotto.type('hello'));
  expect(reply).toMatch(/\S/);
  expect(firstAudioMs).not.toBeNull();
});
