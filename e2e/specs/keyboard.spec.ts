import { expect, test } from '../fixtures/test';

test('a conversation is begun, led and taken along with the keyboard alone', async ({ assistant, page }) => {
  await assistant.open();
  await expect(assistant.startButton).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(assistant.typeInstead).toBeFocused();
  await page.keyboard.press('Enter');
  await assistant.expectPhase('resting');

  const openSettings = page.getByRole('button', { name: 'Settings' });
  await openSettings.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeHidden();
  await expect(openSettings).toBeFocused();

  await assistant.message.focus();
  await page.keyboard.type('hello');
  await page.keyboard.press('Enter');
  await expect(assistant.humanLines).toHaveText(['hello']);
  await assistant.expectPhase('resting');

  await page.getByRole('button', { name: 'Conversation menu' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toMatch(/\.json$/);
});

test('screen readers are told what was said and answered, and nothing that may still change', async ({ assistant, page }) => {
  await assistant.startTyping();
  const announcements = page.getByRole('log', { name: 'Announcements' });
  await assistant.send('hello');
  await assistant.expectReplies(1);
  const reply = await assistant.assistantLines.first().innerText();
  await expect(announcements.getByText('You said: hello')).toHaveCount(1);
  await expect(announcements.locator('p').last()).toHaveText(`Sotto: ${reply}`);
  await expect(announcements.locator('p')).toHaveCount(2);
});
