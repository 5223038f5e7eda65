import { longM4a } from '../../workers/media/test-helpers/long-m4a';
import { expect, test } from '../fixtures/test';
import type { FilesPage } from '../fixtures/files-page';

/** Words with their times and confidences, as the JSON export has them. */
async function readSegments(files: FilesPage, title: string): Promise<string> {
  await files.entry(title).click();
  await expect(files.texts.first()).toHaveText(/\S/);
  const id = /[^/]+$/.exec(files.page.url())?.[0] ?? '';
  const json = await files.page.evaluate(async (documentId) => new TextDecoder().decode((await window.sotto.exportTranscript(documentId, 'json')).bytes), id);
  const { segments }: { segments: { startMs: number; endMs: number; words: object[] }[] } = JSON.parse(json);
  await files.page.getByRole('button', { name: 'All files' }).click();
  return segments.map(({ startMs, endMs, words }) => JSON.stringify({ startMs, endMs, words })).join('\n');
}

test('an m4a that was left in its middle comes to the text of an unbroken run, to the last confidence', async ({ page, files }) => {
  test.slow();
  const bytes = await longM4a(16);
  await files.open();
  await files.drop([{ name: 'unbroken.m4a', bytes }]);
  await files.expectHeard('unbroken');
  await files.drop([{ name: 'broken.m4a', bytes }]);
  await files.expectTold(/(?<!un)broken\.m4a.*1:[3-9]\d of/);
  await page.reload();
  await files.expectHeard('broken');
  const unbroken = await readSegments(files, 'unbroken');
  expect(unbroken.split('\n').length).toBeGreaterThan(10);
  expect(await readSegments(files, 'broken')).toBe(unbroken);
});
