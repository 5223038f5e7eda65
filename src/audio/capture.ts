import captureUrl from '../../workers/worklets/capture.worklet.ts?worker&url';
import { CAPTURE_RATE_HZ, type CaptureEvent, type CaptureRequest } from '../protocol/capture';
import type { AudioHost } from './audio-host';
import { microphoneError } from './errors';
import { openMicrophone, readSettings, watchTrack } from './microphone';
import { resampleClip } from './resample-clip';
import { SampleRing } from './sample-ring';
import { SilenceWatch } from './silence-watch';
import type { CapturePort, CaptureSettings, CaptureSource, CaptureUpdate, ClipRun } from './types';

const HISTORY_SECONDS = 35;
/** Time between asking for a clip and its first sample, so that it begins on a quantum not yet rendered. */
const CLIP_LEAD_S = 0.05;
/** Clips begin on this grid of the capture clock, where samples of both rates meet: whole in 16 kHz and in 44.1 kHz. */
const CLIP_STEP_S = 0.01;

type LiveSource = { node: AudioNode; stream: MediaStream; isOwned: boolean; ends: AbortController };

/** The microphone behind a capture worklet that runs from creation on: without a source it hears silence. */
export class Capture implements CapturePort {
  readonly #host: AudioHost;
  readonly #node: AudioWorkletNode;
  readonly #ring = new SampleRing(HISTORY_SECONDS * CAPTURE_RATE_HZ);
  readonly #listeners = new Set<(update: CaptureUpdate) => void>();
  readonly #ends = new AbortController();
  readonly #silence = new SilenceWatch();
  #isMuted = false;
  /** What was last told of the microphone by `capture.silenced`. */
  #isSilenced = false;
  #live: LiveSource | undefined;
  #clip: ClipRun | undefined;
  /** Counts starts, so that a permission that comes late does not replace a newer source. */
  #generation = 0;
  /** Context time of capture sample 0. */
  #originS: number | undefined;

  static async create(host: AudioHost): Promise<Capture> {
    await host.addModule(captureUrl);
    return new Capture(host);
  }

  private constructor(host: AudioHost) {
    this.#host = host;
    this.#node = new AudioWorkletNode(host.context, 'capture', { numberOfInputs: 1, numberOfOutputs: 1 });
    this.#node.port.onmessage = ({ data }: MessageEvent<CaptureEvent>) => this.#receive(data);
    // Its output is silence; being connected is what makes every browser run it.
    this.#node.connect(host.context.destination);
    const { signal } = this.#ends;
    navigator.mediaDevices?.addEventListener('devicechange', () => this.#tell({ type: 'devices.changed' }), { signal });
  }

  get endSample(): number {
    return this.#ring.endSample;
  }

  async start(source: CaptureSource): Promise<CaptureSettings> {
    const generation = (this.#generation += 1);
    this.#release();
    const stream = await this.#openStream(source);
    if (generation !== this.#generation) {
      if (source.kind === 'microphone') stopTracks(stream);
      throw new DOMException('Another source was started meanwhile.', 'AbortError');
    }
    if (stream !== undefined) this.#attach(stream, source.kind === 'microphone');
    const settings = readSettings(source.kind, stream);
    this.#tell({ type: 'capture.started', settings });
    return settings;
  }

  stop(): void {
    this.#generation += 1;
    this.#release();
  }

  mute(isMuted: boolean): void {
    const request: CaptureRequest = { type: 'mute', isMuted };
    this.#node.port.postMessage(request);
    this.#isMuted = isMuted;
    this.#forgetSilence();
  }

  read(startSample: number, endSample: number): Float32Array {
    return this.#ring.read(startSample, endSample);
  }

  async playClip(pcm: Float32Array): Promise<ClipRun> {
    const { context } = this.#host;
    // Resampled here: the node would interpolate linearly, which is heard as noise above 4 kHz.
    const [originS, resampled] = await Promise.all([this.#waitForOrigin(), resampleClip(pcm, CAPTURE_RATE_HZ, context.sampleRate)]);
    this.#clip?.stop();
    const buffer = context.createBuffer(1, Math.max(1, resampled.length), context.sampleRate);
    buffer.copyToChannel(resampled, 0);
    const node = new AudioBufferSourceNode(context, { buffer });
    const startStep = Math.ceil((context.currentTime + CLIP_LEAD_S - originS) / CLIP_STEP_S);
    const startContextTimeS = originS + startStep * CLIP_STEP_S;
    const startSample = Math.round(startStep * CLIP_STEP_S * CAPTURE_RATE_HZ);
    const ended = new Promise<void>((resolve) => node.addEventListener('ended', () => resolve(), { once: true }));
    const run: ClipRun = { startSample, endSample: startSample + pcm.length, startContextTimeS, ended, stop: () => node.stop() };
    this.#clip = run;
    this.#live?.node.disconnect();
    node.connect(this.#node);
    node.onended = () => {
      node.disconnect();
      if (this.#clip === run) this.#endClip();
    };
    node.start(startContextTimeS);
    return run;
  }

  subscribe(listener: (update: CaptureUpdate) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.#clip?.stop();
    this.stop();
    this.#ends.abort();
    this.#node.port.onmessage = null;
    this.#node.disconnect();
    this.#listeners.clear();
  }

  async #openStream(source: CaptureSource): Promise<MediaStream | undefined> {
    if (source.kind === 'silence') return undefined;
    return source.kind === 'stream' ? source.stream : openMicrophone(source.deviceId);
  }

  #attach(stream: MediaStream, isOwned: boolean): void {
    const node = new MediaStreamAudioSourceNode(this.#host.context, { mediaStream: stream });
    const ends = new AbortController();
    const onSilenced = (isSilenced: boolean) => (isSilenced ? this.#setSilenced(true) : this.#forgetSilence());
    watchTrack(stream, { onLost: () => this.#lose(), onSilenced }, ends.signal);
    this.#live = { node, stream, isOwned, ends };
    if (this.#clip === undefined) node.connect(this.#node);
  }

  #lose(): void {
    this.#release();
    const { code, message } = microphoneError('microphone-lost');
    this.#tell({ type: 'capture.failed', code, message });
  }

  #release(): void {
    this.#live?.ends.abort();
    this.#live?.node.disconnect();
    if (this.#live?.isOwned === true) stopTracks(this.#live.stream);
    this.#live = undefined;
    this.#forgetSilence();
  }

  #endClip(): void {
    this.#clip = undefined;
    this.#live?.node.connect(this.#node);
  }

  #receive(event: CaptureEvent): void {
    if (event.type === 'frame') {
      this.#originS = event.contextTimeS - event.startSample / CAPTURE_RATE_HZ;
      this.#ring.write(event.pcm, event.startSample);
      this.#watchSilence(event.pcm);
    }
    this.#tell(event);
  }

  /** Zeros of our own making, while muted or between clips, say nothing about the microphone. */
  #watchSilence(pcm: Float32Array): void {
    if (this.#live === undefined || this.#clip !== undefined || this.#isMuted) return;
    const verdict = this.#silence.hear(pcm);
    if (verdict !== 'unclear') this.#setSilenced(verdict === 'silenced');
  }

  /** Nothing is held against a microphone any more that was opened, muted or freed just now. */
  #forgetSilence(): void {
    this.#silence.reset();
    this.#setSilenced(false);
  }

  #setSilenced(isSilenced: boolean): void {
    if (isSilenced === this.#isSilenced) return;
    this.#isSilenced = isSilenced;
    this.#tell({ type: 'capture.silenced', isSilenced });
  }

  /** The capture clock is known from the first frame on. */
  async #waitForOrigin(): Promise<number> {
    while (this.#originS === undefined) {
      await new Promise<void>((resolve) => {
        const stop = this.subscribe((update) => {
          if (update.type !== 'frame') return;
          stop();
          resolve();
        });
      });
    }
    return this.#originS;
  }

  #tell(update: CaptureUpdate): void {
    for (const listener of this.#listeners) listener(update);
  }
}

function stopTracks(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
