import { SOFTWARE_GPU_MS } from '../fixtures/patience';
import { expect, test } from '../fixtures/test';

test('every graph computes its golden output on WebGPU, and a short turn passes', async ({ page }) => {
  test.setTimeout(SOFTWARE_GPU_MS);
  await page.goto('/?device=webgpu');
  await page.waitForFunction(() => 'sotto' in window);
  const ready = await page.evaluate(() => window.sotto.ready());
  expect(ready.provider).toBe('webgpu');
  const turn = await page.evaluate(() => window.sotto.type('hello').then(({ reply, firstAudioMs }) => ({ reply, firstAudioMs })));
  expect(turn.reply).toMatch(/\S/);
  expect(turn.firstAudioMs).not.toBeNull();
});
