import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { ScriptPage } from '../fixtures/script-page';
import { expect, test } from '../fixtures/test';
import { writeWav } from '../fixtures/wav';

const music = writeWav(Float32Array.from({ length: 32_000 }, (_, n) => 0.3 * Math.sin((2 * Math.PI * 440 * n) / 16_000)), 16_000);

async function choose(page: Page, button: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await choosing).setFiles(file);
}

/** Saves the open script as a project and answers the text of the file. */
async function saveProject(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Export' });
  await sheet.getByRole('radio', { name: 'Project', exact: true }).check({ force: true });
  const downloading = page.waitForEvent('download');
  await sheet.getByRole('button', { name: 'Save as Project' }).click();
  const text = readFileSync(await (await downloading).path(), 'utf8');
  await page.keyboard.press('Escape');
  return text;
}

test('a project takes its music to another device, and opens without it when that is damaged', async ({ browser, page, script }) => {
  await script.open();
  await script.paste('Alice: Good morning.\n\nBob: Good night.');
  await choose(page, 'Choose a recording', { name: 'tone.wav', mimeType: 'audio/wav', buffer: Buffer.from(music) });
  const panel = page.getByRole('region', { name: 'Music' });
  await expect(panel).toContainText('tone.wav');
  await page.getByRole('slider', { name: 'Under speech' }).focus();
  await page.keyboard.press('ArrowLeft');
  const text = await saveProject(page);

  const context = await browser.newContext({ baseURL: new URL(page.url()).origin, serviceWorkers: 'block' });
  try {
    const there = new ScriptPage(await context.newPage());
    await there.open();
    await choose(there.page, 'Choose a file', { name: 'tale.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await expect.poll(() => there.words()).toEqual(['Good morning.', 'Good night.']);
    await expect(there.page.getByRole('region', { name: 'Music' })).toContainText('tone.wav');
    await expect(there.page.getByRole('slider', { name: 'Under speech' })).toHaveAttribute('aria-valuetext', '−15 dB');
    await expect(there.page.getByRole('alert')).toHaveCount(0);

    await there.page.getByRole('button', { name: 'All scripts' }).click();
    const damaged = text.replace(/("base64":"[^"]{1000})./, '$1%');
    await choose(there.page, 'Choose a file', { name: 'damaged.json', mimeType: 'application/json', buffer: Buffer.from(damaged) });
    await expect(there.page.getByRole('alert').first()).toContainText('The music in damaged.json is damaged');
    await expect.poll(() => there.words()).toEqual(['Good morning.', 'Good night.']);
  } finally {
    await context.close();
  }
});

test('a project that names a voice of another device says so and who speaks instead, and keeps the name until another is chosen', async ({ page, script }) => {
  await script.open();
  await script.paste('Alice: Good morning.\n\nBob: Good night.');
  const voiceOfAlice = page.getByRole('combobox', { name: 'Voice of Alice' });
  await voiceOfAlice.selectOption({ label: 'Alan' });
  const chosen = await voiceOfAlice.inputValue();
  const text = (await saveProject(page)).replaceAll(chosen, 'clone-elsewhere');
  await page.getByRole('button', { name: 'All scripts' }).click();
  await choose(page, 'Choose a file', { name: 'tale.json', mimeType: 'application/json', buffer: Buffer.from(text) });

  const told = page.getByRole('status').filter({ hasText: 'The voice of Alice is missing on this device.' });
  // The first of the list speaks for it.
  const first = await page.getByRole('combobox', { name: 'Voice of Bob' }).locator('optgroup option').first().innerText();
  await expect(told).toContainText(`${first} will speak instead`);
  await expect(voiceOfAlice.locator('option:checked')).toHaveText(`A voice that is not on this device; said by ${first}`);
  await told.getByRole('button', { name: 'Dismiss' }).click();
  await expect(told).toHaveCount(0);
  expect(await saveProject(page)).toContain('clone-elsewhere');

  await page.reload();
  await expect(told).toBeVisible();
  await voiceOfAlice.selectOption({ label: 'Alan' });
  await expect(told).toHaveCount(0);
  await expect(voiceOfAlice.locator('option', { hasText: 'not on this device' })).toHaveCount(0);
});
