import { fixtureFile } from '../fixtures/files-page';
import { expect, test } from '../fixtures/test';

test('a recording dropped on a conversation is written down while the conversation goes on', async ({ page, assistant, files }) => {
  // The models are loaded first, and then the recording is heard.
  test.slow();
  await assistant.startTyping();
  await assistant.send('hello');
  await assistant.expectReplies(1);
  await files.drop([fixtureFile('en-time')]);
  await expect(page.getByRole('link', { name: 'Files' })).toHaveAttribute('aria-current', 'page');
  await page.getByRole('link', { name: 'Talk' }).click();
  await expect(assistant.humanLines).toHaveText(['hello']);
  await assistant.send('what time is it');
  await assistant.expectReplies(2);
  await page.getByRole('link', { name: 'Files' }).click();
  await files.expectHeard('en-time');
});

test('on the other half of the conversation the recording speaks for the person', async ({ page, assistant, files }) => {
  // The models are loaded first, and then the recording is heard.
  test.slow();
  await assistant.startTyping();
  await files.drop([fixtureFile('en-hello')], 0.25);
  await assistant.expectReplies(1);
  await expect(assistant.humanLines).toHaveCount(1);
  await page.getByRole('link', { name: 'Files' }).click();
  await expect(files.library).toContainText('Nothing here yet');
});
