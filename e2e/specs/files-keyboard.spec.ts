import { expect, test } from '../fixtures/test';

test('a recording is chosen, read, played, corrected and put right again with the keyboard alone', async ({ page, files }) => {
  // The models are loaded first, and then the recording is heard.
  test.slow();
  const focused = page.locator(':focus');
  await page.goto('/?device=wasm');
  await page.getByRole('link', { name: 'Files' }).focus();
  await page.keyboard.press('Enter');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).focus();
  await page.keyboard.press('Enter');
  await (await choosing).setFiles('e2e/fixtures/audio/en-time.wav');
  await files.expectHeard('en-time');
  await files.entry('en-time').focus();
  await page.keyboard.press('Enter');
  await expect(files.texts.first()).toHaveText(/\S/);

  await page.keyboard.press('ArrowDown');
  await expect(files.texts.first()).toBeFocused();
  await page.keyboard.press('Space');
  await files.expectPlayed();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play (Space)' })).toBeVisible();

  await page.keyboard.press('Enter');
  await expect(focused).toHaveAccessibleName('Text of this segment');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('one two three four');
  for (let step = 0; step < ' three four'.length; step++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(files.texts.first()).toHaveText('one two');
  await expect(focused).toHaveText('three four');
  await page.keyboard.press('Home');
  await page.keyboard.press('Backspace');
  await expect(focused).toHaveText('one two three four');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(files.texts.first()).toHaveText('one two');
  await page.keyboard.press('Control+Shift+z');
  await expect(files.texts.first()).toHaveText('one two three four');

  await page.keyboard.press('Control+f');
  await expect(focused).toHaveAccessibleName('Find');
  await page.keyboard.type('three');
  await expect(page.getByText('1 of 1')).toBeVisible();
  await page.getByRole('textbox', { name: 'Replace with' }).focus();
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await expect(files.texts.first()).toHaveText('one two 3 four');
});
