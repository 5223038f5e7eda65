import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { PATIENCE_MS } from '../fixtures/patience';
import type { ScriptPage } from '../fixtures/script-page';
import { expect, test } from '../fixtures/test';
import { readWav } from '../fixtures/wav';
import { wordOverlap } from '../fixtures/word-overlap';

const PLAY = '# The river\n\nAlice: Good morning, did you hear that?\n\nBob: It came from the river.\n\nAlice: Then we should go and look for the boat.';
/** After a title, a line before a paragraph ends, and the last of a chapter; as scripts are read. */
const PAUSES_S = 1.2 + 0.7 + 0.7 + 2;

/** Saves the open script in a format. */
async function save(page: Page, format: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Export' });
  await sheet.getByRole('radio', { name: format, exact: true }).check({ force: true });
  const downloading = page.waitForEvent('download', { timeout: PATIENCE_MS });
  await sheet.getByRole('button', { name: `Save as ${format}`, exact: true }).click();
  const download = await downloading;
  await page.keyboard.press('Escape');
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Notes which lines are made from now on, by their number. */
async function watchMaking(page: Page): Promise<void> {
  await page.evaluate(() => {
    const made = new Set<string>();
    Object.assign(window, { madeLines: made });
    new MutationObserver((records) => {
      for (const { target } of records) {
        const line = target instanceof HTMLElement && target.dataset.phase === 'rendering' ? target.closest('li') : null;
        if (line !== null) made.add(line.getAttribute('aria-label') ?? '');
      }
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-phase'] });
  });
}
const readMade = (page: Page) => page.evaluate(() => [...(('madeLines' in window && window.madeLines instanceof Set ? window.madeLines : []))].map(String));

async function readSeconds(script: ScriptPage, count: number): Promise<number> {
  const texts = await Promise.all(Array.from({ length: count }, (_, index) => script.state(index + 1).innerText()));
  return texts.reduce((sum, text) => sum + Number.parseFloat(text), 0);
}

test('a script of two voices is made, one line is changed and made again alone, all of it outlives a reload and is taken along', async ({ page, script }) => {
  test.slow();
  await script.open();
  await script.paste(PLAY);
  await expect(script.line(4)).toBeVisible();
  await page.getByRole('button', { name: 'Make all' }).click();
  for (const number of [1, 2, 3, 4]) await script.expectReady(number);
  await expect(page.getByRole('region', { name: 'How it was made' })).toContainText('By the models');

  await watchMaking(page);
  await script.text(3).click();
  await script.field(3).fill('It came from the bridge.');
  await page.keyboard.press('Escape');
  await expect(script.state(3)).toHaveAttribute('data-phase', 'stale');
  await page.getByRole('button', { name: 'Make all' }).click();
  await script.expectReady(3);
  expect(await readMade(page)).toEqual(['Line 3, Bob']);

  const seconds = await readSeconds(script, 4);
  await page.reload();
  await expect(script.text(3)).toHaveText('It came from the bridge.');
  for (const number of [1, 2, 3, 4]) await script.expectReady(number);
  expect(await readSeconds(script, 4)).toBeCloseTo(seconds, 5);

  const wav = await save(page, 'WAV');
  expect(wav.name).toBe('Script.wav');
  const { pcm, sampleRateHz } = readWav(wav.bytes);
  // The screen shows tenths.
  expect(Math.abs(pcm.length / sampleRateHz - seconds - PAUSES_S)).toBeLessThan(0.25);
  await page.evaluate(() => window.sotto.ready());
  const heard = await page.evaluate((base64) => window.sotto.transcribe(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))])), wav.bytes.toString('base64'));
  expect(wordOverlap(heard.text, 'good morning did you hear that it came from the bridge then we should go and look for the boat')).toBeGreaterThan(0.25);

  const srt = (await save(page, 'SRT')).bytes.toString('utf8');
  expect(srt).toContain('Bob: It came from the bridge.');
  expect(srt).toMatch(/^1\n00:00:00,\d{3} --> /);
  const opus = (await save(page, 'Opus')).bytes;
  expect(opus.toString('latin1', 0, 4)).toBe('OggS');
  expect(opus.toString('latin1', 0, 4000)).toContain('CHAPTER001NAME=The river');
  const mp3 = (await save(page, 'MP3')).bytes;
  expect(mp3.toString('latin1', 0, 4)).toBe('ID3\x04');
  expect(mp3.toString('latin1', 0, 2000)).toMatch(/CTOC[\s\S]*CHAP[\s\S]*The river/);
  const zip = (await save(page, 'Lines')).bytes;
  expect(zip.toString('latin1', 0, 2)).toBe('PK');
  expect(zip.toString('utf8')).toContain('00003 Bob - It came from the bridge.wav');
});

test('a script that is being made goes on after a reload, and plays from a line', async ({ page, script }) => {
  test.slow();
  await script.open();
  await script.paste(Array.from({ length: 12 }, (_, index) => `This is sentence number ${index + 1} of a story that takes a while to be told from its beginning to its end.`).join('\n\n'));
  await page.getByRole('button', { name: 'Make all' }).click();
  await script.expectReady(1);
  await page.reload();
  // Nobody has clicked since.
  await script.expectReady(12);
  await script.line(2).hover();
  await page.getByRole('button', { name: 'Play from line 2', exact: true }).click();
  await script.expectHeard(/\w/);
  await script.stop.click();
  await script.expectSilent();
});
