import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { preview } from 'vite';
import type { ReadyReport, SynthesizeCall, TestInterface, TurnReport } from '../../src/protocol/test-interface';
import { BROWSER_ARGS, chromiumPath } from '../fixtures/chromium';

declare global {
  interface Window {
    sotto: TestInterface;
  }
}

/** A turn with the sound of its reply in this process. */
export type SpokenTurn = Omit<TurnReport, 'replyWav'> & { replyWav: Buffer };

/** `leavesSignals`: a signal is the runner's to answer, and the browser stays until it is disposed of. */
export type PageOptions = { pack?: string; device?: string; leavesSignals?: boolean };

/** The built page in headless Chromium, driven through the interface it offers to runners. */
export class EvalPage {
  readonly #files = new Map<string, string>();

  private constructor(
    readonly page: Page,
    readonly readyReport: ReadyReport,
    readonly dispose: () => Promise<void>,
  ) {}

  /** Serves `dist`, opens the page on the pack and device asked for, and waits until it could be talked to. */
  static async open({ pack, device, leavesSignals = false }: PageOptions): Promise<EvalPage> {
    if (!existsSync('dist/index.html')) throw new Error('The page is not built yet: run `npm run build` first.');
    const server = await preview({ preview: { port: 0 }, logLevel: 'error' });
    // Vite's server ends the whole process when it is asked to stop.
    if (leavesSignals) process.removeAllListeners('SIGTERM');
    const browser = await launch(leavesSignals);
    const query = new URLSearchParams({ ...(pack ? { pack } : {}), device: device ?? 'wasm' });
    const context = await browser.newContext({ serviceWorkers: 'block', permissions: ['microphone'] });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(`page error: ${error.message}`));
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}?${query.toString()}`);
    await page.waitForFunction(() => 'sotto' in window);
    const readyReport = await page.evaluate(() => window.sotto.ready());
    const dispose = async () => {
      await browser.close();
      await server.close();
    };
    const evalPage = new EvalPage(page, readyReport, dispose);
    await page.route('**/__eval/**', async (route) => {
      const path = evalPage.#files.get(decodeURIComponent(new URL(route.request().url()).pathname.split('/').at(-1) ?? ''));
      if (path === undefined) return route.abort();
      return route.fulfill({ body: await readFile(path), contentType: 'application/octet-stream' });
    });
    return evalPage;
  }

  /** Makes a file of this machine fetchable by the page; returns the name to fetch. */
  share(path: string): string {
    const name = `${this.#files.size}-${basename(path)}`;
    this.#files.set(name, path);
    return name;
  }

  async transcribe(path: string) {
    return this.page.evaluate(async (name) => {
      const blob = await (await fetch(`/__eval/${encodeURIComponent(name)}`)).blob();
      return window.sotto.transcribe(new File([blob], name));
    }, this.share(path));
  }

  /** Goes to Files and says into which language what is heard shall be translated. */
  async showFiles(translateTo: string | undefined): Promise<void> {
    await this.page.getByRole('link', { name: 'Files' }).click();
    if (translateTo !== undefined) await this.page.getByRole('combobox', { name: 'Translate into' }).selectOption(translateTo);
  }

  /** Chooses a file as a person does and waits until it was heard. */
  async hearFile(path: string) {
    const choosing = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Choose files' }).click();
    await (await choosing).setFiles(path);
    return this.page.evaluate((fileName) => window.sotto.followFile(fileName), basename(path));
  }

  async exportTranscript(documentId: string, format: string): Promise<{ fileName: string; bytes: Buffer }> {
    const { fileName, bytes } = await this.page.evaluate(async ([id = '', name = '']) => {
      const file = await window.sotto.exportTranscript(id, name);
      return { ...file, bytes: Array.from(new Uint8Array(file.bytes)) };
    }, [documentId, format]);
    return { fileName, bytes: Buffer.from(bytes) };
  }

  async synthesize(call: SynthesizeCall) {
    const report = await this.page.evaluate(async (request) => {
      const { wav, ...rest } = await window.sotto.synthesize(request);
      return { ...rest, wav: Array.from(new Uint8Array(wav)) };
    }, call);
    return { ...report, wav: Buffer.from(report.wav) };
  }

  /** Leaves the conversation for a new one, as a person does. */
  async beginConversation(): Promise<void> {
    await this.page.getByRole('button', { name: 'Conversation menu' }).click();
    await this.page.getByRole('menuitem', { name: 'New conversation' }).click();
  }

  async talk(clips: { path: string; interruptAfterMs?: number }[]): Promise<{ turns: SpokenTurn[]; underruns: number }> {
    const shared = clips.map(({ path, interruptAfterMs }) => ({ name: this.share(path), interruptAfterMs }));
    const report = await this.page.evaluate(async (items) => {
      const files = [];
      for (const { name, interruptAfterMs } of items) {
        const blob = await (await fetch(`/__eval/${encodeURIComponent(name)}`)).blob();
        files.push({ file: new File([blob], name), interruptAfterMs });
      }
      const { turns, underruns } = await window.sotto.talk(files);
      // Written by the browser, not by the page's thread: megabytes of numbers would hold up the microphone that is measured.
      // Functions here have no names: the runner's compiler would call a helper that the page does not have.
      const texts = await Promise.all(turns.map(({ replyWav }) => new Promise<string>((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result).replace(/^data:.*?,/, ''));
        reader.readAsDataURL(new Blob([replyWav], { type: 'audio/wav' }));
      })));
      return { underruns, turns: turns.map((turn, index) => ({ ...turn, replyWav: texts[index] ?? '' })) };
    }, shared);
    return { ...report, turns: report.turns.map((turn) => ({ ...turn, replyWav: Buffer.from(turn.replyWav, 'base64') })) };
  }
}

async function launch(leavesSignals: boolean): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: BROWSER_ARGS, handleSIGTERM: !leavesSignals, handleSIGINT: !leavesSignals });
}
