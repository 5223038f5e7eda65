/** Web Audio for tests: a context whose clock the test turns, over real ports, with the real worklet code behind them. */
import { afterEach, beforeEach, vi } from 'vitest';
import { CapturePipeline } from '../../../workers/worklets/capture-pipeline';
import { PlaybackQueue } from '../../../workers/worklets/playback-queue';
import type { CaptureRequest } from '../../protocol/capture';
import type { PlaybackRequest } from '../../protocol/playback';
import { AudioHost } from '../audio-host';

export const RATE_HZ = 48_000;
const QUANTUM = 128;

/** Long enough for a message to cross and for its answer to come back. */
export async function settle(): Promise<void> {
  for (let n = 0; n < 5; n += 1) await new Promise((resolve) => setTimeout(resolve, 0));
}

/** What is connected delivers `level`; what is played comes out of `render`. */
export class FakeContext extends EventTarget {
  readonly sampleRate = RATE_HZ;
  readonly destination = {};
  readonly audioWorklet = { addModule: () => Promise.resolve() };
  readonly connected = new Set<object>();
  state = 'running';
  quanta = 0;
  level = 0.25;
  capture: CapturePipeline | undefined;
  playback: PlaybackQueue | undefined;

  get currentTime(): number {
    return (this.quanta * QUANTUM) / RATE_HZ;
  }

  resume = () => Promise.resolve();
  close = () => Promise.resolve();

  /** Lets time pass and the messages arrive. */
  async render(seconds: number): Promise<Float32Array> {
    const output = new Float32Array(Math.ceil((seconds * RATE_HZ) / QUANTUM) * QUANTUM);
    for (let at = 0; at < output.length; at += QUANTUM) {
      const input = new Float32Array(QUANTUM).fill(this.level);
      this.capture?.process(this.connected.size > 0 ? [input] : [], this.currentTime);
      this.playback?.pull(output.subarray(at, at + QUANTUM), this.currentTime);
      this.quanta += 1;
    }
    await settle();
    return output;
  }
}

/** A host as the page opens it, and its context with what the fake adds. */
export function openHost() {
  const host = AudioHost.open();
  return { host, context: fakeContextOf(host) };
}

export function fakeContextOf({ context }: AudioHost): FakeContext {
  const fake: object = context;
  if (!(fake instanceof FakeContext)) throw new TypeError('Expected the fake context');
  return fake;
}

const ports: MessagePort[] = [];

class FakeWorkletNode {
  readonly port: MessagePort;
  connect = () => undefined;
  disconnect = () => undefined;

  constructor(context: FakeContext, name: string) {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    this.port = port1;
    if (name === 'capture') serveCapture(context, port2);
    else servePlayback(context, port2);
  }
}

function serveCapture(context: FakeContext, port: MessagePort): void {
  const pipeline = new CapturePipeline(RATE_HZ, (event) => port.postMessage(event));
  context.capture = pipeline;
  port.onmessage = ({ data }: MessageEvent<CaptureRequest>) => (pipeline.isMuted = data.isMuted);
}

function servePlayback(context: FakeContext, port: MessagePort): void {
  const queue = new PlaybackQueue(RATE_HZ, (event) => port.postMessage(event));
  context.playback = queue;
  port.onmessage = ({ data }: MessageEvent<PlaybackRequest>) => {
    if (data.type === 'chunk') queue.enqueue(data.turnId, data.pcm);
    if (data.type === 'end') queue.end(data.turnId);
    if (data.type === 'flush') queue.flush();
    if (data.type === 'gain') queue.setGain(10 ** (data.gainDb / 20));
  };
}

class FakeTrack extends EventTarget {
  isStopped = false;
  readonly label = 'Desk microphone';
  stop = () => (this.isStopped = true);
  getSettings = () => ({ deviceId: 'desk', sampleRate: RATE_HZ, echoCancellation: true, noiseSuppression: false });
}

export class FakeStream {
  readonly track = new FakeTrack();
  getAudioTracks = () => [this.track];
  getTracks = () => [this.track];
}

class FakeSourceNode {
  constructor(readonly context: FakeContext) {}
  connect = () => this.context.connected.add(this);
  disconnect = () => this.context.connected.delete(this);
}

/** The device list of the fake browser; `getUserMedia` answers what the test tells it to. */
export const devices = Object.assign(new EventTarget(), { getUserMedia: vi.fn(), enumerateDevices: () => Promise.resolve([]) });

/** Puts the fakes in the place of the browser for every test of a file. */
export function installFakeAudio(): void {
  beforeEach(() => {
    devices.getUserMedia.mockReset();
    vi.stubGlobal('AudioContext', FakeContext);
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
}
