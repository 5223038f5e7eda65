import { EvalPage } from '../eval/page';
import { summarize } from './statistics';

const VISITS = 7;
const FIRST = { language: 'en', text: 'It is five past two in Tokyo.' } as const;
const SECOND = { language: 'en', text: 'I will remind you in ten minutes.' } as const;

/** The first text of a visit, asked for in the moment the page is ready, against the second: what nobody had got ready shows as the difference. */
export async function benchFirstText() {
  const firstMs: number[] = [];
  const secondMs: number[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    const page = await EvalPage.open({});
    try {
      firstMs.push((await page.synthesize(FIRST)).ttfaMs);
      secondMs.push((await page.synthesize(SECOND)).ttfaMs);
    } finally {
      await page.dispose();
    }
  }
  return { firstMs: summarize(firstMs), secondMs: summarize(secondMs), visits: firstMs.map((first, i) => [Math.round(first), Math.round(secondMs[i] ?? 0)]) };
}
