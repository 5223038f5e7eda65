import { readMeter, watchMeter } from '../fixtures/meter';
import { expect, test } from '../fixtures/test';

test('an utterance without words strands nothing: the next one is heard', async ({ assistant }) => {
  await assistant.startTalking();
  await assistant.say('cough');
  await assistant.expectPhase('resting');
  await assistant.say('en-hello');
  await assistant.expectReplies(1);
});

test('a refused microphone leaves typing, and says how to allow it', async ({ assistant, page }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  });
  await page.goto('/?device=wasm');
  await assistant.startButton.click();
  await expect(assistant.notices).toContainText(/microphone/i);
  await assistant.expectPhase('resting');
  await assistant.send('hello');
  await assistant.expectReplies(1);
});

test('a microphone that is unplugged is reported, and the conversation goes on by typing', async ({ assistant }) => {
  await assistant.startTalking();
  await assistant.say('en-hello');
  await assistant.expectReplies(1);
  await assistant.unplugMicrophone();
  await expect(assistant.notices).toContainText(/microphone/i);
  await assistant.send('thank you');
  await assistant.expectReplies(2);
  await expect(assistant.humanLines).toHaveCount(2);
});

test('a muted microphone hears nothing and the meter shows it; unmuted, both go on', async ({ assistant, page }) => {
  await assistant.startTalking();
  await page.getByRole('button', { name: /^Mute the microphone/ }).click();
  await expect(assistant.stage).toHaveAttribute('data-phase', 'muted');
  // The lines come to rest first: two looks that see the same.
  await expect.poll(async () => (await readMeter(page)) - (await page.waitForTimeout(300), await readMeter(page))).toBe(0);
  const flat = await readMeter(page);
  expect(flat).toBeGreaterThan(0);
  expect(await watchMeter(page, assistant.say('en-hello'))).toBe(flat);
  await expect(assistant.humanLines).toHaveCount(0);
  await page.getByRole('button', { name: /^Unmute the microphone/ }).click();
  expect(await watchMeter(page, assistant.say('en-hello'))).toBeGreaterThan(2 * flat);
  await assistant.expectReplies(1);
});
