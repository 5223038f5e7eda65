import { expect, test } from '../fixtures/test';

const SCRIPT = 'Alice: Good morning, and welcome.\nBob: It is raining again.\nAlice: Then we stay inside and talk.';

test('a script is written, ordered, said otherwise, heard and found in with the keyboard alone', async ({ page, script }) => {
  // The models are loaded first.
  test.slow();
  const focused = page.locator(':focus');
  await page.goto('/?device=wasm');
  await page.getByRole('link', { name: 'Studio' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Script' }).focus();
  await page.keyboard.press('Enter');
  await script.source.focus();
  for (const [index, line] of SCRIPT.split('\n').entries()) {
    if (index > 0) await page.keyboard.press('Enter');
    await page.keyboard.type(line);
  }
  await page.keyboard.press('Tab');
  await expect(script.make).toBeFocused();
  await page.keyboard.press('Enter');

  await script.text(1).focus();
  await page.keyboard.press('ArrowDown');
  await expect(script.text(2)).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(script.text(1)).toBeFocused();
  await expect(script.news).toHaveText('Line 1 of 3 in Chapter 1');
  await expect.poll(() => script.words()).toEqual(['It is raining again.', 'Good morning, and welcome.', 'Then we stay inside and talk.']);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(script.news).toHaveText('It cannot go further.');
  await page.keyboard.press('Control+z');
  await expect.poll(() => script.words()).toEqual(['Good morning, and welcome.', 'It is raining again.', 'Then we stay inside and talk.']);

  await script.text(2).focus();
  await page.keyboard.press('Enter');
  await expect(script.field(2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(script.field(3)).toBeFocused();
  await page.keyboard.type('Alice: (whis');
  await expect(page.getByRole('listbox', { name: 'Tags' }).getByRole('option', { name: /whisper/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Listen to it.');
  await page.keyboard.press('Escape');
  await expect(script.speaker(3)).toHaveAccessibleName('Speaker: Alice');
  await expect(script.text(3)).toHaveText('(whisper)Listen to it.');
  await expect(script.text(3)).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(script.news).toHaveText('The line was deleted.');
  await expect(script.list.getByRole('listitem')).toHaveCount(3);
  await page.keyboard.press('Control+z');
  await expect(script.list.getByRole('listitem')).toHaveCount(4);

  await script.speaker(1).focus();
  await page.keyboard.press('Enter');
  const who = page.getByRole('dialog', { name: 'Who says this line' });
  await expect(who).toBeVisible();
  await who.getByRole('radio', { name: 'Alice' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(who).toBeHidden();
  await expect(script.speaker(1)).toHaveAccessibleName('Speaker: Bob');
  await expect(script.speaker(1)).toBeFocused();

  await script.line(1).getByRole('button', { name: 'How line 1 is said' }).focus();
  await page.keyboard.press('Enter');
  await expect(focused).toHaveText('Line 1');
  const happy = page.getByRole('slider', { name: 'Happy', exact: true });
  await happy.focus();
  for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await expect(script.line(1)).toContainText('happy 0.5');
  await expect(focused).toHaveAccessibleName('How line 1 is said');

  await script.text(1).focus();
  await page.keyboard.press('Control+Enter');
  await script.expectHeard(/\w/);
  await script.expectPlayed(1);
  await page.keyboard.press('Escape');
  await script.expectSilent();

  await page.keyboard.press('Control+f');
  await expect(focused).toHaveAccessibleName('Find in the script');
  await page.keyboard.type('RAINING');
  await expect(page.getByText('1 of 1')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(script.text(2)).toBeFocused();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('nothing hangs over the edge, a line is changed and voices are chosen in sheets, and nobody speaks of keys', async ({ page, script }) => {
    const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await script.open();
    expect(await overhang()).toBeLessThanOrEqual(0);
    await script.paste(`# One\n${SCRIPT}\nBob: Avery${'long'.repeat(20)}word that nobody would write.\n# Two\nAlice: (zappy)The end.`);
    expect(await overhang()).toBeLessThanOrEqual(0);
    await expect(page.getByText('Alt+Up')).toBeHidden();

    await script.line(2).getByRole('button', { name: 'More for line 2' }).tap();
    await page.getByRole('button', { name: 'How it is said' }).tap();
    const drawer = page.getByRole('dialog', { name: 'Line 2' });
    await expect(drawer).toBeInViewport();
    await drawer.getByRole('button', { name: 'Bedtime' }).first().tap();
    expect(await overhang()).toBeLessThanOrEqual(0);
    await drawer.getByRole('button', { name: 'Done' }).tap();
    await expect(script.line(2)).toContainText('as a bedtime story');

    await page.getByRole('button', { name: 'Voices', exact: true }).tap();
    const cast = page.getByRole('dialog', { name: 'Voices and music' });
    await expect(cast.getByRole('combobox', { name: 'Voice of Alice' })).toBeInViewport();
    await cast.getByRole('combobox', { name: 'Way of speaking of Alice' }).selectOption('Storyteller');
    expect(await overhang()).toBeLessThanOrEqual(0);
    await cast.getByRole('button', { name: 'How Alice speaks' }).tap();
    const alice = page.getByRole('dialog', { name: 'How Alice speaks' });
    await expect(alice.getByRole('button', { name: 'Storyteller', pressed: true })).toBeInViewport();
    await alice.getByRole('slider', { name: 'Sad', exact: true }).press('ArrowRight');
    expect(await overhang()).toBeLessThanOrEqual(0);
    await alice.getByRole('button', { name: 'Done' }).tap();
    await expect(cast.getByRole('combobox', { name: 'Way of speaking of Alice' }).locator('option:checked')).toHaveText('As set with the dials');
    await cast.getByRole('button', { name: 'Close' }).tap();

    await script.text(1).tap();
    await expect(script.field(1)).toBeFocused();
    expect(await overhang()).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: 'Text', exact: true }).tap();
    await expect(page.getByText('Escape stops')).toBeHidden();
    expect(await overhang()).toBeLessThanOrEqual(0);
  });
});
