import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';

/**
 * Photographs scenes of the gallery, for looking at: `npx tsx e2e/gallery/shoot.ts OUT [scene…] [--size=390x844] [--dark]`.
 * A scene is a name of `scenes.ts`, with `#sheet` to open one, and `@name` to press the button of that name first.
 *
 * Serves the sources itself; nothing of the gallery is part of the build.
 */
const args = process.argv.slice(2);
const size = args.find((arg) => arg.startsWith('--size='))?.slice('--size='.length) ?? '1280x800';
const [width = 1280, height = 800] = size.split('x').map(Number);
const isDark = args.includes('--dark');
const [outFolder = 'eval-out/gallery', ...scenes] = args.filter((arg) => !arg.startsWith('--'));
mkdirSync(outFolder, { recursive: true });

const server = await createServer({ logLevel: 'error', server: { port: 0, hmr: false, watch: null } });
await server.listen();
const address = server.resolvedUrls?.local[0];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({
  viewport: { width, height }, deviceScaleFactor: 1, colorScheme: isDark ? 'dark' : 'light', hasTouch: width < 500,
});
page.on('pageerror', (error) => console.error(error.message));
page.on('console', (message) => { if (message.type() === 'error') console.error(message.text()); });
for (const scene of scenes) {
  const [place = '', button] = scene.split('@');
  const [name = 'welcome', hash = ''] = place.split('#');
  await page.goto('about:blank');
  await page.goto(`${address}e2e/gallery/index.html?scene=${name}#${hash}`);
  await page.locator('#root > *').first().waitFor();
  if (button) await page.getByRole('button', { name: button }).click();
  await page.waitForTimeout(1300);
  await page.screenshot({ path: `${outFolder}/${scene.replace(/\W/g, '-')}-${size}${isDark ? '-dark' : ''}.png` });
}
await browser.close();
await server.close();
