import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';

/**
 * Photographs scenes of the gallery, for looking at: `npx tsx e2e/gallery/shoot.ts OUT [scene…] [--phone] [--dark]`.
 *
 * Serves the sources itself; nothing of the gallery is part of the build.
 */
const args = process.argv.slice(2);
const isPhone = args.includes('--phone');
const isDark = args.includes('--dark');
const [outFolder = 'eval-out/gallery', ...scenes] = args.filter((arg) => !arg.startsWith('--'));
mkdirSync(outFolder, { recursive: true });

const server = await createServer({ logLevel: 'error', server: { port: 0, hmr: false, watch: null } });
await server.listen();
const address = server.resolvedUrls?.local[0];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({
  viewport: isPhone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
  deviceScaleFactor: 1, colorScheme: isDark ? 'dark' : 'light', hasTouch: isPhone,
});
page.on('pageerror', (error) => console.error(error.message));
page.on('console', (message) => { if (message.type() === 'error') console.error(message.text()); });
for (const scene of scenes) {
  const [name = 'welcome', hash = ''] = scene.split('#');
  await page.goto('about:blank');
  await page.goto(`${address}e2e/gallery/index.html?scene=${name}#${hash}`);
  await page.locator('#root > *').first().waitFor();
  await page.waitForTimeout(1300);
  await page.screenshot({ path: `${outFolder}/${name}${hash && `-${hash}`}${isPhone ? '-phone' : ''}${isDark ? '-dark' : ''}.png` });
}
await browser.close();
await server.close();
