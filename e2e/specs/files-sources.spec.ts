import { readFileSync } from 'node:fs';
import { installMicrophone, isMicrophoneOpen, say } from '../fixtures/microphone';
import { expect, test } from '../fixtures/test';

const wav = readFileSync('e2e/fixtures/audio/en-time.wav');

test('what is said after “Record now” is written down, and the microphone is let go', async ({ page, files }) => {
  test.slow();
  await installMicrophone(page);
  await files.open();
  await page.getByRole('button', { name: 'Record now' }).click();
  await expect(page.getByText('Recording from the microphone')).toBeVisible();
  await say(page, 'en-time');
  await page.getByRole('button', { name: 'Stop recording' }).click();
  await expect(page.getByText('Recording from the microphone')).toBeHidden();
  expect(await isMicrophoneOpen(page)).toBe(false);
  await files.expectHeard('Recording');
  await files.entry('Recording').click();
  await expect(files.texts.first()).toHaveText(/\S/);
});

test('a recording at an address is fetched when its site lets the page, and heard', async ({ page, files }) => {
  test.slow();
  await page.route('https://recordings.example/**', (route) => route.fulfill({ body: wav, contentType: 'audio/wav', headers: { 'access-control-allow-origin': '*' } }));
  await files.open();
  await page.getByRole('button', { name: 'From the web' }).click();
  await page.getByRole('textbox', { name: 'Address of a recording' }).fill('https://recordings.example/talks/en%20time.wav?x=1');
  await page.getByRole('button', { name: 'Fetch it' }).click();
  await files.expectHeard('en time');
});

test('an address that its site does not let the page read says so, and can be tried again', async ({ page, files }) => {
  let isAllowed = false;
  // Another site's name, because Playwright lets every page read an answer without the header.
  await page.route('https://recordings.example/**', (route) => route.fulfill({ status: isAllowed ? 404 : 200, body: wav, contentType: 'audio/wav', headers: { 'access-control-allow-origin': isAllowed ? '*' : 'https://elsewhere.example' } }));
  await files.open();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'https://recordings.example/secret.wav');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  const row = files.row('secret.wav');
  await expect(row.locator('[data-code=unreachable]')).toContainText('the site may not allow it');
  isAllowed = true;
  await row.getByRole('button', { name: 'Go on: secret.wav' }).click();
  await expect(row.locator('[data-code=unreachable]')).toBeVisible();
  await row.getByRole('button', { name: /^Stop/ }).click();
  await expect(files.row('secret.wav')).toHaveCount(0);
});
