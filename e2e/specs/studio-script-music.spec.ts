import { readFileSync } from 'node:fs';
import { PATIENCE_MS } from '../fixtures/patience';
import { expect, test } from '../fixtures/test';
import { readWav, writeWav } from '../fixtures/wav';

const TONE_HZ = 5500;
const WINDOW_S = 0.05;
/** After the title, after the last line of a chapter; as scripts are read. */
const [TITLE_PAUSE_S, CHAPTER_PAUSE_S] = [1.2, 2];

/** Two seconds of a tone higher than most of speech, which goes round and round. */
const music = writeWav(Float32Array.from({ length: 32_000 }, (_, n) => 0.3 * Math.sin((2 * Math.PI * TONE_HZ * n) / 16_000)), 16_000);

/** How loud the tone is in [fromS, toS), in dB: the median over short windows, so that a hiss of the voice does not count. */
function toneDb(pcm: Float32Array, sampleRateHz: number, fromS: number, toS: number): number {
  const windowSamples = Math.round(WINDOW_S * sampleRateHz);
  const levels: number[] = [];
  for (let start = Math.round(fromS * sampleRateHz); start + windowSamples <= toS * sampleRateHz; start += windowSamples) {
    let [real, imaginary] = [0, 0];
    for (let n = 0; n < windowSamples; n++) {
      const angle = (2 * Math.PI * TONE_HZ * n) / sampleRateHz;
      real += (pcm[start + n] ?? 0) * Math.cos(angle);
      imaginary += (pcm[start + n] ?? 0) * Math.sin(angle);
    }
    levels.push(20 * Math.log10(Math.hypot(real, imaginary) / windowSamples + 1e-9));
  }
  return levels.sort((a, b) => a - b)[levels.length >> 1] ?? NaN;
}

test('music goes down while somebody speaks, comes up in the pause, and is away at the end', async ({ page, script }) => {
  test.slow();
  await script.open();
  await script.paste('# One\nThe morning is bright and quiet, and nobody in the house is awake yet.\n\n# Two\nThen the rain began, and everybody woke up at once.');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a recording' }).click();
  await (await choosing).setFiles({ name: 'tone.wav', mimeType: 'audio/wav', buffer: music });
  await expect(page.getByRole('slider', { name: 'Under speech' })).toHaveAttribute('aria-valuetext', '−14 dB');
  await page.getByRole('button', { name: 'Make all' }).click();
  const seconds: number[] = [];
  for (const number of [1, 2, 3, 4]) {
    await script.expectReady(number);
    seconds.push(Number.parseFloat(await script.state(number).innerText()));
  }
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const downloading = page.waitForEvent('download', { timeout: PATIENCE_MS });
  await page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: 'Save as WAV' }).click();
  const { pcm, sampleRateHz } = readWav(readFileSync(await (await downloading).path()));

  const [title = 0, line = 0] = seconds;
  const speechAt = title + TITLE_PAUSE_S;
  const pauseAt = speechAt + line;
  const speechDb = toneDb(pcm, sampleRateHz, speechAt + 0.2, pauseAt - 0.2);
  // It is up once it had the time to rise, and before it goes down again.
  const pauseDb = toneDb(pcm, sampleRateHz, pauseAt + 0.9, pauseAt + CHAPTER_PAUSE_S - 0.4);
  expect(pauseDb - speechDb).toBeGreaterThan(11);
  expect(pauseDb - speechDb).toBeLessThan(17);
  const totalS = pcm.length / sampleRateHz;
  expect(toneDb(pcm, sampleRateHz, totalS - 0.3, totalS)).toBeLessThan(pauseDb - 20);

  // Without it the recording is the same, but for the tone.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Remove the music' }).click();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const again = page.waitForEvent('download', { timeout: PATIENCE_MS });
  await page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: 'Save as WAV' }).click();
  const bare = readWav(readFileSync(await (await again).path()));
  expect(bare.pcm.length).toBe(pcm.length);
  expect(toneDb(bare.pcm, sampleRateHz, pauseAt + 0.9, pauseAt + CHAPTER_PAUSE_S - 0.4)).toBeLessThan(pauseDb - 40);
});
