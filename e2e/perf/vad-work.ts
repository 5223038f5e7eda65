import { CAPTURE_FRAME_LENGTH, CAPTURE_RATE_HZ } from '../../src/protocol/capture';
import type { EvalPage } from '../eval/page';
import { findThread, readThreadMs } from './thread-time';

type Counters = { vadFrameCount: number; vadComputeMs: number; vadMaxWaitMs: number; vadLateFrameCount: number };

const FRAME_MS = (CAPTURE_FRAME_LENGTH / CAPTURE_RATE_HZ) * 1000;

/**
 * Watches what voice detection takes. To be opened while the page is ready and idle; answers when the talking is over.
 *
 * `vadCoreShare` is the processor time of its thread over the time of the audio, everything the thread does included;
 * `vadWaitedShare` is the same by the clock, which also counts when other threads had the core. The longest wait since the
 * page was opened is from the audio thread's hand until a frame is begun with: more than a frame's length would mean that
 * it stood behind something.
 */
export async function watchVad(page: EvalPage) {
  const worker = page.page.workers().find((candidate) => candidate.url().includes('vad.worker'));
  const thread = worker === undefined ? null : await findThread(page.page, worker);
  const readMs = async () => (thread === null ? null : readThreadMs(thread));
  const [begun, begunMs] = [await readCounters(page), await readMs()];
  return async () => {
    const [ended, endedMs] = [await readCounters(page), await readMs()];
    const audioMs = (ended.vadFrameCount - begun.vadFrameCount) * FRAME_MS;
    return {
      vadCoreShare: begunMs === null || endedMs === null ? null : (endedMs - begunMs) / audioMs,
      vadWaitedShare: (ended.vadComputeMs - begun.vadComputeMs) / audioMs,
      vadFrames: ended.vadFrameCount - begun.vadFrameCount,
      vadLongestWaitMs: ended.vadMaxWaitMs,
      vadFramesLaterThanOneFrame: ended.vadLateFrameCount - begun.vadLateFrameCount,
    };
  };
}

async function readCounters(page: EvalPage): Promise<Counters> {
  return page.page.evaluate(async (): Promise<Counters> => JSON.parse(await window.sotto.snapshot()).diagnostics);
}
