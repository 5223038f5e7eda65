import { strToU8, zipSync } from 'fflate';
import { expect, test } from '../fixtures/test';

const BOOK = zipSync(Object.fromEntries(Object.entries({
  'META-INF/container.xml': '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>',
  'book.opf': '<package xmlns:dc="x"><metadata><dc:title>The Well</dc:title></metadata><manifest><item id="a" href="one.xhtml" media-type="application/xhtml+xml"/><item id="b" href="two.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
  'one.xhtml': '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><h1>One</h1><p>It was&nbsp;dark.</p><p>An unclosed <br> line.</p></body></html>',
  'two.xhtml': '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Two</h1><p>Then it was light.</p></body></html>',
}).map(([name, text]) => [name, strToU8(text)])));

test('pages of a book that are not well formed are read, and no complaint of the browser stands in their place', async ({ page, script }) => {
  await script.open();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await choosing).setFiles({ name: 'well.epub', mimeType: 'application/epub+zip', buffer: Buffer.from(BOOK) });
  await expect.poll(() => script.words()).toEqual(['One', 'It was dark.', 'An unclosed', 'line.', 'Two', 'Then it was light.']);
  await expect(page.getByRole('textbox', { name: 'Title of the script' })).toHaveValue('The Well');
});
