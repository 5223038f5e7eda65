import { expect, test } from '../fixtures/test';
import { transcriptJson } from '../fixtures/transcript-json';

// Nothing is waited for between the last change and the reload: whoever closes a page has been promised that it is kept.

test('a text of Studio that was typed right before a reload is there after it', async ({ page, studio }) => {
  await studio.open();
  await studio.text.fill('The first words.');
  await page.reload();
  await expect(studio.text).toHaveValue('The first words.');
  for (const words of ['Others.', 'Others again.', 'And the last ones.']) {
    await studio.text.fill(`${words} Not these`);
    await studio.text.fill(words);
    await page.reload();
    await expect(studio.text).toHaveValue(words);
  }
});

test('a line of a script is, also while it is still being written', async ({ page, script }) => {
  await script.open();
  await script.paste('Alice: Good morning.');
  await script.text(1).click();
  await script.field(1).fill('Good night.');
  await page.reload();
  await expect(script.text(1)).toHaveText('Good night.');
});

test('the text that a script is to be made of is, until the script is made', async ({ page, script }) => {
  await script.open();
  await script.source.fill('Alice: Good morning.\n\nBob: Not quite');
  await page.reload();
  await expect(script.source).toHaveValue('Alice: Good morning.\n\nBob: Not quite');
  await script.make.click();
  await expect(script.list).toBeVisible();
  await page.getByRole('button', { name: 'All scripts' }).click();
  await expect(script.source).toHaveValue('');
  await page.reload();
  await expect(script.source).toHaveValue('');
});

test('a message that was not sent is, until it is sent', async ({ page, assistant }) => {
  await assistant.startTyping();
  await assistant.message.fill('What time is it in');
  await page.reload();
  await assistant.typeInstead.click();
  await expect(assistant.message).toHaveValue('What time is it in');
  await assistant.expectPhase('resting');
  await assistant.message.press('Enter');
  await expect(assistant.humanLines).toHaveText(['What time is it in']);
  await expect(assistant.message).toHaveValue('');
  await page.reload();
  await assistant.typeInstead.click();
  await expect(assistant.message).toHaveValue('');
});

test('words of a transcript and its name are, also while they are still being written', async ({ page, files }) => {
  await files.open();
  await files.importText('meeting.json', transcriptJson({ title: 'meeting', segmentCount: 3, textOf: (index) => `these are the words of segment number ${index}` }));
  await files.texts.first().dblclick();
  await page.getByRole('textbox', { name: 'Text of this segment' }).fill('words of my own');
  await page.reload();
  await expect(files.texts.first()).toHaveText('words of my own');
  await page.getByRole('textbox', { name: 'Title of the transcript' }).fill('Breakfast');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Breakfast' })).toBeVisible();
});

test('a setting is', async ({ page }) => {
  // The sheet is part of the address, so it is open after a reload, too.
  const dark = page.getByRole('dialog', { name: 'Settings', exact: true }).getByRole('radio', { name: 'Night' });
  await page.goto('/?device=wasm#settings');
  await expect(dark).not.toBeChecked();
  await dark.check({ force: true });
  await page.reload();
  await expect(dark).toBeChecked();
});
