import { EvalPage } from '../eval/page';
import { summarize } from './statistics';
import { watchVad } from './vad-work';

const PLAIN = ['en-hello', 'en-time', 'en-name', 'en-ask-name', 'zh-hello', 'zh-time'];
const ROUNDS = 3;
const isNumber = (value: number | null): value is number => value !== null;

/** Conversations by voice in real time: plain turns, and turns that interrupt the reply before them. */
export async function benchTalk() {
  const page = await EvalPage.open({});
  try {
    const path = (name: string) => `e2e/fixtures/audio/${name}.wav`;
    const plain = Array.from({ length: ROUNDS }, () => PLAIN).flat().map((name) => ({ path: path(name) }));
    const interrupting = Array.from({ length: 8 }, (_, index) =>
      index % 2 === 0 ? { path: path('en-story') } : { path: path('en-time'), interruptAfterMs: 400 },
    );
    const readVad = await watchVad(page);
    const talked = await page.talk(plain);
    const interrupted = await page.talk(interrupting);
    const gaps = (from: 'endpointMs' | 'speechEndMs') =>
      talked.turns.map((turn) => (turn.firstAudioMs === null || turn[from] === null ? null : turn.firstAudioMs - turn[from])).filter(isNumber);
    return {
      device: page.readyReport,
      endpointToFirstAudioMs: summarize(gaps('endpointMs')),
      speechEndToFirstAudioMs: summarize(gaps('speechEndMs')),
      bargeInMs: summarize(interrupted.turns.map((turn) => turn.bargeInMs).filter(isNumber)),
      ...(await readVad()),
      underruns: talked.underruns + interrupted.underruns,
      unanswered: talked.turns.filter((turn) => turn.reply === '').length,
    };
  } finally {
    await page.dispose();
  }
}
