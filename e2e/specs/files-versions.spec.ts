import { expect, test } from '../fixtures/test';

test('what a transcript was before it was edited is brought back after a reload, and that is undone', async ({ page, files }) => {
  await files.open();
  await files.importText('film.srt', '1\n00:00:01,000 --> 00:00:02,500\nhello from a subtitle\n');
  await files.texts.first().dblclick();
  const field = page.getByRole('textbox', { name: 'Text of this segment' });
  await field.fill('something else');
  await field.press('Escape');
  await expect(files.texts.first()).toHaveText('something else');
  await page.reload();
  await expect(files.texts.first()).toHaveText('something else');
  await files.pick('Earlier versions');
  const sheet = page.getByRole('dialog', { name: 'Earlier versions' });
  await expect(sheet.getByRole('listitem')).toHaveCount(1);
  await expect(sheet).toContainText('hello from a subtitle');
  await sheet.getByRole('button', { name: /^Bring back/ }).click();
  await expect(files.texts.first()).toHaveText('hello from a subtitle');
  await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
  await expect(files.texts.first()).toHaveText('something else');
});
