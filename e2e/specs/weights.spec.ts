import { spoilPack } from '../fixtures/spoil-pack';
import { expect, test } from '../fixtures/test';

const FAULTS = [
  {
    title: 'a manifest of another version',
    path: 'manifest.json',
    change: (file: Buffer) => Buffer.from(JSON.stringify({ ...JSON.parse(file.toString('utf8')), schemaVersion: 99 })),
    sentence: /another version of Sotto/,
    button: 'Reload the page',
  },
  { title: 'a weight file that is cut short', path: 'vocoder.weights.bin', change: (file: Buffer) => file.subarray(0, file.length / 2), sentence: /stopped coming/, button: 'Try again' },
  {
    title: 'a weight file with a wrong hash',
    path: 'vocoder.weights.bin',
    change: (file: Buffer) => Buffer.from(file.map((byte, n) => (n === 1000 ? byte ^ 1 : byte))),
    sentence: /arrived damaged/,
    button: 'Fetch it again',
  },
];

for (const { title, path, change, sentence, button } of FAULTS) {
  test(`${title} is told in a sentence with a button, and the conversation is kept`, async ({ assistant, page }) => {
    await assistant.startTyping();
    await assistant.send('my name is Anna');
    await assistant.expectReplies(1);
    const reply = await assistant.assistantLines.first().innerText();

    const mend = await spoilPack(page, path, change);
    await page.reload();
    await assistant.typeInstead.click();
    await assistant.expectPhase('failed');
    await expect(assistant.notices).toContainText(sentence);
    await expect(assistant.humanLines).toHaveText(['my name is Anna']);
    await expect(assistant.assistantLines).toHaveText([reply]);

    await mend();
    await assistant.notices.getByRole('button', { name: button }).click();
    if (button === 'Reload the page') await assistant.typeInstead.click();
    await assistant.expectPhase('resting');
    await assistant.send('thank you');
    await assistant.expectReplies(2);
  });
}
