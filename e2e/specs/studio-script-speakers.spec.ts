import type { Locator, Page } from '@playwright/test';
import type { ScriptPage } from '../fixtures/script-page';
import { expect, test } from '../fixtures/test';

const PLAY = 'Alice: Good morning to everybody in the house.\n\nBob: It is raining again this morning.\n\nAlice: Then we stay inside and talk about it.';

const side = (page: Page, name: string): Locator => page.getByRole('complementary', { name });
async function secondsOf(script: ScriptPage, number: number): Promise<number> {
  await script.expectReady(number);
  return Number.parseFloat(await script.state(number).innerText());
}

test('somebody who is set to speak slower does so in all of their lines, but for the one that is set otherwise', async ({ page, script }) => {
  test.slow();
  const focused = page.locator(':focus');
  await script.open();
  await script.paste(PLAY);
  const makeAll = page.getByRole('button', { name: 'Make all' });
  await makeAll.click();
  const before = [await secondsOf(script, 1), await secondsOf(script, 2), await secondsOf(script, 3)] as const;

  await page.getByRole('button', { name: 'How Alice speaks' }).press('Enter');
  await expect(focused).toHaveText('Alice');
  const alice = side(page, 'How Alice speaks');
  const speed = alice.getByRole('slider', { name: 'Speed', exact: true });
  await speed.focus();
  await page.keyboard.press('Home');
  await expect(speed).toHaveAttribute('aria-valuetext', /^0\.50×/);
  await expect(script.state(1)).toHaveAttribute('data-phase', 'stale');
  await expect(script.state(2)).toHaveAttribute('data-phase', 'ready');
  await expect(script.state(3)).toHaveAttribute('data-phase', 'stale');
  await page.keyboard.press('Escape');
  await expect(focused).toHaveAccessibleName('How Alice speaks');
  await expect(page.getByRole('combobox', { name: 'Way of speaking of Alice' }).locator('option:checked')).toHaveText('As set with the dials');

  // The line begins at what Alice does, and goes on to do the rest of it.
  await script.line(3).getByRole('button', { name: 'How line 3 is said' }).press('Enter');
  const line = side(page, 'How line 3 is said');
  const own = line.getByRole('slider', { name: 'Speed', exact: true });
  await expect(own).toHaveAttribute('aria-valuetext', /^0\.50×/);
  await own.focus();
  for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowRight');
  await expect(own).toHaveAttribute('aria-valuetext', /^1\.00×/);
  await expect(script.state(3)).toHaveAttribute('data-phase', 'ready');
  expect(await secondsOf(script, 3)).toBe(before[2]);
  await page.keyboard.press('Escape');

  await makeAll.click();
  expect(await secondsOf(script, 1)).toBeGreaterThan(1.6 * before[0]);

  await page.reload();
  await page.getByRole('button', { name: 'How Alice speaks' }).click();
  await expect(speed).toHaveAttribute('aria-valuetext', /^0\.50×/);
  await alice.getByRole('button', { name: 'Say the line that differs like this, too' }).click();
  await expect(script.state(3)).toHaveAttribute('data-phase', /stale|none/);
  await page.keyboard.press('Escape');
  await script.line(3).getByRole('button', { name: 'How line 3 is said' }).press('Enter');
  await expect(own).toHaveAttribute('aria-valuetext', /^0\.50×/);
  await own.focus();
  await page.keyboard.press('End');
  await expect(script.line(3)).toContainText('much faster');
  await page.keyboard.press('Delete');
  await expect(own).toHaveAttribute('aria-valuetext', /^0\.50×/);
  await expect(script.line(3).locator('.script-line__how')).toBeHidden();
});

test('a long line that is not made yet is heard while it is made', async ({ page, script }) => {
  test.slow();
  await script.open();
  await script.paste('Alice: To be replaced.\n\nBob: The end.');
  await script.text(1).click();
  await script.field(1).fill('The river is long, and nobody has seen all of it in one day. '.repeat(40));
  await page.keyboard.press('Escape');
  // Which phase the line was in whenever a word of it was lit.
  await page.evaluate(() => {
    const phases: string[] = [];
    Object.assign(window, { phasesHeard: phases });
    const look = (): void => {
      requestAnimationFrame(look);
      const phase = document.querySelector<HTMLElement>('.script-line__state')?.dataset.phase ?? '';
      if ((CSS.highlights.get('studio-heard')?.size ?? 0) > 0 && !phases.includes(phase)) phases.push(phase);
    };
    requestAnimationFrame(look);
  });
  await script.text(1).focus();
  await page.keyboard.press('Control+Enter');
  await script.expectHeard(/river|long|nobody/);
  expect(await page.evaluate(() => ('phasesHeard' in window ? window.phasesHeard : []))).toContain('rendering');
  await script.stop.click();
  await script.expectSilent();
});

test('a line is looked at as it was made, and a word of it that is dragged up is made anew and heard', async ({ page, script }) => {
  test.slow();
  await script.open();
  await script.paste('Alice: Nobody knows the reason for it.\n\nBob: The end.');
  await page.getByRole('button', { name: 'Make all' }).click();
  await script.expectReady(1);
  await script.line(1).getByRole('button', { name: 'How line 1 is said' }).press('Enter');
  const line = side(page, 'How line 1 is said');
  const picture = line.getByRole('slider', { name: /^What was made/ });
  await picture.hover();
  const box = await picture.boundingBox();
  if (box === null) throw new Error('Expected a picture of the line.');
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 40, { steps: 4 });
  await page.mouse.up();
  await expect(picture).toHaveAttribute('aria-valuetext', /^\w+, \d of 6, pitch \+7 st$/);
  // Nobody has asked for it to be played.
  await script.expectPlayed(1);
  await script.expectSilent();
  await script.expectReady(1);
  await line.getByRole('button', { name: 'Undo what was drawn' }).click();
  await expect(picture).not.toHaveAttribute('aria-valuetext', /pitch/);
});
