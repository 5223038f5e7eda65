import { readFileSync } from 'node:fs';
import { expect, test } from '../fixtures/test';
import { silentWav } from '../fixtures/wav';

const BAD_FILES = [
  { name: 'letter.mp3', buffer: Buffer.from('Dear Anna, this is no music.'), sentence: /“letter\.mp3” is not sound this browser can read/ },
  { name: 'nothing.wav', buffer: Buffer.alloc(0), sentence: /“nothing\.wav” has no sound in it/ },
  { name: 'header-only.wav', buffer: silentWav(0), sentence: /“header-only\.wav” has no sound in it/ },
  { name: 'liar.wav', buffer: silentWav(8000, 80_000), sentence: /“liar\.wav” is damaged/ },
  { name: 'lecture.wav', buffer: silentWav(8000 * 601), sentence: /“lecture\.wav” is too long/ },
  { name: 'lecture.flac', buffer: readFileSync('e2e/fixtures/audio/too-long.flac'), sentence: /“lecture\.flac” is too long/ },
];

test('a file that cannot speak for the person says why, each its own way, and the conversation goes on', async ({ assistant, page }) => {
  await assistant.startTyping();
  await assistant.send('hello');
  await assistant.expectReplies(1);
  const before = await assistant.conversation.innerText();
  for (const { name, buffer, sentence } of BAD_FILES) {
    await page.getByRole('button', { name: 'Conversation menu' }).click();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('menuitem', { name: 'Let a recording speak for me' }).click()]);
    await chooser.setFiles({ name, mimeType: 'audio/wav', buffer });
    await expect(assistant.notices).toContainText(sentence);
  }
  await assistant.expectPhase('resting');
  expect(await assistant.conversation.innerText()).toBe(before);
  await assistant.send('thank you');
  await assistant.expectReplies(2);
});
