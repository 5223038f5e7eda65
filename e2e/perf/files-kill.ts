import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { basename } from 'node:path';
import { startPreview } from '../fixtures/preview-server';
import { FilesBrowser, Profile } from './files-browser';

const POLL_MS = 50;
/** Beyond the audio position a kill waits this long at most, so that it falls into any step of hearing. */
const EXTRA_MS = 1500;
/** Shares of the audio: the last moment that is drawn, and where a kill waits no longer, because the end is near. */
const LAST_MOMENT = 0.85;
const NEAR_END = 0.93;

type HeardText = { startMs: number; endMs: number; speaker: string; words: string };

/**
 * Hears a recording unbroken, and again with the whole browser killed at random moments; compares the transcripts.
 *
 * The moments are audio positions drawn evenly, and a random while after each. What is compared is every word with
 * its time and confidence, every segment's times, and its speaker.
 */
export async function benchFilesKill({ minutes = 3, kills = 10, seed = Date.now() % 1_000_000 }: { minutes?: number; kills?: number; seed?: number }) {
  const path = `training/build/eval-files/long-${minutes}.opus`;
  if (!existsSync(path)) throw new Error(`${path} is not there: python -m training.tokenizer.file_sets --minutes ${minutes}`);
  const random = createRandom(seed);
  const server = await startPreview();
  try {
    const unbroken = await hearUnbroken(server.address, path);
    const moments = Array.from({ length: kills }, () => random() * unbroken.audioMs * LAST_MOMENT).sort((a, b) => a - b);
    const broken = await hearKilled(server.address, path, { moments, latestMs: unbroken.audioMs * NEAR_END, random });
    const expected = unbroken.texts.map((text) => JSON.stringify(text));
    const got = broken.texts.map((text) => JSON.stringify(text));
    return {
      file: path, seed, load: loadavg()[0], segments: expected.length, segmentsAfterKills: got.length,
      lost: expected.filter((text) => !got.includes(text)).length,
      added: got.filter((text) => !expected.includes(text)).length,
      twice: got.length - new Set(got).size - (expected.length - new Set(expected).size),
      isSame: expected.join('\n') === got.join('\n'),
      kills: broken.kills, wentOnAlone: broken.kills.filter(({ wentOn }) => wentOn === 'alone').length, error: broken.error,
    };
  } finally {
    server.kill();
  }
}

async function hearUnbroken(address: string, path: string) {
  const profile = new Profile();
  const browser = await FilesBrowser.open(address, profile);
  try {
    await browser.choose(path);
    const { documentId, audioSeconds, error } = await browser.follow(path);
    if (error !== null) throw new Error(`It could not be heard unbroken: ${error}`);
    return { texts: await readTexts(browser, documentId), audioMs: audioSeconds * 1000 };
  } finally {
    await browser.close();
    profile.delete();
  }
}

type Plan = { moments: readonly number[]; latestMs: number; random: () => number };

async function hearKilled(address: string, path: string, { moments, latestMs, random }: Plan) {
  const profile = new Profile();
  let browser = await FilesBrowser.open(address, profile);
  const kills: { atHeardMs: number; wentOn: 'alone' | 'by its button' }[] = [];
  try {
    await browser.choose(path);
    for (const momentMs of moments) {
      await reach(browser, path, momentMs);
      const untilMs = performance.now() + random() * EXTRA_MS;
      const atHeardMs = await reach(browser, path, latestMs, untilMs);
      await browser.kill();
      browser = await FilesBrowser.open(address, profile);
      kills.push({ atHeardMs, wentOn: await goOn(browser, path) });
      console.error(`killed at ${Math.round(atHeardMs / 1000)} s of audio`);
    }
    const { documentId, error } = await browser.follow(path);
    return { texts: await readTexts(browser, documentId), kills, error };
  } finally {
    await browser.close();
    profile.delete();
  }
}

/** Waits until the row says that `momentMs` was heard, or until a time; returns what it says. */
async function reach(browser: FilesBrowser, path: string, momentMs: number, untilMs = Infinity): Promise<number> {
  for (;;) {
    if ((await browser.row(path).getAttribute('data-phase')) === 'failed') throw new Error(`It failed: ${await browser.row(path).innerText()}`);
    const heardMs = (await browser.heardMs(path)) ?? 0;
    // The row shows whole seconds.
    if (heardMs >= momentMs - (momentMs % 1000) || performance.now() >= untilMs) return heardMs;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Waits for the row of the earlier visit, and presses its button when it waits for that. */
async function goOn(browser: FilesBrowser, path: string): Promise<'alone' | 'by its button'> {
  const row = browser.row(path);
  await row.waitFor({ timeout: 120_000 });
  const resume = row.getByRole('button', { name: `Go on with ${basename(path)}` });
  if ((await resume.count()) === 0) return 'alone';
  await resume.click();
  return 'by its button';
}

/** Segments as the JSON export has them, without ids and dates, which differ from run to run. */
async function readTexts(browser: FilesBrowser, documentId: string): Promise<HeardText[]> {
  const exported = await browser.page.evaluate(async (id) => new TextDecoder().decode((await window.sotto.exportTranscript(id, 'json')).bytes), documentId);
  const document: { speakers: { id: string; name: string }[]; segments: { startMs: number; endMs: number; speakerId: string | null; words: object[] }[] } = JSON.parse(exported);
  const nameOf = new Map(document.speakers.map(({ id, name }) => [id, name]));
  return document.segments.map(({ startMs, endMs, speakerId, words }) => ({ startMs, endMs, speaker: nameOf.get(speakerId ?? '') ?? '', words: JSON.stringify(words) }));
}

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
