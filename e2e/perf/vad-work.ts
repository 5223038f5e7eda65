import { CAPTURE_FRAME_LENGTH, CAPTURE_RATE_HZ } from '../../src/protocol/capture';
import type { EvalPage } from '../eval/page';

type Counters = { vadFrameCount: number; vadComputeMs: number; vadMaxWaitMs: number; vadLateFrameCount: number };

const FRAME_MS = (CAPTURE_FRAME_LENGTH / CAPTURE_RATE_HZ) * 1000;

/**
 * What voice detection took, by the page's own counters: its computing time over the time of the audio, and how long a
 * frame waited at most before it was begun with. More than a frame's length would mean that it stood behind something.
 */
export async function readVadWork(page: EvalPage) {
  const counters = await page.page.evaluate(async (): Promise<Counters> => JSON.parse(await window.sotto.snapshot()).diagnostics);
  const { vadFrameCount, vadComputeMs, vadMaxWaitMs, vadLateFrameCount } = counters;
  return {
    vadCoreShare: vadFrameCount > 0 ? vadComputeMs / (vadFrameCount * FRAME_MS) : null,
    vadFrames: vadFrameCount,
    vadLongestWaitMs: vadMaxWaitMs,
    vadFramesLaterThanOneFrame: vadLateFrameCount,
  };
}
