import { readFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { VadClient, type VadUpdate } from '../../src/clients/vad-client';
import type { VadEvent, VadRequest } from '../../src/protocol/vad';
import { DEFAULT_ENDPOINTER_CONFIG } from './endpointer';
import { VadEngine, type SpeechModel } from './vad-engine';

/** The engine behind a real MessageChannel, as a worker would be; the model reads the probability off the sound. */
function startEngine(model: SpeechModel | Error, loadModel = async () => {
  if (model instanceof Error) throw model;
  return model;
}) {
  const failures: unknown[] = [];
  const workers: ReturnType<typeof startWorker>[] = [];
  let count = 0;
  const startWorker = () => {
    const { port1, port2 } = new MessageChannel();
    const engine = new VadEngine({ loadModel, createUtteranceId: () => `u${(count += 1)}`, emit: (event: VadEvent) => port2.postMessage(event), clock: { nowMs: () => 0, dateMs: () => 1000 } });
    port2.onmessage = ({ data }: MessageEvent<VadRequest>) => void engine.receive(data).catch((reason: unknown) => failures.push(reason));
    const stop = () => [port1, port2].forEach((port) => port.close());
    return { worker: Object.assign(port1, { terminate: stop, onerror: null as ((event: ErrorEvent) => void) | null }), stop };
  };
  const client = new VadClient(() => {
    const started = startWorker();
    workers.push(started);
    return started.worker;
  });
  const updates: VadUpdate[] = [];
  client.subscribe((update) => updates.push(update));
  /** What a browser does when a worker's script throws. */
  const crash = () => workers.at(-1)?.worker.onerror?.(Object.assign(new Event('error'), { message: 'unreachable' }) as ErrorEvent);
  return { client, updates, failures, workers, crash, stop: () => workers.forEach((each) => each.stop()) };
}

const loudness = { probability: async (frame: Float32Array) => frame[0] ?? 0, reset: () => undefined };
const model = new Blob(['weights']);

function speak(client: VadClient, probabilities: number[], from = 0) {
  probabilities.forEach((probability, index) => client.pushFrame(new Float32Array(512).fill(probability), (from + index) * 512));
}

const framesIn = (updates: VadUpdate[]) => updates.filter(({ type }) => type === 'vad.frame').length;
const decisions = (updates: VadUpdate[]) => updates.flatMap(({ type }) => (type === 'vad.frame' ? [] : [type]));

describe('VadClient and VadEngine', () => {
  it('answers every frame in order, and decides between them', async () => {
    const { client, updates, stop } = startEngine(loudness);
    await client.load(model);
    speak(client, [0, ...new Array<number>(8).fill(0.9), ...new Array<number>(20).fill(0)]);
    await vi.waitFor(() => expect(framesIn(updates)).toBe(29));
    expect(decisions(updates)).toEqual(['speech.started', 'speech.confirmed', 'speech.paused', 'speech.ended']);
    const starts = updates.flatMap((update) => (update.type === 'vad.frame' ? [update.startSample] : []));
    expect(starts).toEqual(starts.map((_, index) => index * 512));
    stop();
  });

  it('counts the wait of a frame from when it set out', async () => {
    const { client, updates, stop } = startEngine(loudness);
    await client.load(model);
    client.pushFrame(new Float32Array(512), 0, 960);
    await vi.waitFor(() => expect(updates).toContainEqual(expect.objectContaining({ type: 'vad.frame', waitMs: 40 })));
    stop();
  });

  it('takes the buffer of a frame', async () => {
    const { client, stop } = startEngine(loudness);
    const pcm = new Float32Array(512);
    client.pushFrame(pcm, 0);
    expect(pcm).toHaveLength(0);
    stop();
  });

  it('keeps a reset in its place among the frames', async () => {
    const { client, updates, stop } = startEngine(loudness);
    await client.load(model);
    speak(client, new Array<number>(4).fill(0.9));
    client.reset();
    speak(client, new Array<number>(4).fill(0.9));
    await vi.waitFor(() => expect(framesIn(updates)).toBe(8));
    expect(decisions(updates)).toEqual(['speech.started', 'speech.started']);
    stop();
  });

  it('rejects with the sentence of a model that does not load', async () => {
    const { client, stop } = startEngine(new Error('The file is no model.'));
    await expect(client.load(model)).rejects.toThrow('The file is no model.');
    stop();
  });

  it('goes on after a frame that cannot be heard', async () => {
    const { client, updates, failures, stop } = startEngine({
      ...loudness,
      probability: (frame) => (frame[0] === 1 ? Promise.reject(new Error('broken frame')) : Promise.resolve(0)),
    });
    await client.load(model);
    speak(client, [0, 1, 0]);
    await vi.waitFor(() => expect(framesIn(updates)).toBe(2));
    expect(failures).toHaveLength(1);
    stop();
  });
});

describe('a worker that crashes', () => {
  const startsIn = (updates: VadUpdate[]) => updates.flatMap((update) => (update.type === 'vad.frame' ? [update.startSample / 512] : []));

  it('is replaced by one with the same model and settings; frames that come meanwhile are heard', async () => {
    const { client, updates, workers, crash, stop } = startEngine(loudness);
    await client.load(model);
    client.configure({ ...DEFAULT_ENDPOINTER_CONFIG, minInterruptionMs: 320 });
    client.setReplyPlaying(true);
    speak(client, [0, 0.9, 0.9]);
    await vi.waitFor(() => expect(framesIn(updates)).toBe(3));
    crash();
    speak(client, new Array<number>(12).fill(0.9), 3);
    await vi.waitFor(() => expect(framesIn(updates)).toBe(15));
    expect(workers).toHaveLength(2);
    expect(startsIn(updates)).toEqual(Array.from({ length: 15 }, (_, index) => index));
    expect(decisions(updates)).toEqual(['speech.started', 'vad.restarted', 'speech.started', 'speech.confirmed']);
    const confirmed = updates.find(({ type }) => type === 'speech.confirmed');
    // Ten frames of 32 ms are the 320 ms that an interruption needs, counted anew from frame 3.
    expect(confirmed).toMatchObject({ atSample: 13 * 512 });
    stop();
  });

  it('loses only the frames it had not answered', async () => {
    const { client, updates, crash, stop } = startEngine(loudness);
    await client.load(model);
    speak(client, [0, 0]);
    crash();
    speak(client, [0, 0], 2);
    await vi.waitFor(() => expect(startsIn(updates)).toEqual([2, 3]));
    stop();
  });

  it('is given up when it crashes again and again, also while the model is loaded', async () => {
    let loadCount = 0;
    const { client, updates, workers, crash, stop } = startEngine(loudness, async () => {
      loadCount += 1;
      if (loadCount > 1) throw new Error('no memory');
      return loudness;
    });
    await client.load(model);
    crash();
    await vi.waitFor(() => expect(decisions(updates)).toEqual(['vad.restarted', 'vad.restarted', 'vad.restarted', 'vad.failed']));
    expect(workers).toHaveLength(4);
    speak(client, [0]);
    crash();
    expect(workers).toHaveLength(4);
    stop();
  });

  it('is well again after it has heard for a while', async () => {
    const { client, updates, workers, crash, stop } = startEngine(loudness);
    await client.load(model);
    for (let round = 0; round < 6; round += 1) {
      crash();
      speak(client, new Array<number>(300).fill(0), round * 300);
      await vi.waitFor(() => expect(framesIn(updates)).toBe((round + 1) * 300));
    }
    expect(workers).toHaveLength(7);
    stop();
  });

  it('rejects the loading it was in, and is not replaced when it was stopped', async () => {
    const { client, workers, crash, stop } = startEngine(loudness);
    const loading = client.load(model);
    crash();
    await expect(loading).rejects.toThrow('unreachable');
    expect(workers).toHaveLength(1);
    stop();
    const other = startEngine(loudness);
    await other.client.load(model);
    other.client.dispose();
    other.crash();
    expect(other.workers).toHaveLength(1);
  });
});

describe('the model file', () => {
  it('is the one the client names', async () => {
    const bytes = await readFile(new URL('../../node_modules/@ricky0123/vad-web/dist/silero_vad_v6.onnx', import.meta.url));
    expect(bytes.byteLength).toBeGreaterThan(1_000_000);
  });
});
