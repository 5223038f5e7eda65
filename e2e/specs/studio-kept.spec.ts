import { expect, test } from '../fixtures/test';

test('a text and its settings are there after a reload, beside others, and go when they are deleted', async ({ page, studio }) => {
  await studio.open();
  await studio.text.fill('A text that stays.');
  await studio.slider('Speed').press('ArrowRight');
  await page.getByRole('textbox', { name: 'Title of the text' }).fill('The first');
  await page.getByRole('button', { name: 'Keep the present settings' }).click();
  await page.getByRole('textbox', { name: 'Name of this way of speaking' }).fill('A little faster');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.reload();
  await expect(studio.text).toHaveValue('A text that stays.');
  await expect(studio.slider('Speed')).toHaveAttribute('aria-valuetext', /^1\.05×/);
  await page.getByRole('button', { name: 'New text' }).click();
  await expect(studio.text).toHaveValue('');
  await page.getByRole('button', { name: 'A little faster', exact: true }).click();
  await expect(studio.slider('Speed')).toHaveAttribute('aria-valuetext', /^1\.05×/);
  await studio.text.fill('Another text.');
  await page.getByRole('button', { name: 'All texts' }).click();
  const shelf = page.getByRole('dialog', { name: 'All texts' });
  await expect(shelf.getByRole('listitem')).toHaveCount(2);
  await shelf.getByRole('button', { name: /^The first/ }).click();
  await expect(studio.text).toHaveValue('A text that stays.');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete this text' }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(studio.text).toHaveValue('');
  await page.reload();
  await expect(studio.text).toHaveValue('Another text.');
});

test('what was typed and set is taken back step by step, and done again, also by keys', async ({ page, studio }) => {
  await studio.open();
  const [undo, redo] = [page.getByRole('button', { name: 'Undo (Ctrl+Z)' }), page.getByRole('button', { name: 'Redo (Ctrl+Shift+Z)' })];
  await expect(undo).toBeDisabled();
  await studio.text.fill('A text.');
  await studio.slider('Speed').press('ArrowRight');
  await page.getByRole('button', { name: 'Reset all' }).click();
  await expect(studio.slider('Speed')).toHaveAttribute('aria-valuetext', /^1\.00×/);
  await undo.click();
  await expect(studio.slider('Speed')).toHaveAttribute('aria-valuetext', /^1\.05×/);
  await studio.slider('Speed').press('Control+z');
  await expect(studio.slider('Speed')).toHaveAttribute('aria-valuetext', /^1\.00×/);
  await expect(studio.text).toHaveValue('A text.');
  await redo.click();
  await expect(studio.slider('Speed')).toHaveAttribute('aria-valuetext', /^1\.05×/);
  await page.getByRole('button', { name: 'New text' }).click();
  await expect(undo).toBeDisabled();
});

test('ways of speaking are saved as a file and added from it, and another file is refused', async ({ page, studio }) => {
  await studio.open();
  const more = async (item: string) => {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const mine = page.getByRole('button', { name: 'Slow and low', exact: true });
  await studio.slider('Speed').press('ArrowLeft');
  await page.getByRole('button', { name: 'Keep the present settings' }).click();
  await page.getByRole('textbox', { name: 'Name of this way of speaking' }).fill('Slow and low');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  const downloading = page.waitForEvent('download');
  await more('Save your ways of speaking as a file');
  const path = await (await downloading).path();
  await page.getByRole('button', { name: 'Forget “Slow and low”' }).click();
  await expect(mine).toHaveCount(0);

  const add = async (file: string | { name: string; mimeType: string; buffer: Buffer }) => {
    const choosing = page.waitForEvent('filechooser');
    await more('Add ways of speaking from a file');
    await (await choosing).setFiles(file);
  };
  await add({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{"presets":[]}') });
  await expect(page.getByText('other.json is something else')).toBeVisible();
  await add(path);
  await expect(page.getByText('One way of speaking was added.')).toBeVisible();
  await page.getByRole('button', { name: 'New text' }).click();
  await mine.click();
  await expect(studio.slider('Speed')).toHaveAttribute('aria-valuetext', /^0\.95×/);
});

test('a text that was saved as a file comes back from it, and another file is refused', async ({ page, studio }) => {
  await studio.open();
  await studio.text.fill('(happy)To be taken along.');
  await page.getByRole('button', { name: 'More' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save text and settings as a file' }).click();
  const path = await (await downloading).path();
  const openFile = async (file: string | { name: string; mimeType: string; buffer: Buffer }) => {
    await page.getByRole('button', { name: 'More' }).click();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('menuitem', { name: 'Open such a file' }).click();
    await (await choosing).setFiles(file);
  };
  await page.getByRole('button', { name: 'New text' }).click();
  await openFile({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{"text":"no"}') });
  await expect(page.getByText('other.json is not a text that Studio has saved.')).toBeVisible();
  await openFile(path);
  await expect(studio.text).toHaveValue('(happy)To be taken along.');
});
