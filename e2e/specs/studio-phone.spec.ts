import { expect, test } from '../fixtures/test';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test('on a phone nothing hangs over the edge, the controls come as a sheet, and the text is heard by touch', async ({ page, studio }) => {
  // The models are loaded first.
  test.slow();
  const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await studio.open();
  expect(await overhang()).toBeLessThanOrEqual(0);
  await studio.text.fill('Good morning. A rather longerwordthananybodywouldwrite, and a pause [pause 0.2s] in it. And then a sentence that goes on for a while, so that there is time to stop it before it has come to its own end.');
  await page.getByRole('button', { name: 'Sound', exact: true }).tap();
  const sheet = page.getByRole('dialog', { name: 'How it is said' });
  await expect(sheet).toBeInViewport();
  await sheet.getByRole('button', { name: 'Bedtime' }).first().tap();
  await expect(sheet.getByRole('slider', { name: 'Calm' })).toHaveAttribute('aria-valuetext', '70 %');
  expect(await overhang()).toBeLessThanOrEqual(0);
  await sheet.getByRole('button', { name: 'Close' }).first().tap();
  await studio.play.tap();
  await studio.expectHeard(/\w/);
  await studio.stop.tap();
  await studio.expectSilent();
  expect(await overhang()).toBeLessThanOrEqual(0);
});
