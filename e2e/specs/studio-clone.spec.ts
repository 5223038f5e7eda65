import { readFileSync } from 'node:fs';
import { installMicrophone, isMicrophoneOpen, say } from '../fixtures/microphone';
import { OwnVoicesSheet } from '../fixtures/own-voices-sheet';
import { PATIENCE_MS } from '../fixtures/patience';
import { everythingStored } from '../fixtures/stored';
import { expect, test } from '../fixtures/test';

test('a voice is made from the microphone, spoken with in Studio, kept over a reload, and gone when it is deleted', async ({ page, studio }) => {
  test.slow();
  await installMicrophone(page);
  await studio.open();
  const voices = new OwnVoicesSheet(page);
  const sheet = voices.dialog;
  await voices.open();
  await sheet.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(sheet.getByRole('button', { name: 'Stop recording' })).toBeVisible();
  await say(page, 'en-wind');
  await sheet.getByRole('button', { name: 'Stop recording' }).click();

  await expect(voices.transcript).toHaveValue(/wind|sun|strong|cloak/, { timeout: 3 * PATIENCE_MS });
  expect(await isMicrophoneOpen(page)).toBe(false);
  await voices.makeNamed('Windy', 'the north wind and the sun were arguing about which of them was the stronger, when a traveller came along, wrapped in a warm cloak');
  await expect(sheet.getByRole('figure', { name: 'How near it comes' })).toContainText(/\d+ of 100\. .+, the built-in voice most like the recording, has \d+\./);

  await sheet.getByRole('button', { name: 'Use “Windy” for this text' }).click();
  await voices.close();
  await expect(page.getByRole('combobox', { name: 'Voice', exact: true }).locator('option:checked')).toHaveText('Windy');
  await studio.text.fill('Good morning to all of you.');
  await studio.play.click();
  await studio.expectHeard(/Good|morning|all|you/);
  await studio.expectSilent();

  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const settings = page.getByRole('dialog', { name: 'Settings', exact: true });
  await settings.getByRole('combobox', { name: 'Voice for English' }).selectOption({ label: 'Windy' });
  await page.keyboard.press('Escape');

  await expect.poll(() => everythingStored(page)).toMatch(/"voiceIds":\{"en":"clone-/);
  await page.reload();
  await expect(studio.text).toBeVisible();
  await voices.open();
  await expect(sheet.getByRole('textbox', { name: 'Name of “Windy”' })).toHaveValue('Windy');
  expect(await everythingStored(page)).toContain('Windy');
  await voices.delete('Windy');
  await expect.poll(() => everythingStored(page), { timeout: PATIENCE_MS }).not.toMatch(/clone-|Windy|equalizerDb/);
});

test('what no voice can be made of is told in a sentence that says what to do', async ({ page, studio }) => {
  test.slow();
  await installMicrophone(page);
  await studio.open();
  const voices = new OwnVoicesSheet(page);
  const sheet = voices.dialog;
  await voices.open();
  await voices.choose('en-hello.wav', readFileSync('e2e/fixtures/audio/en-hello.wav'));
  await expect(sheet.getByRole('alert')).toHaveText(/too short/, { timeout: 3 * PATIENCE_MS });
  await voices.choose('silence.wav', readFileSync('e2e/fixtures/audio/silence.wav'));
  await expect(sheet.getByRole('alert')).toHaveText(/Nothing can be heard/);
  await voices.choose('words.wav', Buffer.from('these are no samples'));
  await expect(sheet.getByRole('alert')).toHaveText(/cannot be read/);
  await expect(voices.make).toBeHidden();
});

test('a recording that is dropped is listened to, also beside the place for it, and nobody is sent to Files', async ({ page, studio }) => {
  test.slow();
  await studio.open();
  const voices = new OwnVoicesSheet(page);
  await voices.open();
  await voices.drop(voices.dialog.getByRole('heading', { name: 'Voices on this device' }), 'words.wav', Buffer.from('these are no samples'));
  await expect(voices.dialog.getByRole('alert')).toHaveText(/cannot be read/);
  await voices.drop(voices.dialog.getByText('or drop one here'), 'en-wind.wav', readFileSync('e2e/fixtures/audio/en-wind.wav'));
  await expect(voices.transcript).toHaveValue(/wind|sun|strong|cloak/, { timeout: 3 * PATIENCE_MS });
  await expect(voices.make).toBeDisabled();
  await expect(page).toHaveURL(/#studio$/);
});
