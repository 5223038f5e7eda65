import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test';
import { readWav, splitAtSilence, writeWav } from '../fixtures/wav';

type ExportedEntry = { kind: string; at: string; text?: string };

test('a conversation is taken along as Markdown and as JSON, word for word', async ({ assistant, page }) => {
  await assistant.startTyping();
  await assistant.send('my *name* is Anna');
  await assistant.expectReplies(1);
  const reply = (await assistant.assistantLines.first().innerText()).trim();

  const json = JSON.parse((await save(page, 'Save as JSON', /\.json$/)).toString('utf8'));
  expect(json).toMatchObject({ format: 'sotto-conversation', version: 1 });
  const spoken = json.entries.filter(({ kind }: ExportedEntry) => kind !== 'tool');
  expect(spoken.map(({ kind, text }: ExportedEntry) => [kind, text?.trim()])).toEqual([['human', 'my *name* is Anna'], ['assistant', reply]]);
  for (const { at } of spoken) expect(Date.parse(at)).not.toBeNaN();

  const markdown = (await save(page, 'Save as Markdown', /\.md$/)).toString('utf8');
  expect(markdown).toContain('**You:** my \\*name\\* is Anna\n');
  expect(markdown.replaceAll('\\', '')).toContain(`**Sotto:** ${reply}`);
});

test('the sound of a conversation is taken along, both sides one after the other', async ({ assistant, page }) => {
  await assistant.startTalking();
  await assistant.say('en-time');
  await assistant.expectReplies(1);
  const heard = (await assistant.humanLines.first().innerText()).trim();

  const { sampleRateHz, pcm } = readWav(await save(page, 'Save the sound (WAV)', /\.wav$/));
  expect(sampleRateHz).toBe(16_000);
  const [mine, ...theirs] = splitAtSilence(pcm, PAUSE_SAMPLES);
  if (mine === undefined) throw new Error('The file is silent.');
  expect(loudness(mine)).toBeGreaterThan(0.01);
  expect(theirs.some((piece) => loudness(piece) > 0.01)).toBe(true);
  const heardAgain = await page.evaluate(async (base64) => {
    const file = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
    return (await window.sotto.transcribe(file)).text;
  }, writeWav(mine, sampleRateHz).toString('base64'));
  expect(heardAgain.trim()).toBe(heard);
});

/** A little less than what the page puts between one side and the other. */
const PAUSE_SAMPLES = 0.39 * 16_000;

const loudness = (pcm: Float32Array) => Math.sqrt(pcm.reduce((sum, sample) => sum + sample * sample, 0) / pcm.length);

/** Chooses an item of the conversation's menu and returns the file that comes of it. */
async function save(page: Page, item: string, name: RegExp): Promise<Buffer> {
  await page.getByRole('button', { name: 'Conversation menu' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: item }).click()]);
  expect(download.suggestedFilename()).toMatch(name);
  return readFile(await download.path());
}
