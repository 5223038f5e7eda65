import { installMicrophone, isMicrophoneOpen } from '../fixtures/microphone';
import { OwnVoicesSheet } from '../fixtures/own-voices-sheet';
import { expect, test } from '../fixtures/test';

test('a sheet that is open when the window becomes narrow stays in sight, and the page can be used after it', async ({ page, studio }) => {
  await studio.open();
  const voices = new OwnVoicesSheet(page);
  await voices.open();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(voices.dialog).toBeInViewport();
  await voices.close();
  await studio.text.click();
  await page.keyboard.type('Still here.');
  await expect(studio.text).toHaveValue('Still here.');
});

test('who goes back while a voice is recorded leaves no open microphone behind, and no recording', async ({ page, studio }) => {
  await installMicrophone(page);
  await page.goto('/?device=wasm');
  await page.getByRole('link', { name: 'Studio' }).click();
  await expect(studio.text).toBeVisible();
  const voices = new OwnVoicesSheet(page);
  await voices.open();
  await voices.dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await expect.poll(() => isMicrophoneOpen(page)).toBe(true);
  await page.goBack();
  await expect(studio.text).toBeHidden();
  await expect.poll(() => isMicrophoneOpen(page)).toBe(false);
  await page.goForward();
  await voices.open();
  await expect(voices.dialog.getByRole('button', { name: 'Record', exact: true })).toBeVisible();
  // A recording that had gone on to its own end would be judged here.
  await expect(voices.dialog.getByRole('alert')).toHaveCount(0);
});
