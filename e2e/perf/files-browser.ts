import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { BROWSER_ARGS, chromiumPath } from '../fixtures/chromium';

/** A profile on the disk, as a person has: a private window would keep recordings in memory. */
export class Profile {
  readonly path = mkdtempSync(join(tmpdir(), 'sotto-files-'));

  delete(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** The page in a browser of its own, which can be measured and killed, with what the benches of Files do on it. No wait in it ends by itself. */
export class FilesBrowser {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly profile: Profile,
  ) {}

  /** @param place of the page, as its address has it after the hash */
  static async open(address: string, profile: Profile, place = 'files'): Promise<FilesBrowser> {
    const context = await chromium.launchPersistentContext(profile.path, { executablePath: chromiumPath(), args: BROWSER_ARGS, timeout: 0 });
    context.setDefaultTimeout(0);
    const page = context.pages()[0] ?? (await context.newPage());
    page.on('pageerror', (error) => console.error(`page error: ${error.message}`));
    await page.goto(`${address}?device=wasm#${place}`);
    await page.waitForFunction(() => 'sotto' in window);
    return new FilesBrowser(context, page, profile);
  }

  /** Chooses a file as a person does. */
  async choose(path: string, button = 'Choose files'): Promise<void> {
    const choosing = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: button }).click();
    await (await choosing).setFiles(path);
  }

  /** Waits until the recording was heard. */
  follow(path: string) {
    return this.page.evaluate((name) => window.sotto.followFile(name), basename(path));
  }

  row(path: string): Locator {
    return this.page.getByRole('region', { name: 'In work' }).getByRole('listitem').filter({ hasText: basename(path) });
  }

  /** Milliseconds of audio that the row says were heard; null while it says nothing, or is not there. */
  async heardMs(path: string): Promise<number | null> {
    const row = this.row(path);
    const text = (await row.count()) === 0 ? '' : await row.innerText();
    const clock = /(?:(\d+):)?(\d+):(\d\d) (?:of|heard)/.exec(text);
    if (clock === null) return null;
    const [, hours = '0', minutes = '0', seconds = '0'] = clock;
    return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  }

  /** Bytes that the kernel counts as resident: of the largest renderer, in which a page and its workers live, and of the whole browser. */
  residentBytes(): { tab: number; browser: number } {
    const processes = this.#processes();
    const tabs = processes.filter(({ commandLine }) => commandLine.includes('--type=renderer'));
    return {
      tab: Math.max(0, ...tabs.map(({ residentBytes }) => residentBytes)),
      browser: processes.reduce((sum, { residentBytes }) => sum + residentBytes, 0),
    };
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  /** Ends every process of the browser at once, as a crash or a dead battery does. */
  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.context.once('close', resolve));
    for (const { pid } of this.#processes()) endProcess(pid);
    await gone;
  }

  /** The browser that runs on the profile, and everything it started. */
  #processes(): ProcessFacts[] {
    const all = listProcesses();
    const own = all.filter(({ commandLine }) => commandLine.includes(`--user-data-dir=${this.profile.path}`) && !commandLine.includes('--type='));
    for (let at = 0; at < own.length; at += 1) own.push(...all.filter(({ parent }) => parent === own[at]?.pid));
    return own;
  }
}

type ProcessFacts = { pid: number; parent: number; commandLine: string; residentBytes: number };

function listProcesses(): ProcessFacts[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const field = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      const commandLine = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return [{ pid: Number(name), parent: field('PPid'), commandLine, residentBytes: field('VmRSS') * 1024 }];
    } catch {
      // The process has ended since the folder was listed.
      return [];
    }
  });
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went with its parent.
  }
}
