import type { Page } from '@playwright/test';
import type { ScriptPage } from '../fixtures/script-page';
import { expect, test } from '../fixtures/test';

const SCRIPT = '# One\nThe first of all.\n\nThe second of all.\n\n# Two\nThe third of all.';
const ORDER = ['One', 'The first of all.', 'The second of all.', 'Two', 'The third of all.'];

/** Takes a line by its handle and carries it over a share of the height of another; 0 is its upper edge. */
async function carry(page: Page, script: ScriptPage, from: number, to: number, share: number): Promise<void> {
  await script.line(from).hover();
  const handle = await script.line(from).locator('.script-line__drag').boundingBox();
  const target = await script.line(to).boundingBox();
  if (handle === null || target === null) throw new Error('Expected both lines on the screen.');
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + 40, target.y + target.height * share, { steps: 6 });
  await expect(script.line(to)).toHaveAttribute('data-drop', share > 0.5 ? 'after' : 'before');
}

test('a line is dragged to another place, into another chapter, and back where it was', async ({ page, script }) => {
  await script.open();
  await script.paste(SCRIPT);
  expect(await script.words()).toEqual(ORDER);

  await carry(page, script, 2, 3, 0.8);
  await page.mouse.up();
  await expect(script.news).toHaveText('Line 3 of 3 in One');
  expect(await script.words()).toEqual(['One', 'The second of all.', 'The first of all.', 'Two', 'The third of all.']);
  await page.keyboard.press('Control+z');
  expect(await script.words()).toEqual(ORDER);

  await carry(page, script, 2, 5, 0.2);
  await page.mouse.up();
  await expect(script.news).toHaveText('Line 2 of 3 in Two');
  expect(await script.words()).toEqual(['One', 'The second of all.', 'Two', 'The first of all.', 'The third of all.']);
  await page.keyboard.press('Control+z');

  await carry(page, script, 5, 2, 0.2);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await script.words()).toEqual(ORDER);
  await expect(page.locator('[data-drop], [data-dragging]')).toHaveCount(0);
});

test('with the keyboard a line goes over the border of a chapter, and the focus goes with it', async ({ page, script }) => {
  await script.open();
  await script.paste(SCRIPT);
  await script.text(3).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(script.news).toHaveText('Line 1 of 3 in Two');
  await expect(script.text(3)).toBeFocused();
  expect(await script.words()).toEqual(['One', 'The first of all.', 'The second of all.', 'Two', 'The third of all.']);
  await page.keyboard.press('Alt+ArrowDown');
  await expect(script.news).toHaveText('Line 2 of 3 in Two');
  expect(await script.words()).toEqual(['One', 'The first of all.', 'Two', 'The second of all.', 'The third of all.']);
  await expect(script.text(4)).toBeFocused();
  await script.line(4).getByRole('button', { name: 'More for line 4' }).press('Enter');
  await page.getByRole('button', { name: 'Move up', exact: true }).press('Enter');
  await expect(script.news).toHaveText('Line 1 of 3 in Two');
});
