import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test';

declare global {
  interface Window {
    /** Loudspeakers that were asked for on this visit, in order. */
    askedOutputs: string[];
    /** Whether the device has no sound to give. */
    isSoundGone: boolean;
  }
}

/** Gives the page two loudspeakers, of which the second is refused: a headless browser has none to choose from. */
async function installOutputs(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const device = (deviceId: string, label: string) => ({ deviceId, label, kind: 'audiooutput', groupId: '', toJSON: () => ({}) }) as const;
    navigator.mediaDevices.enumerateDevices = async () => [device('headphones', 'Headphones'), device('gone', 'Unplugged box')];
    window.askedOutputs = [];
    Object.assign(AudioContext.prototype, {
      async setSinkId(id: string) {
        window.askedOutputs.push(id);
        if (id === 'gone') throw new DOMException('There is no such device.', 'NotFoundError');
      },
    });
  });
}

async function chooseOutput(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('combobox', { name: 'Loudspeaker' }).selectOption({ label });
  await page.keyboard.press('Escape');
}

test('a loudspeaker that was chosen is used at once and on the next visit', async ({ assistant, page }) => {
  await installOutputs(page);
  await assistant.startTyping();
  await chooseOutput(page, 'Headphones');
  await expect.poll(() => page.evaluate(() => window.askedOutputs)).toEqual(['headphones']);
  await assistant.send('hello');
  await assistant.expectReplies(1);

  await page.reload();
  await assistant.typeInstead.click();
  await assistant.expectPhase('resting');
  await expect.poll(() => page.evaluate(() => window.askedOutputs)).toEqual(['headphones']);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('combobox', { name: 'Loudspeaker' })).toHaveValue('headphones');
});

test('a loudspeaker that refuses is told, and the reply is heard through the default one', async ({ assistant, page }) => {
  await installOutputs(page);
  await assistant.startTyping();
  await chooseOutput(page, 'Unplugged box');
  await expect(assistant.notices).toContainText(/loudspeaker is gone/);
  await assistant.send('hello');
  await assistant.expectPhase('speaking');
  await assistant.expectReplies(1);
});

test('a device whose sound does not open is told with what to do, its button opens it, and what was typed waits', async ({ assistant, page }) => {
  await page.addInitScript(() => {
    window.isSoundGone = true;
    window.AudioContext = class extends AudioContext {
      constructor(options?: AudioContextOptions) {
        if (window.isSoundGone) throw new DOMException('The AudioContext could not be created.', 'NotSupportedError');
        super(options);
      }
    };
  });
  await assistant.startTyping();
  await expect(assistant.notices).toContainText('The sound of this device would not open');
  await assistant.send('hello');
  await expect(assistant.message).toHaveValue('hello');
  await page.evaluate(() => { window.isSoundGone = false; });
  await page.getByRole('button', { name: 'Open the sound again' }).click();
  await expect(assistant.notices.getByText('would not open')).toHaveCount(0);
  await assistant.message.press('Enter');
  await assistant.expectReplies(1);
});
