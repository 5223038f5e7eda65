import { expect, test } from '../fixtures/test';
import { wordOverlap } from '../fixtures/word-overlap';

/** What `en-time.wav` says; a quiet machine hears all of it, one that drops sound hears less. */
const SAID = 'what time is it in Tokyo';

test('what is said while Space is held is one turn, and what is said otherwise is none', async ({ assistant, page }) => {
  await assistant.startTalking();
  await page.getByRole('radio', { name: 'Hold to talk' }).check();
  await assistant.say('en-hello');
  await expect(assistant.stage).toHaveAttribute('data-phase', 'hold');
  await expect(assistant.humanLines).toHaveCount(0);

  await page.keyboard.down('Space');
  await assistant.expectPhase('listening');
  await assistant.say('en-time');
  await page.keyboard.up('Space');
  await assistant.expectReplies(1);
  await expect(assistant.humanLines).toHaveCount(1);
  expect(wordOverlap(await assistant.humanLines.innerText(), SAID)).toBeGreaterThan(0.3);
});

test('the button is held to talk, with the mouse', async ({ assistant, page }) => {
  await assistant.startTalking();
  await page.getByRole('radio', { name: 'Hold to talk' }).check();
  await page.getByRole('button', { name: 'Hold to talk' }).hover();
  await page.mouse.down();
  await expect(page.getByRole('button', { name: 'Let go to send' })).toBeVisible();
  await assistant.say('en-time');
  await page.mouse.up();
  await assistant.expectReplies(1);
  await expect(assistant.humanLines).toHaveCount(1);
  expect(wordOverlap(await assistant.humanLines.innerText(), SAID)).toBeGreaterThan(0.3);
});
