import { expect, test } from '../fixtures/test';

test('a conversation by voice in English is transcribed, answered aloud, and remembered', async ({ assistant }) => {
  await assistant.startTalking();
  await assistant.say('en-time');
  await assistant.expectPhase('speaking');
  await assistant.expectReplies(1);
  await expect(assistant.humanLines.first()).toContainText(/time/i);
  await assistant.say('en-name');
  await assistant.expectReplies(2);
  await assistant.say('en-ask-name');
  await assistant.expectReplies(3);
  await expect(assistant.humanLines).toHaveCount(3);
});

test('a conversation by voice in Mandarin is answered in Mandarin', async ({ assistant }) => {
  await assistant.startTalking();
  await assistant.say('zh-hello');
  await assistant.expectReplies(1);
  await expect(assistant.humanLines.first()).toHaveText(/\p{Script=Han}/u);
  await expect(assistant.assistantLines.first()).toHaveText(/\p{Script=Han}/u);
});

test('the words grow on the page while they are being said', async ({ assistant }) => {
  await assistant.startTalking();
  const saying = assistant.say('en-timer');
  await assistant.passing.expect('partial', /\S/);
  await saying;
  await assistant.expectReplies(1);
});

test('a typed message is answered', async ({ assistant }) => {
  await assistant.startTyping();
  await assistant.send('Hello, who are you?');
  await assistant.expectReplies(1);
});

test('a reply can be played again without adding to the conversation', async ({ assistant }) => {
  await assistant.startTyping();
  await assistant.send('Hello');
  await assistant.expectReplies(1);
  await assistant.conversation.getByRole('button', { name: 'Say it again' }).click();
  await assistant.expectPhase('speaking');
  await assistant.expectReplies(1);
});
