import { EvalPage } from '../eval/page';
import { readAnonymousMemoryMb } from './renderer-memory';
import { slopeWithInterval, summarize } from './statistics';
import { watchVad } from './vad-work';

const TURNS = 200;
/** Turns before memory is looked at again; a collection of garbage takes a tenth of a second. */
const SAMPLE_EVERY = 5;
/** The first turns compile code and fill caches; they are in no slope. */
const WARM_UP_TURNS = 20;
/** Short questions, half of them spoken; what was asked decides how long an answer takes, so each is compared with itself. */
const SCRIPT = [
  { text: 'hello' }, { clip: 'en-hello' }, { text: 'what is two plus two' }, { clip: 'zh-hello' }, { text: 'thank you' },
  { clip: 'en-time' }, { text: '你好' }, { clip: 'zh-time' }, { text: 'what time is it' }, { clip: 'en-name' },
] as const;

declare global {
  interface Performance {
    /** Collects garbage in every realm and counts what is left; in Chromium, on cross-origin isolated pages. */
    measureUserAgentSpecificMemory(): Promise<MemoryMeasurement>;
  }
}

type MemoryMeasurement = { breakdown: { bytes: number; types: string[]; attribution: { scope: string; url: string }[] }[] };
type Turn = { turn: number; question: number; latencyMs: number };
type Memory = { turn: number; heapMb: number; processMb: number | null };

/**
 * A long conversation: 200 turns, typed and spoken, one after another without pauses.
 *
 * Latency is from the end of the turn (or the sending) to the first sample of the reply. `heapMb` is the page's script
 * heap after a collection; `processMb` the private memory of the page's process, which its workers and their models share;
 * `realmGrowthMb` what each realm holds more at the end than after the warm-up, garbage of all of them collected.
 * A signal ends it early, with what was measured until then.
 */
export async function benchSoak() {
  const turns: Turn[] = [];
  const memory: Memory[] = [];
  let answered = 0;
  let isCutShort = false;
  const page = await EvalPage.open({ leavesSignals: true });
  const stop = new Promise<'stop'>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve('stop'));
  });
  console.error(`ready after ${Math.round(page.readyReport.readyMs)} ms`);
  try {
    const readVad = await watchVad(page);
    const readMemory = await openMemoryReader(page);
    let warmRealms = new Map<string, number>();
    for (let turn = 0; turn < TURNS; turn += 1) {
      const question = turn % SCRIPT.length;
      const latencyMs = await Promise.race([takeTurn(page, SCRIPT[question] ?? SCRIPT[0]), stop]);
      isCutShort = latencyMs === 'stop';
      if (latencyMs === 'stop') break;
      if (latencyMs !== null) turns.push({ turn, question, latencyMs });
      answered = turn + 1;
      if (answered === WARM_UP_TURNS) warmRealms = await readRealmsMb(page);
      if (answered % SAMPLE_EVERY !== 0) continue;
      const sample = { turn, ...(await readMemory()) };
      memory.push(sample);
      console.error(`turn ${answered} of ${TURNS}: ${Math.round(latencyMs ?? 0)} ms, script heap ${sample.heapMb.toFixed(1)} MB, process ${sample.processMb?.toFixed(0) ?? '?'} MB`);
    }
    const realmGrowthMb = grownBy(warmRealms, await readRealmsMb(page));
    return { device: page.readyReport, turns: answered, unanswered: answered - turns.length, isCutShort, ...summary(turns, memory), realmGrowthMb, ...(await readVad()) };
  } finally {
    await page.dispose();
  }
}

/** The slopes are per turn, each with its 95 % confidence interval. */
function summary(turns: Turn[], memory: Memory[]) {
  const warm = memory.filter(({ turn }) => turn >= WARM_UP_TURNS);
  const processMb = warm.flatMap((sample) => (sample.processMb === null ? [] : [[sample.turn, sample.processMb] as const]));
  return {
    heapMb: summarize(memory.map((sample) => sample.heapMb)),
    heapMbPerTurn: slopeWithInterval(warm.map((sample) => [sample.turn, sample.heapMb])),
    processMb: summarize(memory.flatMap((sample) => sample.processMb ?? [])),
    processMbPerTurn: slopeWithInterval(processMb),
    gpuBuffers: 'n/a on wasm',
    latencyMs: summarize(turns.map((turn) => turn.latencyMs)),
    latencyMsPerTurn: slopeWithInterval(againstOwnQuestion(turns.filter(({ turn }) => turn >= WARM_UP_TURNS))),
  };
}

/** Each latency less the mean of the same question, so that the order of long and short answers makes no slope. */
function againstOwnQuestion(turns: Turn[]): (readonly [number, number])[] {
  const meanOf = (question: number) => {
    const same = turns.filter((turn) => turn.question === question);
    return same.reduce((sum, { latencyMs }) => sum + latencyMs, 0) / same.length;
  };
  const means = SCRIPT.map((_, question) => meanOf(question));
  return turns.map(({ turn, question, latencyMs }) => [turn, latencyMs - (means[question] ?? 0)] as const);
}

/** Milliseconds from the end of the question to the first sample of the answer; null when there was none. */
async function takeTurn(page: EvalPage, question: (typeof SCRIPT)[number]): Promise<number | null> {
  const request = 'text' in question ? { text: question.text } : { clip: page.share(`e2e/fixtures/audio/${question.clip}.wav`) };
  const times = page.page.evaluate(async ({ text, clip }: { text?: string; clip?: string }) => {
    if (clip === undefined) return window.sotto.type(text ?? '');
    const blob = await (await fetch(`/__eval/${encodeURIComponent(clip)}`)).blob();
    return (await window.sotto.talk([{ file: new File([blob], clip) }])).turns[0];
  }, request);
  // A turn that was cut short by a signal ends with its page.
  const report = await times.catch((error: unknown) => {
    if (page.page.isClosed()) return undefined;
    throw error;
  });
  return report?.firstAudioMs == null || report.endpointMs === null ? null : report.firstAudioMs - report.endpointMs;
}

async function openMemoryReader(page: EvalPage): Promise<() => Promise<{ heapMb: number; processMb: number | null }>> {
  const session = await page.page.context().newCDPSession(page.page);
  return async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return { heapMb: usedSize / 1e6, processMb: await readAnonymousMemoryMb(page.page) };
  };
}

/** Megabytes (1e6 bytes) held by each realm of the page, named by its script, and by what realms share. */
async function readRealmsMb(page: EvalPage): Promise<Map<string, number>> {
  const { breakdown } = await page.page.evaluate(() => performance.measureUserAgentSpecificMemory());
  const realms = new Map<string, number>();
  for (const { bytes, types, attribution } of breakdown) {
    const script = attribution.map(({ scope, url }) => (scope === 'Window' ? 'page' : new URL(url).pathname.split('/').at(-1))).join(' and ');
    const name = `${script || 'shared'}: ${types.join(' and ') || 'other'}`;
    realms.set(name, (realms.get(name) ?? 0) + bytes / 1e6);
  }
  return realms;
}

const grownBy = (before: Map<string, number>, after: Map<string, number>) =>
  Object.fromEntries([...after].map(([name, megabytes]) => [name, megabytes - (before.get(name) ?? 0)]).filter(([, growth]) => growth !== 0));
