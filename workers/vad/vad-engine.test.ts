import { readFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { VadClient, type VadUpdate } from '../../src/clients/vad-client';
import type { VadEvent, VadRequest } from '../../src/protocol/vad';
import { VadEngine, type SpeechModel } from './vad-engine';

/** The engine behind a real MessageChannel, as a worker would be; the model reads the probability off the sound. */
function startEngine(model: SpeechModel | Error) {
  const { port1, port2 } = new MessageChannel();
  let count = 0;
  const engine = new VadEngine({
    loadModel: () => (model instanceof Error ? Promise.reject(model) : Promise.resolve(model)),
    createUtteranceId: () => `u${(count += 1)}`,
    emit: (event: VadEvent) => port2.postMessage(event),
    now: () => 0,
  });
  const failures: unknown[] = [];
  port2.onmessage = ({ data }: MessageEvent<VadRequest>) => void engine.receive(data).catch((reason: unknown) => failures.push(reason));
  const worker = Object.assign(port1, { terminate: () => port1.close(), onerror: null });
  const client = new VadClient(worker);
  const updates: VadUpdate[] = [];
  client.subscribe((update) => updates.push(update));
  return { client, updates, failures, stop: () => [port1, port2].forEach((port) => port.close()) };
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

describe('the model file', () => {
  it('is the one the client names', async () => {
    const bytes = await readFile(new URL('../../node_modules/@ricky0123/vad-web/dist/silero_vad_v6.onnx', import.meta.url));
    expect(bytes.byteLength).toBeGreaterThan(1_000_000);
  });
});
