import { transcriptJson } from '../fixtures/transcript-json';
import { expect, test } from '../fixtures/test';

const SRT = '1\r\n00:00:01,000 --> 00:00:02,500\r\nAda: hello from a subtitle\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nand goodbye\r\n';
const VTT = 'WEBVTT\n\n00:01.000 --> 00:02.500\n<v Ben>hello from the web\n\n00:03.000 --> 00:04.000\nand goodbye\n';

for (const [name, text, said] of [['film.srt', SRT, 'hello from a subtitle'], ['film.vtt', VTT, 'hello from the web']] as const) {
  test(`${name} is opened through the picker, edited, and found in the library`, async ({ page, files }) => {
    await files.open();
    await files.importText(name, text);
    await expect(files.texts).toHaveCount(2);
    await expect(files.texts.first()).toContainText(said);
    await expect(page.getByText('Its recording is not on this device')).toBeVisible();
    await files.texts.last().dblclick();
    const field = page.getByRole('textbox', { name: 'Text of this segment' });
    await field.fill('and farewell');
    await field.press('Escape');
    await page.getByRole('button', { name: 'All files' }).click();
    await files.entry('film').click();
    await expect(files.texts.last()).toHaveText('and farewell');
  });
}

test('a file that is no transcript says so, and nothing opens', async ({ page, files }) => {
  await files.open();
  await files.importText('shopping.json', '{"milk": 2}');
  await expect(page.getByText('shopping.json')).toBeVisible();
  await expect(files.library).toContainText('Nothing here yet');
});

test('tags of music and noise are shown, hidden, and shown again', async ({ files }) => {
  await files.open();
  const sounds = [{ startMs: 0, endMs: 4000, name: 'music' }, { startMs: 6000, endMs: 9000, name: 'noise' }];
  await files.importText('concert.json', transcriptJson({ title: 'concert', segmentCount: 4, textOf: (index) => `words ${index}`, sounds }));
  const tags = files.transcript.locator('.sound');
  await expect(tags).toHaveText([/^music 0:00–0:04$/, /^noise 0:06–0:09$/]);
  await files.pick('Hide sounds');
  await expect(tags).toHaveCount(0);
  await expect(files.texts).toHaveCount(4);
  await files.pick('Show sounds');
  await expect(tags).toHaveCount(2);
});

test('a name stands only where the speaker changes', async ({ files }) => {
  await files.open();
  await files.importText('talk.json', transcriptJson({ title: 'talk', segmentCount: 6, textOf: (index) => `words ${index}` }));
  const names = files.transcript.getByRole('button', { name: /^Speaker:/ });
  await expect(names).toHaveCount(6);
  const opacities = () => names.evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).opacity));
  expect(await opacities()).toEqual(['1', '0', '0', '1', '0', '0']);
  await files.texts.nth(1).focus();
  expect(await opacities()).toEqual(['1', '0', '0', '1', '0', '0']);
  await names.nth(1).focus();
  expect(await opacities()).toEqual(['1', '1', '0', '1', '0', '0']);
});
