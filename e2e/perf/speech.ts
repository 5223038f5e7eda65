import { EvalPage } from '../eval/page';
import { summarize } from './statistics';

const CLIPS = ['en-hello', 'en-time', 'en-timer', 'en-story', 'en-name', 'zh-hello', 'zh-time'];
const SENTENCES = [
  { language: 'en', text: 'It is five past two in Tokyo.' },
  { language: 'en', text: 'I will remind you in ten minutes.' },
  { language: 'en', text: 'That sounds like a long day, I hope you can rest soon.' },
  { language: 'zh', text: '你好，很高兴见到你。' },
  { language: 'zh', text: '好的，五分钟后我会提醒你。' },
] as const;
const ROUNDS = 4;

/** Recognition and synthesis one job at a time; the first round warms up and is not counted. */
export async function benchSpeech() {
  const page = await EvalPage.open({});
  try {
    const recognition: number[] = [];
    const synthesis: number[] = [];
    const firstAudioMs: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const clip of CLIPS) {
        const { computeMs, audioSeconds } = await page.transcribe(`e2e/fixtures/audio/${clip}.wav`);
        if (round > 0) recognition.push(computeMs / 1000 / audioSeconds);
      }
      for (const sentence of SENTENCES) {
        const { computeMs, seconds, ttfaMs } = await page.synthesize(sentence);
        if (round === 0) continue;
        synthesis.push(computeMs / 1000 / seconds);
        firstAudioMs.push(ttfaMs);
      }
    }
    return {
      device: page.readyReport,
      recognitionRtf: summarize(recognition),
      synthesisRtf: summarize(synthesis),
      firstAudioMs: summarize(firstAudioMs),
    };
  } finally {
    await page.dispose();
  }
}
