import type { Page } from '@playwright/test';
import { startPreview } from '../fixtures/preview-server';
import { StudioPage } from '../fixtures/studio-page';
import { expect, test } from '../fixtures/test';
import { readWav } from '../fixtures/wav';

const levelDb = (pcm: Float32Array) => 10 * Math.log10(pcm.reduce((sum, sample) => sum + sample * sample, 0) / pcm.length);

/** What the browser's own decoder finds in a file. */
async function decode(page: Page, bytes: Buffer): Promise<{ seconds: number; levelDb: number }> {
  const { seconds, power } = await page.evaluate(async (base64) => {
    const file = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const sound = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(file.buffer);
    const pcm = sound.getChannelData(0);
    return { seconds: sound.duration, power: pcm.reduce((sum, sample) => sum + sample * sample, 0) / pcm.length };
  }, bytes.toString('base64'));
  return { seconds, levelDb: 10 * Math.log10(power) };
}

test('an MP3 is written with the server gone, as long and as loud as the WAV, and its encoder is there for that only', async ({ browser }) => {
  test.slow();
  const server = await startPreview();
  const context = await browser.newContext({ baseURL: server.address, serviceWorkers: 'allow' });
  try {
    const studio = new StudioPage(await context.newPage());
    await studio.open();
    await studio.text.fill('The river is singing today, and nobody knows the reason for its song.');
    await studio.page.evaluate(() => window.sotto.ready());
    const { pcm, sampleRateHz } = readWav((await studio.export('WAV')).bytes);
    await studio.page.evaluate(() => navigator.serviceWorker.ready);
    server.kill();
    await context.setOffline(true);
    const encoders: boolean[] = [];
    studio.page.on('worker', (worker) => {
      if (!worker.url().includes('mp3-encoder')) return;
      encoders.push(true);
      worker.on('close', () => encoders.push(false));
    });
    const mp3 = await studio.export('MP3');
    expect(mp3.name).toBe('The river is singing today.mp3');
    const decoded = await decode(studio.page, mp3.bytes);
    expect(Math.abs(decoded.seconds - pcm.length / sampleRateHz)).toBeLessThan(0.2);
    expect(Math.abs(decoded.levelDb - levelDb(pcm))).toBeLessThan(1);
    await expect.poll(() => encoders).toEqual([true, false]);
  } finally {
    server.kill();
    await context.close();
  }
});
