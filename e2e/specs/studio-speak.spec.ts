import { medianPitchHz } from '../fixtures/median-pitch';
import { PATIENCE_MS } from '../fixtures/patience';
import { readWav } from '../fixtures/wav';
import { expect, test } from '../fixtures/test';

test('a text is typed, heard, said otherwise while it plays, and taken along', async ({ studio }) => {
  // The models are loaded first.
  test.slow();
  await studio.open();
  await studio.text.fill('Good morning everybody. The river is singing today, and nobody knows the reason for its song. The fishermen say that it only sings when the rain was heavy in the hills, and that it stops as soon as somebody writes the words down. Tomorrow it will be quiet again, and we will miss it.');
  await studio.play.click();
  await studio.expectHeard(/\w/);
  await studio.slider('Pitch').focus();
  for (let step = 0; step < 8; step++) await studio.page.keyboard.press('ArrowRight');
  await expect(studio.slider('Pitch')).toHaveAttribute('aria-valuetext', /\+4 st/);
  await expect(studio.stop).toBeVisible();
  await studio.expectHeard(/song|Tomorrow|quiet|miss/);
  await studio.expectSilent();

  const { name, bytes } = await studio.export('WAV');
  expect(name).toBe('Good morning everybody The river.wav');
  const { pcm, sampleRateHz } = readWav(bytes);
  expect(pcm.length / sampleRateHz).toBeGreaterThan(4);
  expect(Math.max(...pcm.subarray(0, sampleRateHz).map(Math.abs))).toBeGreaterThan(0.02);
  const opus = await studio.export('Opus');
  expect(opus.bytes.toString('latin1', 0, 4)).toBe('OggS');
  const subtitles = await studio.export('SRT');
  expect(subtitles.bytes.toString('utf8')).toMatch(/^1\n00:00:0\d,\d{3} --> /);
  expect(subtitles.bytes.toString('utf8')).toContain('river');
});

test('stop falls silent, and what was typed before is not lit any more', async ({ studio }) => {
  test.slow();
  await studio.open();
  await studio.text.fill('One two three four five six seven eight nine ten.');
  await studio.page.keyboard.press('Control+Enter');
  await studio.expectHeard(/two|three/);
  await studio.page.keyboard.press('Escape');
  await studio.expectSilent();
  await expect.poll(() => studio.litWords()).toBe('');
});

test('a contour bends the pitch of what stands in it', async ({ studio }) => {
  test.slow();
  await studio.open();
  const pitchOf = async (text: string) => {
    await studio.text.fill(text);
    const { pcm, sampleRateHz } = readWav((await studio.export('WAV')).bytes);
    return medianPitchHz(pcm, sampleRateHz);
  };
  await studio.page.evaluate(() => window.sotto.ready());
  const words = 'Nobody knows the reason for it.';
  const asPredicted = await pitchOf(words);
  const bent = await pitchOf(`<prosody contour="(0%,+4st) (100%,+4st)">${words}</prosody>`);
  expect(12 * Math.log2(bent / asPredicted)).toBeGreaterThan(2.5);
  expect(12 * Math.log2(bent / asPredicted)).toBeLessThan(5.5);
});

test('a tag with a mistake is underlined, explained and never spoken', async ({ page, studio }) => {
  test.slow();
  await studio.open();
  await studio.text.fill('(happy 0.7, zappy)Good morning.');
  await expect(page.getByRole('list', { name: 'What is wrong with the tags' })).toContainText('is not a tag');
  await expect(studio.text).toHaveAttribute('aria-invalid', 'true');
  const subtitles = (await studio.export('SRT')).bytes.toString('utf8');
  expect(subtitles).toContain('Good morning.');
  expect(subtitles).not.toMatch(/happy|zappy/);
  await studio.text.fill('(happy)');
  await studio.play.click();
  await expect(page.getByRole('alert')).toContainText('nothing to say');
});

test('a word that is dragged up in the picture is heard at once, from itself on', async ({ page, studio }) => {
  test.slow();
  await studio.open();
  await studio.text.fill('Nobody knows the reason for it.');
  await studio.play.click();
  await studio.expectHeard(/reason|it/);
  await studio.expectSilent();
  const picture = page.getByRole('slider', { name: /^What was made/ });
  const box = await picture.boundingBox();
  if (box === null) throw new Error('Expected a picture of what was made.');
  const heardBefore = (await studio.litSince(0)).length;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 40, { steps: 4 });
  await page.mouse.up();
  await expect(picture).toHaveAttribute('aria-valuetext', /^(knows|the|reason), \d of 6, pitch \+7 st$/);
  // Nobody has asked for it to be played.
  await expect.poll(async () => (await studio.litSince(heardBefore)).join(' '), { timeout: PATIENCE_MS }).toMatch(/reason|it/);
  expect((await studio.litSince(heardBefore)).join(' ')).not.toMatch(/Nobody/);
  await studio.expectSilent();
});
