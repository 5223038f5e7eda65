import { expect, test } from '../fixtures/test';

test('a tag is completed, a feeling is set and put back, the text is heard and stopped with the keyboard alone', async ({ page, studio }) => {
  // The models are loaded first.
  test.slow();
  await page.goto('/?device=wasm');
  await page.getByRole('link', { name: 'Studio' }).focus();
  await page.keyboard.press('Enter');
  await studio.text.focus();
  await page.keyboard.type('(whis');
  const tags = page.getByRole('listbox', { name: 'Tags' });
  await expect(tags.getByRole('option', { name: /whisper/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(studio.text).toHaveValue('(whisper)');
  await page.keyboard.type('This is a secret that nobody knows. ');
  await page.keyboard.type('(zzz');
  await expect(tags).toBeHidden();
  await page.keyboard.type('Escape is only for the voice.');

  const happy = studio.slider('Happy');
  await happy.focus();
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
  await expect(happy).toHaveAttribute('aria-valuetext', '20 %');
  await page.keyboard.press('Delete');
  await expect(happy).toHaveAttribute('aria-valuetext', '0 %');

  await studio.text.focus();
  await page.keyboard.press('Control+Enter');
  await studio.expectHeard(/\w/);
  await page.keyboard.press('Escape');
  await studio.expectSilent();

  const picture = page.getByRole('slider', { name: /^What was made/ });
  await picture.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(picture).toHaveAttribute('aria-valuetext', /^is, 2 of/);
  await page.keyboard.press('ArrowUp');
  await expect(picture).toHaveAttribute('aria-valuetext', /pitch \+1 st/);
  await page.getByRole('button', { name: 'Undo what was drawn' }).press('Enter');
  await expect(picture).toHaveAttribute('aria-valuetext', /^is, 2 of \d+$/);
});
