import { expect, test } from '../fixtures/test';

const LONG = Array.from({ length: 40 }, () => 'The river is singing today, and nobody knows the reason for its song.').join(' ');

test('the newest request wins: another text said at once falls over the first, is the only one heard, and is the one that is taken along', async ({ studio }) => {
  test.slow();
  await studio.open();
  await studio.text.fill(LONG);
  await studio.play.click();
  await studio.expectHeard(/river|singing|nobody/);
  // Whatever is lit from here on belongs to the second text.
  await studio.text.fill('Fishermen write everything down.');
  const before = (await studio.litSince(0)).length;
  await studio.text.press('Control+Enter');
  await studio.expectHeard(/Fishermen|write|everything|down/);
  await studio.expectSilent();
  expect((await studio.litSince(before)).join(' ')).not.toMatch(/river|singing|nobody|reason|song/);
  const subtitles = (await studio.export('SRT')).bytes.toString('utf8');
  expect(subtitles).toContain('Fishermen write everything down.');
  expect(subtitles).not.toContain('river');
});

test('of many requests in a row, while the models still load, only the last is heard', async ({ page, studio }) => {
  test.slow();
  await studio.open();
  for (const text of ['Apples are red.', 'Bananas are yellow.', 'Cherries are sweet.']) {
    await studio.text.fill(text);
    await studio.text.press('Control+Enter');
  }
  // The page goes on answering while it makes the first words.
  await page.getByRole('textbox', { name: 'Title of the text' }).fill('Fruit');
  await studio.expectHeard(/Cherries|sweet/);
  await studio.expectSilent();
  const lit = (await studio.litSince(0)).join(' ');
  expect(lit).not.toMatch(/Apples|red|Bananas|yellow/);
  await expect(page.getByRole('textbox', { name: 'Title of the text' })).toHaveValue('Fruit');
});
