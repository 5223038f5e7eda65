import { EvalPage } from '../eval/page';
import { slope, summarize } from './statistics';

const TURNS = 200;
const PROMPTS = ['hello', 'what is two plus two', 'tell me a joke', '你好', 'what time is it', 'thank you'];

/** Typed turns one after another. Memory is the page's JavaScript heap after a collection asked for by the runner. */
export async function benchSoak() {
  const page = await EvalPage.open({});
  try {
    const session = await page.page.context().newCDPSession(page.page);
    const heapMb: number[] = [];
    const firstTokenMs: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const report = await page.page.evaluate(async (text) => {
        const { firstTokenMs: milliseconds } = await window.sotto.type(text);
        return milliseconds;
      }, PROMPTS[turn % PROMPTS.length] ?? 'hello');
      if (report !== null) firstTokenMs.push(report);
      if (turn % 10 !== 9) continue;
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      heapMb.push(usedSize / 1e6);
    }
    return { turns: TURNS, heapMb: summarize(heapMb), heapMbPerTenTurns: slope(heapMb.slice(2)), firstTokenMs: summarize(firstTokenMs), firstTokenMsPerTurn: slope(firstTokenMs) };
  } finally {
    await page.dispose();
  }
}
