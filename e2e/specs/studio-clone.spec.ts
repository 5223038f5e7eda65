import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { installMicrophone, isMicrophoneOpen, say } from '../fixtures/microphone';
import { PATIENCE_MS } from '../fixtures/patience';
import { expect, test } from '../fixtures/test';

/** Everything that this origin keeps in IndexedDB, as text; sounds and weights by their size. */
function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const open = (name: string) => new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const read = (database: IDBDatabase, store: string) => new Promise<unknown[]>((resolve, reject) => {
      const objects = database.transaction(store).objectStore(store);
      const request = objects.getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const texts: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await open(name ?? '');
      for (const store of database.objectStoreNames) texts.push(JSON.stringify(await read(database, store)));
      database.close();
    }
    return texts.join('\n');
  });
}

const openOwnVoices = async (page: Page): Promise<Locator> => {
  await page.getByRole('button', { name: /^(Make a voice from a recording|Your own voices)/ }).click();
  return page.getByRole('dialog', { name: 'Your own voices' });
};

test('a voice is made from the microphone, spoken with in Studio and in Talk, kept over a reload, and gone when it is deleted', async ({ page, studio }) => {
  test.slow();
  await installMicrophone(page);
  await studio.open();
  const sheet = await openOwnVoices(page);
  await sheet.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(sheet.getByRole('button', { name: 'Stop recording' })).toBeVisible();
  await say(page, 'en-wind');
  await sheet.getByRole('button', { name: 'Stop recording' }).click();

  const transcript = sheet.getByRole('textbox', { name: 'What is said in it' });
  await expect(transcript).toHaveValue(/wind|sun|strong|cloak/, { timeout: 3 * PATIENCE_MS });
  expect(await isMicrophoneOpen(page)).toBe(false);
  await transcript.fill('the north wind and the sun were arguing about which of them was the stronger, when a traveller came along, wrapped in a warm cloak');
  await sheet.getByRole('textbox', { name: 'Name of the voice' }).fill('Windy');
  const make = sheet.getByRole('button', { name: 'Make the voice' });
  await expect(make).toBeDisabled();
  await sheet.getByRole('checkbox', { name: /my voice, or I have this person’s permission/ }).check();
  await make.click();
  await expect(sheet.getByText('“Windy” is made. Nothing of the recording was kept.')).toBeVisible({ timeout: 4 * PATIENCE_MS });
  await expect(sheet.getByRole('figure', { name: 'How near it comes' })).toContainText(/\d+ of 100\. .+, the built-in voice most like the recording, has \d+\./);

  await sheet.getByRole('button', { name: 'Use “Windy” for this text' }).click();
  await sheet.getByRole('button', { name: 'Close' }).click();
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
  const again = await openOwnVoices(page);
  await expect(again.getByRole('textbox', { name: 'Name of “Windy”' })).toHaveValue('Windy');
  expect(await everythingStored(page)).toContain('Windy');
  await again.getByRole('button', { name: 'Delete “Windy”' }).click();
  await page.getByRole('dialog', { name: 'Delete this voice?' }).getByRole('button', { name: 'Delete it' }).click();
  await expect(again.getByText('None yet.')).toBeVisible();
  await expect.poll(() => everythingStored(page), { timeout: PATIENCE_MS }).not.toMatch(/clone-|Windy|equalizerDb/);
});

test('what no voice can be made of is told in a sentence that says what to do', async ({ page, studio }) => {
  test.slow();
  await installMicrophone(page);
  await studio.open();
  const sheet = await openOwnVoices(page);
  const choose = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await sheet.getByRole('button', { name: 'Choose a recording' }).click();
    await (await chooser).setFiles({ name, mimeType: 'audio/wav', buffer });
  };
  await choose('en-hello.wav', readFileSync('e2e/fixtures/audio/en-hello.wav'));
  await expect(sheet.getByRole('alert')).toHaveText(/too short/, { timeout: 3 * PATIENCE_MS });
  await choose('silence.wav', readFileSync('e2e/fixtures/audio/silence.wav'));
  await expect(sheet.getByRole('alert')).toHaveText(/Nothing can be heard/);
  await choose('words.wav', Buffer.from('these are no samples'));
  await expect(sheet.getByRole('alert')).toHaveText(/cannot be read/);
  await expect(sheet.getByRole('button', { name: 'Make the voice' })).toBeHidden();
});
