import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test';

/** Between these two words stands what is hostile: both must be heard, whatever is done to the text between them. */
const [BEFORE, AFTER] = ['red', 'blue'];
const HOSTILE_COUNT = 200;
/** Spoken in one go in the page, so that the test waits for the models and not for messages. */
const BATCH = 20;

const TAGS = ['(高兴1)', '(happy 0.7)', '（悲伤）', '(whisper)', '(四川话)', '(/)', '(reset)', '((', '))', '[pause 0.1s]', '[pause', '[laugh', '[cough]', '[[', ']]', '{read|r eh1 d}', '{a|', '{|}', '<break time="10ms"/>', '<break time=',
  '<prosody rate="slow">', '</prosody>', '<prosody pitch="+2st"><emphasis>', '<emphasis level="strong">', '</emphasis></prosody>', '<sub alias="two">', '</sub>', '<speak>', '</speak></speak>', '<voice name="x">', '<phoneme alphabet="pinyin" ph="ni3">',
  '<say-as interpret-as="date">', '<!--', '-->', '<![CDATA[', ']]>', '<?xml version="1.0"?>', '<a '.repeat(40), '('.repeat(200), '<p>'.repeat(100), '*'.repeat(99)];
const SIGNS = ['😀', '👩‍👩‍👧', '\u200f', '\u202e', '\u200b', '\ud800', '\udc00', '\u0000', '\u001b[31m', '\u0007', '\r\n', '\n', '\t', '\ufeff', '<', '>', '&', '&lt;', '&#0;', '&#x110000;', '*', '|', '}', '"', "'", '=', '/', '\\', '\u0301\u0301\u0301', '\ufff9\uffff'];
const SCRIPTS = ['<img src=hostile-image onerror="window.executed=1">', '<script>window.executed=1</script>', '<svg/onload=window.executed=1>', '<iframe srcdoc="<script>parent.executed=1</script>">', '<a href="javascript:window.executed=1">', '<style>*{display:none}</style>', '<link rel=stylesheet href=//hostile.example/x.css>',
  '${window.executed=1}', '{{window.executed=1}}', '"-window.executed=1-"', "';window.executed=1;//", '[__proto__]', '(constructor)', '<constructor a="b">', '{__proto__|hh ay1}'];

/** Whatever of a tag must never be said: its name, its attributes and their values. */
const NEVER_SAID = /^(happy|whisper|reset|高兴|悲伤|四川话|pause|laugh|cough|break|prosody|rate|slow|pitch|emphasis|level|strong|sub|alias|speak|voice|name|phoneme|alphabet|pinyin|say|interpret|date|cdata|xml|version|img|src|onerror|script|svg|onload|iframe|srcdoc|href|style|link|rel|stylesheet)$/i;

/** Numbers that look random and are the same each time (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function createHostileTexts(): string[] {
  const random = createRandom(5);
  const pick = (list: readonly string[]): string => list[random(list.length)] ?? '';
  const alone = [...TAGS, ...SIGNS, ...SCRIPTS];
  return Array.from({ length: HOSTILE_COUNT }, (_, i) => {
    const between = alone[i] ?? Array.from({ length: 2 + random(10) }, () => pick([TAGS, SIGNS, TAGS, SCRIPTS][random(4)] ?? TAGS)).join('');
    return `${BEFORE} ${between} ${AFTER}`;
  });
}

/** Counts what a page must not do while it is shown hostile text. */
async function watchPage(page: Page): Promise<string[]> {
  const seen: string[] = [];
  page.on('crash', () => seen.push('crash'));
  page.on('dialog', (dialog) => { seen.push(`dialog ${dialog.message()}`); void dialog.dismiss(); });
  page.on('request', (request) => { if (/hostile/.test(request.url())) seen.push(`request ${request.url()}`); });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  return seen;
}

function speakAll(page: Page, texts: readonly string[]): Promise<{ text: string; words: string[]; error: string }[]> {
  return page.evaluate(async (batch) => {
    const spoken = [];
    for (const text of batch) {
      try {
        spoken.push({ text, words: (await window.sotto.synthesize({ text, language: 'en', hasMarkup: true, rate: 2 })).words.map((word) => word.text), error: '' });
      } catch (error) {
        spoken.push({ text, words: [], error: String(error) });
      }
    }
    return spoken;
  }, texts);
}

test('two hundred hostile texts are typed and spoken: nothing runs, nothing breaks, and no tag is said', async ({ page, studio, violations }) => {
  test.slow();
  const seen = await watchPage(page);
  await studio.open();
  await page.evaluate(() => window.sotto.ready());
  const texts = createHostileTexts();
  for (let i = 0; i < texts.length; i += BATCH) {
    const batch = texts.slice(i, i + BATCH);
    for (const text of batch) await studio.text.fill(text);
    for (const { text, words, error } of await speakAll(page, batch)) {
      expect.soft(error, JSON.stringify(text)).toBe('');
      expect.soft(words.flatMap((word) => word.split(/[^\p{L}\p{N}]+/u)).filter((word) => NEVER_SAID.test(word)), JSON.stringify(text)).toEqual([]);
    }
  }
  expect(await page.evaluate(() => 'executed' in window)).toBe(false);
  await expect(page.locator('[src*=hostile], [href*=hostile], iframe')).toHaveCount(0);
  expect(seen).toEqual([]);
  expect(violations).toEqual([]);

  await studio.text.fill('The morning is bright and quiet.');
  await studio.play.click();
  await studio.expectHeard(/morning|bright|quiet/);
  await studio.expectSilent();
});

test('a line of a megabyte is typed, begins to be spoken, and stops', async ({ page, studio, violations }) => {
  test.slow();
  const seen = await watchPage(page);
  await studio.open();
  await studio.text.fill('<break time="10ms"/>wind (happy 0.5)and [rain '.repeat(23_000));
  await studio.play.click();
  await studio.expectHeard(/wind|and|rain/);
  await studio.stop.click();
  await studio.expectSilent();
  await studio.text.fill('Quiet again.');
  await studio.play.click();
  await studio.expectHeard(/Quiet|again/);
  expect(seen).toEqual([]);
  expect(violations).toEqual([]);
});
