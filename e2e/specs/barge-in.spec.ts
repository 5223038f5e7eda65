import { PATIENCE_MS } from '../fixtures/patience';
import { expect, test } from '../fixtures/test';

test('talking over a reply stops it, strikes what was not heard, and takes the new words whole', async ({ assistant }) => {
  await assistant.startTalking();
  await assistant.send('tell me a story');
  await assistant.expectPhase('speaking');
  await assistant.say('en-time');
  await expect(assistant.humanLines).toHaveCount(2, { timeout: PATIENCE_MS });
  await expect(assistant.humanLines.last()).toContainText(/time/i);
  await expect(assistant.struck.first()).toContainText(/\S/);
  await assistant.expectPhase('resting');
});

test('a cough over a reply does not end it', async ({ assistant }) => {
  await assistant.startTalking();
  await assistant.send('tell me a story');
  await assistant.expectPhase('speaking');
  await assistant.say('cough');
  await assistant.expectPhase('resting');
  await expect(assistant.humanLines).toHaveCount(1);
  await expect(assistant.struck).toHaveCount(0);
});

test('Escape silences a reply', async ({ assistant, page }) => {
  await assistant.startTyping();
  await assistant.send('tell me a story');
  await assistant.expectPhase('speaking');
  await page.keyboard.press('Escape');
  await assistant.expectPhase('resting');
  await expect(assistant.struck.first()).toContainText(/\S/);
});
