import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { FilesPage } from '../fixtures/files-page';
import { medianPitchHz, semitonesBetween } from '../fixtures/median-pitch';
import { OwnVoicesSheet } from '../fixtures/own-voices-sheet';
import { PATIENCE_MS } from '../fixtures/patience';
import { everythingStored } from '../fixtures/stored';
import { expect, test } from '../fixtures/test';
import { transcriptJson } from '../fixtures/transcript-json';
import { readWav, writeWav } from '../fixtures/wav';

/** So much slower, and lower, that nobody of the pack has this pitch. */
const SLOWED = 0.75;
const WORDS = 'the north wind and the sun were arguing about which of them was the stronger, when a traveller came along, wrapped in a warm cloak';

/** Recordings of one text by the voice of the pack and by the one that was made, and how to tell by its pitch who speaks. */
class Pitches {
  constructor(readonly builtInHz: number, readonly ownHz: number) {}

  whoSpeaks(wav: Buffer): 'own' | 'built in' | 'nobody' {
    const hz = pitchOf(wav);
    const [own, builtIn] = [semitonesBetween(hz, this.ownHz), semitonesBetween(hz, this.builtInHz)];
    return own < builtIn / 2 ? 'own' : builtIn < own / 2 ? 'built in' : 'nobody';
  }
}

function pitchOf(wav: Buffer): number {
  const { pcm, sampleRateHz } = readWav(wav);
  return medianPitchHz(pcm, sampleRateHz);
}

/** Saves what a menu item makes. */
async function download(page: Page, menu: string, item: string): Promise<Buffer> {
  await page.getByRole('button', { name: menu }).click();
  const downloading = page.waitForEvent('download', { timeout: 2 * PATIENCE_MS });
  await page.getByRole('menuitem', { name: item }).click();
  return readFileSync(await (await downloading).path());
}

async function speakTranslation(page: Page, files: FilesPage): Promise<Buffer> {
  await files.open();
  await files.importText('talk.json', transcriptJson({ title: 'talk', segmentCount: 2, textOf: () => '早上好', translationOf: () => 'Good morning, the river is singing.' }));
  await expect(files.segments).toHaveCount(2);
  return download(page, 'More for this transcript', 'Speak the translation (WAV)');
}

test('a voice of one’s own answers in Talk and speaks translations in Files after a reload, and once it is deleted another does', async ({ page, studio, assistant, files, script }) => {
  test.slow();
  await studio.open();
  await studio.text.fill('Good morning, the river is singing.');
  const builtIn = (await studio.export('WAV')).bytes;
  const sheet = new OwnVoicesSheet(page);
  await sheet.open();
  const { pcm, sampleRateHz } = readWav(readFileSync('e2e/fixtures/audio/en-wind.wav'));
  await sheet.choose('slow.wav', writeWav(pcm, Math.round(SLOWED * sampleRateHz)));
  await sheet.makeNamed('Windy', WORDS);
  await sheet.dialog.getByRole('button', { name: 'Use “Windy” for this text' }).click();
  await sheet.close();
  const pitches = new Pitches(pitchOf(builtIn), pitchOf((await studio.export('WAV')).bytes));
  expect(semitonesBetween(pitches.builtInHz, pitches.ownHz), 'voices that cannot be told apart prove nothing').toBeGreaterThan(2);

  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const voiceForEnglish = page.getByRole('dialog', { name: 'Settings', exact: true }).getByRole('combobox', { name: 'Voice for English' });
  await voiceForEnglish.selectOption({ label: 'Windy' });
  await page.keyboard.press('Escape');
  await script.open();
  await script.paste('Alice: Good morning.');
  const voiceOfAlice = page.getByRole('combobox', { name: 'Voice of Alice' });
  await voiceOfAlice.selectOption({ label: 'Windy' });

  await assistant.startTyping();
  await assistant.send('hello');
  await assistant.expectReplies(1);
  expect(pitches.whoSpeaks(await download(page, 'Conversation menu', 'Save the sound (WAV)'))).toBe('own');
  expect(pitches.whoSpeaks(await speakTranslation(page, files))).toBe('own');

  // Studio goes back to the script that was open.
  await page.goto('/?device=wasm#studio/script');
  await expect(voiceOfAlice.locator('option:checked')).toHaveText('Windy');
  await page.goto('/?device=wasm#studio');
  await sheet.open();
  await sheet.delete('Windy');
  await sheet.close();
  await expect(page.getByRole('combobox', { name: 'Voice', exact: true }).locator('option', { hasText: 'Windy' })).toHaveCount(0);
  await expect.poll(() => everythingStored(page), { timeout: PATIENCE_MS }).not.toMatch(/clone-|Windy|equalizerDb/);
  expect(pitches.whoSpeaks(await speakTranslation(page, files))).toBe('built in');
});
