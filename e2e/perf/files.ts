import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { startPreview } from '../fixtures/preview-server';
import { FilesBrowser, Profile } from './files-browser';
import { lineSlope, quantile } from './statistics';

const FOLDER = 'training/build/eval-files';
const SAMPLE_MS = 5000;
/** A line a minute tells whoever waits for hours that it goes on. */
const TELL_MS = 60_000;

type Sample = { wallMs: number; heardMs: number; tabMb: number; browserMb: number };

/** A short and a long recording, each in a browser of its own: peak memory of the tab, and time against audio. */
export async function benchFiles({ minutes = 10, hours = 6 }: { minutes?: number; hours?: number }) {
  const server = await startPreview();
  try {
    const short = await hearLong(server.address, minutes);
    console.log(JSON.stringify(short));
    const long = await hearLong(server.address, Math.round(hours * 60));
    return {
      short, long,
      tabPeakRatio: ratio(long.tabPeakMb, short.tabPeakMb),
      secondsPerAudioSecondRatio: ratio(long.rtf, short.rtf),
    };
  } finally {
    server.kill();
  }
}

/** Hears `long-MINUTES.opus` of `file_sets.py` in a new profile. */
async function hearLong(address: string, minutes: number) {
  const path = `${FOLDER}/long-${minutes}.opus`;
  if (!existsSync(path)) throw new Error(`${path} is not there: python -m training.tokenizer.file_sets --minutes ${minutes}`);
  const profile = new Profile();
  const browser = await FilesBrowser.open(address, profile);
  const watch = new Watch(browser, path);
  try {
    await browser.choose(path);
    const report = await browser.follow(path);
    const samples = await watch.stop();
    return { file: path, load: loadavg()[0], ...summarizeRun(samples), audioSeconds: report.audioSeconds, computeSeconds: report.computeSeconds, rtf: report.computeSeconds / report.audioSeconds, segments: report.segments, speakers: report.speakers, error: report.error };
  } finally {
    await watch.stop();
    await browser.close();
    profile.delete();
  }
}

/**
 * Only samples since the first audio was heard count, so that loading the models, which is the same for every length, hides
 * no growth. `secondsPerAudioSecond` are slopes of least-squares lines: of the whole, and of its four quarters by audio,
 * which are equal when time grows linearly.
 */
export function summarizeRun(samples: readonly Sample[]) {
  const heard = samples.filter(({ heardMs }) => heardMs > 0);
  const endMs = heard.at(-1)?.heardMs ?? 0;
  const timeSlope = (part: readonly Sample[]) => lineSlope(part.map(({ heardMs, wallMs }) => [heardMs, wallMs]));
  const quarter = (index: number) => heard.filter(({ heardMs }) => heardMs >= (endMs * index) / 4 && heardMs <= (endMs * (index + 1)) / 4);
  // Pages of the models come in during the first fifth.
  const settled = heard.filter(({ heardMs }) => heardMs >= endMs / 5);
  return {
    samples: heard.length,
    tabPeakMb: Math.max(0, ...heard.map(({ tabMb }) => tabMb)),
    tabMedianMb: quantile(heard.map(({ tabMb }) => tabMb), 0.5),
    browserPeakMb: Math.max(0, ...heard.map(({ browserMb }) => browserMb)),
    tabMbPerAudioHour: lineSlope(settled.map(({ heardMs, tabMb }) => [heardMs / 3_600_000, tabMb])),
    secondsPerAudioSecond: timeSlope(heard),
    secondsPerAudioSecondByQuarter: [0, 1, 2, 3].map((index) => timeSlope(quarter(index))),
  };
}

const ratio = (a: number, b: number): number | null => (b > 0 ? a / b : null);

/** Samples memory and progress while a recording is heard. */
class Watch {
  readonly #samples: Sample[] = [];
  #isOver = false;
  readonly #ended: Promise<void>;

  constructor(private readonly browser: FilesBrowser, private readonly path: string) {
    this.#ended = this.#watch();
  }

  async stop(): Promise<readonly Sample[]> {
    this.#isOver = true;
    await this.#ended;
    return this.#samples;
  }

  async #watch(): Promise<void> {
    const startMs = performance.now();
    let toldMs = 0;
    while (!this.#isOver) {
      // The row goes when the recording was heard, and the page with it when the browser is closed.
      const heardMs = await this.browser.heardMs(this.path).catch(() => null);
      const { tab, browser } = this.browser.residentBytes();
      const wallMs = performance.now() - startMs;
      if (heardMs !== null) this.#samples.push({ wallMs, heardMs, tabMb: tab / 1e6, browserMb: browser / 1e6 });
      if (wallMs - toldMs >= TELL_MS) {
        toldMs = wallMs;
        console.error(`${Math.round(wallMs / 1000)} s: ${Math.round((heardMs ?? 0) / 1000)} s heard, tab ${Math.round(tab / 1e6)} MB`);
      }
      for (let waitedMs = 0; waitedMs < SAMPLE_MS && !this.#isOver; waitedMs += 100) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
