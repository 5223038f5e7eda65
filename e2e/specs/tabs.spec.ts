import { AssistantPage } from '../fixtures/assistant-page';
import { isMicrophoneOpen } from '../fixtures/microphone';
import { expect, test } from '../fixtures/test';

test('a second tab says so, leaves the microphone alone, and goes on when the first is closed', async ({ assistant, context, page }) => {
  await assistant.startTalking();
  const second = new AssistantPage(await context.newPage());
  await second.open();
  await expect(second.page.getByRole('heading', { name: /open in another tab/ })).toBeVisible();
  await expect(second.startButton).toHaveCount(0);
  expect(await isMicrophoneOpen(second.page)).toBe(false);
  await assistant.say('en-time');
  await assistant.expectReplies(1);

  await page.close();
  await second.startButton.click();
  await second.expectPhase('resting');
  await expect(second.humanLines).toHaveCount(1);
  await second.say('en-name');
  await second.expectReplies(2);
});

test('a second tab can take the assistant over, and the first lets go of the microphone', async ({ assistant, context }) => {
  await assistant.startTalking();
  const second = new AssistantPage(await context.newPage());
  await second.open();
  await second.page.getByRole('button', { name: 'Use it here' }).click();
  await expect(assistant.page.getByRole('heading', { name: /open in another tab/ })).toBeVisible();
  await expect.poll(() => isMicrophoneOpen(assistant.page)).toBe(false);
  await second.startButton.click();
  await second.expectPhase('resting');
  await second.say('en-hello');
  await second.expectReplies(1);
});
