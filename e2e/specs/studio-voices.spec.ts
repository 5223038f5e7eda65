import { expect, test } from '../fixtures/test';

test('two voices share a text, and what each says is written down in order', async ({ page, studio }) => {
  // The models are loaded first.
  test.slow();
  await studio.open();
  await studio.text.fill('<voice name="Sally">Good morning, Robert.</voice> <voice name="Robert">Good morning, Sally.</voice>');
  await studio.play.click();
  await studio.expectHeard(/Robert/);
  await studio.expectHeard(/Sally/);
  await studio.expectSilent();
  await expect(page.getByRole('list', { name: 'What is wrong with the tags' })).toBeHidden();
  const subtitles = (await studio.export('SRT')).bytes.toString('utf8');
  expect(subtitles.replace(/\s+/g, ' ')).toMatch(/Good morning, Robert\..*Good morning, Sally\./);
  expect(subtitles).not.toContain('voice');
});
