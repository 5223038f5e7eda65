import { describe, expect, it } from 'vitest';
import type { VadEvent, VadRequest } from '../protocol/vad';
import { VadEngine } from '../../workers/vad/vad-engine';
import { SpeechDetector } from './speech-detector';
import { VadClient } from './vad-client';

/** The real engine behind a channel, with a model that reads the probability off the sound and counts what it heard since a reset. */
function start() {
  const heard: number[] = [];
  const crash: { worker: { onerror: ((event: ErrorEvent) => void) | null } | null } = { worker: null };
  const detector = new SpeechDetector(async () => {
    const client = new VadClient(() => {
      const { port1, port2 } = new MessageChannel();
      const worker = Object.assign(port1, { terminate: () => port1.close(), onerror: null as ((event: ErrorEvent) => void) | null });
      const fail = (message: string) => worker.onerror?.(Object.assign(new Event('error'), { message }) as ErrorEvent);
      const model = {
        probability: async (frame: Float32Array) => {
          heard.push(frame[0]!);
          return frame[0]!;
        },
        reset: () => void heard.splice(0),
      };
      const engine = new VadEngine({ loadModel: async () => model, createUtteranceId: () => 'u', emit: (event: VadEvent) => port2.postMessage(event), clock: { nowMs: () => 0, dateMs: () => 0 } });
      port2.onmessage = ({ data }: MessageEvent<VadRequest>) => void engine.receive(data).catch((reason: unknown) => fail(String(reason)));
      crash.worker = worker;
      return worker;
    });
    await client.load(new Blob(['weights']));
    return client;
  });
  return { detector, heard, crash: () => crash.worker?.onerror?.(Object.assign(new Event('error'), { message: 'unreachable' }) as ErrorEvent) };
}

const frames = (...levels: number[]) => Float32Array.from(levels.flatMap((level) => Array.from({ length: 512 }, () => level)));
const signal = () => new AbortController().signal;

describe('the detector of recordings', () => {
  it('answers chunk after chunk, whole frames only, and keeps the sound it was given', async () => {
    const { detector } = start();
    const pcm = Float32Array.from([...frames(0.25, 0.5, 0.75), 1, 1, 1]);
    expect(await detector.probabilities(pcm, signal())).toEqual(Float32Array.of(0.25, 0.5, 0.75));
    expect(pcm.length).toBe(3 * 512 + 3);
    expect(await detector.probabilities(frames(0.5, 0), signal())).toEqual(Float32Array.of(0.5, 0));
    expect(await detector.probabilities(new Float32Array(100), signal())).toEqual(new Float32Array(0));
    detector.dispose();
  });

  it('forgets what it heard, and goes on', async () => {
    const { detector, heard } = start();
    await detector.probabilities(frames(0.25, 0.5), signal());
    await detector.reset();
    expect(await detector.probabilities(frames(0.75), signal())).toEqual(Float32Array.of(0.75));
    expect(heard).toEqual([0.75]);
    detector.dispose();
  });

  it('does not take the answers to a question nobody waits for any more for those to the next', async () => {
    const { detector } = start();
    await detector.probabilities(frames(0), signal());
    const controller = new AbortController();
    const abandoned = expect(detector.probabilities(frames(0.125, 0.125, 0.125), controller.signal)).rejects.toThrow();
    controller.abort();
    expect(await detector.probabilities(frames(0.5, 0.75), signal())).toEqual(Float32Array.of(0.5, 0.75));
    await abandoned;
    detector.dispose();
  });

  it('fails the question in hand when its worker crashes, and answers the next', async () => {
    const { detector, crash } = start();
    await detector.probabilities(frames(0), signal());
    const broken = expect(detector.probabilities(frames(0.5), signal())).rejects.toThrow('unreachable');
    await Promise.resolve();
    await Promise.resolve();
    crash();
    await broken;
    expect(await detector.probabilities(frames(0.5, 0.75), signal())).toEqual(Float32Array.of(0.5, 0.75));
    detector.dispose();
  });
});
