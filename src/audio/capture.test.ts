import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CapturePipeline } from '../../workers/worklets/capture-pipeline';
import type { CaptureRequest } from '../protocol/capture';
import { AudioHost } from './audio-host';
import { Capture } from './capture';
import type { CaptureUpdate } from './types';

const RATE_HZ = 48000;
const QUANTUM = 128;

class FakeTrack extends EventTarget {
  isStopped = false;
  readonly label = 'Desk microphone';
  stop = () => (this.isStopped = true);
  getSettings = () => ({ deviceId: 'desk', sampleRate: RATE_HZ, echoCancellation: true, noiseSuppression: false });
}

class FakeStream {
  readonly track = new FakeTrack();
  getAudioTracks = () => [this.track];
  getTracks = () => [this.track];
}

/** Renders `level` for whatever is connected, silence for nothing; the real pipeline stands where the worklet would. */
class FakeContext extends EventTarget {
  readonly sampleRate = RATE_HZ;
  readonly destination = {};
  readonly audioWorklet = { addModule: () => Promise.resolve() };
  readonly connected = new Set<object>();
  state = 'running';
  quanta = 0;
  pipeline: CapturePipeline | undefined;
  get currentTime(): number {
    return (this.quanta * QUANTUM) / RATE_HZ;
  }
  resume = () => Promise.resolve();
  close = () => Promise.resolve();
  async render(seconds: number) {
    for (let n = 0; n < (seconds * RATE_HZ) / QUANTUM; n += 1) {
      const loud = new Float32Array(QUANTUM).fill(0.25);
      this.pipeline?.process(this.connected.size > 0 ? [loud] : [], this.currentTime);
      this.quanta += 1;
    }
    for (let n = 0; n < 5; n += 1) await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

const ports: MessagePort[] = [];

class FakeWorkletNode {
  readonly port: MessagePort;
  connect = () => undefined;
  disconnect = () => undefined;
  constructor(context: FakeContext) {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    this.port = port1;
    const pipeline = new CapturePipeline(RATE_HZ, (event) => port2.postMessage(event));
    context.pipeline = pipeline;
    port2.onmessage = ({ data }: MessageEvent<CaptureRequest>) => (pipeline.isMuted = data.isMuted);
  }
}

class FakeSourceNode {
  constructor(readonly context: FakeContext) {}
  connect = () => this.context.connected.add(this);
  disconnect = () => this.context.connected.delete(this);
}

const devices = Object.assign(new EventTarget(), { getUserMedia: vi.fn() });

beforeEach(() => {
  devices.getUserMedia.mockReset();
  vi.stubGlobal('AudioWorkletNode', FakeWorkletNode);
  vi.stubGlobal('MediaStreamAudioSourceNode', FakeSourceNode);
  vi.stubGlobal('navigator', { mediaDevices: devices });
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => {
  ports.splice(0).forEach((port) => port.close());
  vi.unstubAllGlobals();
});

async function setUp() {
  const context = new FakeContext();
  // The fake has what the host and the microphone use of a context, and no more.
  const host = new AudioHost(context as unknown as AudioContext);
  const capture = await Capture.create(host);
  const updates: CaptureUpdate[] = [];
  capture.subscribe((update) => updates.push(update));
  const frames = () => updates.flatMap((update) => (update.type === 'frame' ? [update] : []));
  const stop = async () => {
    capture.dispose();
    await host.dispose();
  };
  return { context, capture, updates, frames, stop };
}

describe('Capture', () => {
  it('reads back what the device does, and keeps the past by sample', async () => {
    const { context, capture, frames, stop } = await setUp();
    devices.getUserMedia.mockResolvedValue(new FakeStream());
    const settings = await capture.start({ kind: 'microphone' });
    expect(settings).toMatchObject({ label: 'Desk microphone', sampleRateHz: RATE_HZ, echoCancellation: true, noiseSuppression: false });
    expect(devices.getUserMedia.mock.calls[0]?.[0].audio).toMatchObject({ echoCancellation: true });
    await context.render(1);
    expect(frames().length).toBe(Math.floor(capture.endSample / 512));
    expect(capture.read(4000, 8000)).toHaveLength(4000);
    expect(capture.read(4000, 8000)[2000]).toBeCloseTo(0.25, 3);
    await stop();
  });

  it('asks for the chosen device and no other', async () => {
    const { capture, stop } = await setUp();
    devices.getUserMedia.mockResolvedValue(new FakeStream());
    await capture.start({ kind: 'microphone', deviceId: 'desk' });
    expect(devices.getUserMedia.mock.calls[0]?.[0].audio.deviceId).toEqual({ exact: 'desk' });
    await stop();
  });

  it('says why there is no microphone, and hears silence meanwhile', async () => {
    const { context, capture, frames, stop } = await setUp();
    devices.getUserMedia.mockRejectedValue(new DOMException('', 'NotAllowedError'));
    await expect(capture.start({ kind: 'microphone' })).rejects.toMatchObject({ code: 'microphone-denied' });
    await context.render(0.1);
    expect(frames().every(({ pcm }) => pcm.every((sample) => sample === 0))).toBe(true);
    await stop();
  });

  it('tells that the microphone was lost, goes on counting, and starts again on the same clock', async () => {
    const { context, capture, updates, frames, stop } = await setUp();
    const first = new FakeStream();
    devices.getUserMedia.mockResolvedValueOnce(first).mockResolvedValueOnce(new FakeStream());
    await capture.start({ kind: 'microphone' });
    await context.render(0.2);
    first.track.dispatchEvent(new Event('ended'));
    expect(updates.at(-1)).toMatchObject({ type: 'capture.failed', code: 'microphone-lost' });
    await context.render(0.2);
    await capture.start({ kind: 'microphone' });
    await context.render(0.2);
    const starts = frames().map(({ startSample }) => startSample);
    expect(starts).toEqual(starts.map((_, index) => index * 512));
    expect(frames().at(-1)?.pcm[256]).toBeCloseTo(0.25, 3);
    expect(first.track.isStopped).toBe(true);
    await stop();
  });

  it('lets a permission that comes late give way to the newer source', async () => {
    const { context, capture, stop } = await setUp();
    const late = new FakeStream();
    let allow: (stream: FakeStream) => void = () => undefined;
    devices.getUserMedia.mockReturnValueOnce(new Promise<FakeStream>((resolve) => (allow = resolve)));
    const first = capture.start({ kind: 'microphone' });
    await capture.start({ kind: 'silence' });
    allow(late);
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect(late.track.isStopped).toBe(true);
    expect(context.connected.size).toBe(0);
    await stop();
  });

  it('does not stop a stream that it was only lent', async () => {
    const { capture, stop } = await setUp();
    const lent = new FakeStream();
    await capture.start({ kind: 'stream', stream: lent as unknown as MediaStream });
    capture.stop();
    expect(lent.track.isStopped).toBe(false);
    await stop();
  });

  it('passes on that devices came or went, and that one fell silent', async () => {
    const { capture, updates, stop } = await setUp();
    const stream = new FakeStream();
    devices.getUserMedia.mockResolvedValue(stream);
    await capture.start({ kind: 'microphone' });
    stream.track.dispatchEvent(new Event('mute'));
    devices.dispatchEvent(new Event('devicechange'));
    expect(updates.slice(-2)).toEqual([{ type: 'capture.silenced', isSilenced: true }, { type: 'devices.changed' }]);
    await stop();
  });

  it('gives zeros while muted', async () => {
    const { context, capture, frames, stop } = await setUp();
    devices.getUserMedia.mockResolvedValue(new FakeStream());
    await capture.start({ kind: 'microphone' });
    capture.mute(true);
    await context.render(0);
    await context.render(0.2);
    expect(frames().length).toBeGreaterThan(4);
    expect(frames().every(({ pcm }) => pcm.every((sample) => sample === 0))).toBe(true);
    await stop();
  });
});
