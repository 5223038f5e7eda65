import { loadavg, tmpdir } from 'node:os';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { startPreview } from '../fixtures/preview-server';
import { createRandom } from '../../src/lib/random';
import { FilesBrowser, Profile } from './files-browser';
import { lineSlope } from './statistics';

const SAMPLE_MS = 2000;
/** A line a minute tells whoever waits for hours that it goes on. */
const TELL_MS = 60_000;
const CHAPTER_WORDS = 2500;
const RELOAD_AT = 0.5;

type Progress = { phase: string; readyCount: number; lineCount: number; failedCount: number; seconds: number };
type Sample = Progress & { wallMs: number; tabMb: number; browserMb: number };

/** A book of so many words, made in the background in one browser with a reload in the middle, then exported. */
export async function benchBook({ words = 50_000 }: { words?: number }) {
  const server = await startPreview();
  const profile = new Profile();
  const folder = mkdtempSync(join(tmpdir(), 'sotto-book-'));
  const path = join(folder, 'The long road.epub');
  writeFileSync(path, makeBook(words));
  const browser = await FilesBrowser.open(server.address, profile, 'studio/script');
  try {
    await browser.choose(path, 'Choose a file');
    await browser.page.getByRole('button', { name: 'Make all' }).click();
    const samples = await watchUntilMade(browser);
    const files = [await exportBook(browser, 'WAV'), await exportBook(browser, 'Opus'), await exportBook(browser, 'MP3')];
    return { words, load: loadavg()[0], ...summarizeBook(samples), exports: files };
  } finally {
    await browser.close();
    profile.delete();
    rmSync(folder, { recursive: true, force: true });
    server.kill();
  }
}

/** Samples until everything is made; the page is loaded anew once, and has to go on by itself. */
async function watchUntilMade(browser: FilesBrowser): Promise<Sample[]> {
  const samples: Sample[] = [];
  const startMs = performance.now();
  let toldMs = 0;
  for (let reloadedAt = -1; ; ) {
    const progress = await readProgress(browser);
    const { tab, browser: all } = browser.residentBytes();
    const wallMs = performance.now() - startMs;
    samples.push({ ...progress, wallMs, tabMb: tab / 1e6, browserMb: all / 1e6 });
    if (wallMs - toldMs >= TELL_MS) {
      toldMs = wallMs;
      console.error(`${Math.round(wallMs / 1000)} s: ${progress.readyCount} of ${progress.lineCount} lines, ${Math.round(progress.seconds)} s of sound, tab ${Math.round(tab / 1e6)} MB`);
    }
    if (progress.phase === 'idle' && progress.lineCount > 0 && progress.readyCount + progress.failedCount === progress.lineCount) return samples;
    if (reloadedAt < 0 && progress.readyCount >= RELOAD_AT * progress.lineCount && progress.lineCount > 0) {
      reloadedAt = progress.readyCount;
      await browser.page.reload();
      await browser.page.waitForFunction(() => 'sotto' in window);
      const after = await untilKnown(browser);
      if (after.readyCount < reloadedAt) throw new Error(`Expected ${reloadedAt} lines after the reload, got ${after.readyCount}`);
      console.error(`reloaded at ${reloadedAt} lines; ${after.readyCount} were there after it`);
    }
    await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
  }
}

async function readProgress(browser: FilesBrowser): Promise<Progress> {
  const snapshot: unknown = JSON.parse(await browser.page.evaluate(() => window.sotto.snapshot()));
  if (typeof snapshot === 'object' && snapshot !== null && 'script' in snapshot && isProgress(snapshot.script)) return snapshot.script;
  throw new Error('The page does not tell how far its script is.');
}

async function untilKnown(browser: FilesBrowser): Promise<Progress> {
  for (;;) {
    const progress = await readProgress(browser);
    if (progress.lineCount > 0) return progress;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const isProgress = (value: unknown): value is Progress => typeof value === 'object' && value !== null && 'readyCount' in value && 'seconds' in value;

/**
 * Peak memory and computing time by quarter of the sound that was made, and what a kept hour of sound adds to the tab. Only samples since the
 * first line count, so that loading the models hides no growth.
 */
export function summarizeBook(samples: readonly Sample[]) {
  const made = samples.filter(({ readyCount }) => readyCount > 0);
  const last = made.at(-1);
  const seconds = last?.seconds ?? 0;
  const quarters = [0, 1, 2, 3].map((index) => made.filter((sample) => sample.seconds >= (seconds * index) / 4 && sample.seconds <= (seconds * (index + 1)) / 4));
  return {
    lines: last?.lineCount ?? 0, failed: last?.failedCount ?? 0, audioSeconds: seconds, wallSeconds: (last?.wallMs ?? 0) / 1000,
    rtf: lineSlope(made.map((sample) => [sample.seconds, sample.wallMs / 1000])),
    rtfByQuarter: quarters.map((part) => lineSlope(part.map((sample) => [sample.seconds, sample.wallMs / 1000]))),
    tabPeakMbByQuarter: quarters.map((part) => Math.max(0, ...part.map(({ tabMb }) => tabMb))),
    browserPeakMbByQuarter: quarters.map((part) => Math.max(0, ...part.map(({ browserMb }) => browserMb))),
  };
}

async function exportBook(browser: FilesBrowser, format: string) {
  const { page } = browser;
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Export' });
  await sheet.getByRole('radio', { name: format, exact: true }).check({ force: true });
  const startMs = performance.now();
  const downloading = page.waitForEvent('download');
  await sheet.getByRole('button', { name: `Save as ${format}`, exact: true }).click();
  let tabPeakMb = 0;
  const watch = setInterval(() => (tabPeakMb = Math.max(tabPeakMb, browser.residentBytes().tab / 1e6)), 1000);
  try {
    const path = await (await downloading).path();
    await page.keyboard.press('Escape');
    return { format, seconds: (performance.now() - startMs) / 1000, megabytes: statSync(path).size / 1e6, tabPeakMb };
  } finally {
    clearInterval(watch);
  }
}

const PEOPLE = ['The baker', 'Anna', 'My brother', 'The old captain', 'A girl from the village', 'The teacher', 'Our neighbour', 'Thomas', 'The driver', 'Her mother'];
const DEEDS = ['opened the window', 'walked down to the river', 'read the letter again', 'waited for the morning train', 'carried the water home', 'asked about the weather', 'looked for the key', 'told a long story', 'closed the shop early', 'counted the boats'];
const TIMES = ['before the rain came', 'in the late afternoon', 'while the children slept', 'without saying a word', 'because the road was empty', 'as the bells began to ring', 'on the first day of winter', 'when nobody was listening', 'at half past seven', 'for the second time that week'];
const ENDS = ['It was quiet then.', 'Nobody knew why.', 'The light was almost gone.', 'That was how it always began.', 'And so they went on.', 'The answer came much later.', '“Are you sure?” she asked.', 'There was nothing else to do.'];

/** An EPUB of about so many words: sentences from lists, always the same. */
export function makeBook(wordCount: number): Uint8Array {
  const random = createRandom(20_261_122);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const chapters: string[] = [];
  for (let written = 0; written < wordCount; ) {
    const paragraphs: string[] = [];
    for (let inChapter = 0; inChapter < CHAPTER_WORDS && written < wordCount; ) {
      const sentences = Array.from({ length: 3 + Math.floor(random() * 4) }, () => `${pick(PEOPLE)} ${pick(DEEDS)} ${pick(TIMES)}. ${pick(ENDS)}`).join(' ');
      const count = sentences.split(' ').length;
      written += count;
      inChapter += count;
      paragraphs.push(`<p>${sentences}</p>`);
    }
    chapters.push(paragraphs.join('\n'));
  }
  const page = (body: string, index: number) => `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><h1>Chapter ${index + 1}</h1>${body}</body></html>`;
  const names = chapters.map((_, index) => `c${index + 1}`);
  const manifest = names.map((name) => `<item id="${name}" href="${name}.xhtml" media-type="application/xhtml+xml"/>`).join('');
  return zipSync({
    mimetype: strToU8('application/epub+zip'),
    'META-INF/container.xml': strToU8('<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'),
    'book.opf': strToU8(`<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The long road</dc:title></metadata><manifest>${manifest}</manifest><spine>${names.map((name) => `<itemref idref="${name}"/>`).join('')}</spine></package>`),
    ...Object.fromEntries(chapters.map((body, index) => [`c${index + 1}.xhtml`, strToU8(page(body, index))])),
  });
}
