import { fixtureFile, type TestFile } from '../fixtures/files-page';
import { expect, test } from '../fixtures/test';

/** The clip, and silence after it, so that it takes some room. */
function padded(name: string, byteCount: number): TestFile {
  const { bytes } = fixtureFile('en-time');
  const long = new Uint8Array(bytes.length + byteCount);
  long.set(bytes);
  new DataView(long.buffer).setUint32(4, long.length - 8, true);
  new DataView(long.buffer).setUint32(40, long.length - 44, true);
  return { name, bytes: long };
}

const usedBytes = async (page: { evaluate<T>(act: () => Promise<T>): Promise<T> }) => page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);

test('a recording is heard again in another language, and deleted with the room it took', async ({ page, files }) => {
  test.slow();
  await files.open();
  await files.drop([padded('meeting.wav', 3_000_000)]);
  await files.expectHeard('meeting');
  await files.entry('meeting').click();
  await expect(files.texts.first()).toHaveText(/\S/);
  const english = await files.texts.allTextContents();
  await files.pick('Hear again as Mandarin');
  await page.getByRole('button', { name: 'Hear it again' }).click();
  await expect(files.texts.first()).toHaveAttribute('lang', 'zh-Hans');
  // English words are no Mandarin ones: a recogniser that is sure of itself says so instead of inventing some.
  await expect(files.texts.first()).toHaveText(/\p{Script=Han}|\[unclear\]/u);
  await page.getByRole('button', { name: 'All files' }).click();
  await files.expectHeard('meeting');
  await files.entry('meeting').click();
  await expect(files.texts.first()).toHaveText(/\S/);
  expect(await files.texts.allTextContents()).not.toEqual(english);

  const before = await usedBytes(page);
  await files.pick(/^Delete “meeting”/);
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(files.library).toContainText('Nothing here yet');
  await expect.poll(async () => before - (await usedBytes(page))).toBeGreaterThan(2_500_000);
});

test('a recording that there is no room for is heard from the file, says so, and keeps its text', async ({ page, files }) => {
  test.slow();
  await files.open();
  await files.drop([fixtureFile('en-hello')]);
  await files.expectHeard('en-hello');
  // The browser's own override of the quota (`Storage.overrideQuotaForOrigin`) does not change what this Chromium estimates.
  await page.evaluate(() => {
    navigator.storage.estimate = () => Promise.resolve({ usage: 30_000_000, quota: 32_000_000 });
  });
  await files.drop([padded('meeting.wav', 4_000_000)]);
  await files.expectTold(/meeting\.wav.*Too large to keep: leave this tab open until it is done/);
  await files.expectHeard('meeting');
  await expect(files.entry('meeting')).toContainText('text only');
  await files.entry('meeting').click();
  await expect(files.texts.first()).toHaveText(/\S/);
  await expect(page.getByText('Its recording is not on this device')).toBeVisible();
});
