import { readFile } from 'node:fs/promises';
import { fixtureFile } from '../fixtures/files-page';
import { expect, test } from '../fixtures/test';

test('a dropped recording is heard, corrected, taken along, and found again after a reload', async ({ page, files }) => {
  // The models are loaded first, and then the recording is heard.
  test.slow();
  await files.open();
  await files.drop([fixtureFile('en-time')]);
  await files.expectHeard('en-time');
  await expect(page.getByRole('log', { name: 'News of recordings' }).getByText('en-time.wav is written down.')).toHaveCount(1);
  await files.entry('en-time').click();
  await expect(files.texts.first()).toHaveText(/\S/);

  await files.texts.first().dblclick();
  const field = page.getByRole('textbox', { name: 'Text of this segment' });
  await field.fill('what a marmalade morning');
  await field.press('Escape');
  await expect(files.texts.first()).toHaveText('what a marmalade morning');

  await files.segments.first().getByRole('button', { name: /^Speaker:/ }).click();
  const panel = page.getByRole('dialog', { name: /^Speaker/ });
  await panel.getByRole('textbox', { name: 'Name, everywhere' }).fill('Ada');
  await panel.getByRole('button', { name: 'Rename' }).click();
  await expect(files.segments.first().getByRole('button', { name: 'Speaker: Ada' })).toBeVisible();

  await files.exportButton.click();
  await page.getByRole('radio', { name: 'SRT' }).check({ force: true });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as SRT' }).click();
  const srt = await readFile(await (await download).path(), 'utf8');
  expect(srt).toMatch(/^1\r?\n00:00:0\d,\d{3} --> 00:00:0\d,\d{3}\r?\nAda: what a marmalade morning/);
  await page.keyboard.press('Escape');

  await page.reload();
  await expect(files.texts.first()).toHaveText('what a marmalade morning');
  await page.getByRole('button', { name: 'All files' }).click();
  await files.search.fill('marmalade');
  await files.library.getByRole('button', { name: /marmalade/ }).click();
  await expect(files.texts.first()).toBeFocused();
});
