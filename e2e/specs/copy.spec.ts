import { expect, test } from '../fixtures/test';

test('a message is copied as it stands', async ({ assistant, context, page }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await assistant.startTyping();
  await assistant.send('my *name* is Anna');
  await assistant.expectReplies(1);
  await assistant.conversation.getByRole('article', { name: 'You' }).getByRole('button', { name: 'Copy' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('my *name* is Anna');
});
