import { AudioHost } from '../audio/audio-host';
import { Capture } from '../audio/capture';
import { EchoGuard } from '../audio/echo-guard';
import { MicrophoneError } from '../audio/errors';
import { listDevices } from '../audio/microphone';
import { Playback } from '../audio/playback';
import type { AudioHostState, CaptureSettings, CaptureUpdate } from '../audio/types';
import type { Level } from '../session/commands';
import type { Frame } from '../session/ports';
import type { DeviceStore, MicrophoneState } from '../stores/device-store';
import { withdrawNotices, type Notify } from './notices';
import type { TurnStore } from '../stores/turn-store';

const SILENT: Level = { rms: 0, peak: 0 };
/** The speaker's level is read over this long a stretch. */
const METER_S = 0.05;

const PHASES = { 'microphone-denied': 'refused', 'microphone-missing': 'missing', 'microphone-busy': 'busy', 'microphone-lost': 'lost' } as const;

/** The page's ear and mouth, and what the device store knows of them. */
export class Sound {
  readonly echo: EchoGuard;
  #level: Level = SILENT;
  readonly #frameListeners = new Set<(frame: Frame) => void>();
  /** Called when the microphone has gone away. */
  onLost: () => void = () => undefined;

  /** Call it inside the click. */
  static async open(stores: { device: DeviceStore; turn: TurnStore }, notify: Notify): Promise<Sound> {
    const host = AudioHost.open();
    try {
      const [capture, playback] = await Promise.all([Capture.create(host), Playback.create(host)]);
      return new Sound(host, capture, playback, stores, notify);
    } catch (error) {
      await host.dispose();
      throw error;
    }
  }

  private constructor(
    readonly host: AudioHost,
    readonly capture: Capture,
    readonly playback: Playback,
    private readonly stores: { device: DeviceStore; turn: TurnStore },
    private readonly notify: Notify,
  ) {
    this.echo = new EchoGuard((fromS, toS) => playback.emittedRms(fromS, toS));
    capture.subscribe((update) => this.#receive(update));
    host.subscribe((state) => this.#showContext(state));
    this.#showContext(host.state);
    stores.device.setState({ canChooseOutput: playback.canChooseOutput });
    void this.listDevices();
  }

  onFrame(listener: (frame: Frame) => void): void {
    this.#frameListeners.add(listener);
  }

  /** Opens the microphone; whether it could is in the device store. */
  async listen(deviceId: string | null): Promise<void> {
    this.stores.device.setState({ microphone: { phase: 'asking' } });
    try {
      await this.capture.start({ kind: 'microphone', ...(deviceId === null ? {} : { deviceId }) });
      for (const code of ['microphone-lost', 'microphone-refused', 'microphone-missing', 'microphone-busy'] as const) withdrawNotices(this.stores.turn, code);
      await this.listDevices();
    } catch (error) {
      if (error instanceof MicrophoneError) this.#fail(error.code);
      else if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    }
  }

  mute(isMuted: boolean): void {
    this.capture.mute(isMuted);
    this.stores.device.setState({ isMuted });
  }

  async chooseOutput(deviceId: string | null): Promise<void> {
    if (!this.playback.canChooseOutput) return;
    try {
      await this.playback.setOutputDevice(deviceId ?? '');
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.notify('output-lost');
    }
  }

  async listDevices(): Promise<void> {
    const [inputs, outputs] = await Promise.all([listDevices('audioinput'), listDevices('audiooutput')]);
    this.stores.device.setState({ inputs, outputs });
  }

  /** When a moment of the audio clock is, on the clock of `performance.now`. */
  contextToPageMs(contextTimeS: number): number {
    return performance.now() + (contextTimeS - this.host.context.currentTime) * 1000;
  }

  /** Of the browser and the device together; 0 where the browser does not tell. */
  outputLatencyMs(): number {
    const { baseLatency, outputLatency } = this.host.context;
    return ((baseLatency || 0) + (outputLatency || 0)) * 1000;
  }

  readMicrophoneLevel(): Level {
    return this.#level;
  }

  readSpeakerLevel(): Level {
    const nowS = this.host.context.currentTime;
    const rms = this.playback.emittedRms(nowS - METER_S, nowS);
    return { rms, peak: Math.min(1, rms * Math.SQRT2) };
  }

  #receive(update: CaptureUpdate): void {
    switch (update.type) {
      case 'frame':
        this.echo.pushFrame(update.pcm, update.startSample, update.contextTimeS);
        for (const listener of this.#frameListeners) listener(update);
        return;
      case 'level':
        this.#level = { rms: update.rms, peak: update.peak };
        return;
      case 'capture.started':
        return this.stores.device.setState({ microphone: microphoneState(update.settings) });
      case 'capture.failed':
        this.#fail(update.code);
        return this.onLost();
      case 'capture.silenced':
        return update.isSilenced ? this.notify('microphone-silent') : withdrawNotices(this.stores.turn, 'microphone-silent');
      case 'devices.changed':
        return void this.listDevices();
    }
  }

  #fail(code: MicrophoneError['code']): void {
    const phase = PHASES[code];
    this.#level = SILENT;
    this.stores.device.setState({ microphone: { phase } });
    this.notify(`microphone-${phase}`);
  }

  #showContext(state: AudioHostState): void {
    const isInterrupted = state === 'stalled';
    this.stores.device.setState({ audioContext: isInterrupted ? 'interrupted' : state });
    if (isInterrupted) this.notify('audio-interrupted');
    else if (state === 'running') withdrawNotices(this.stores.turn, 'audio-interrupted');
  }
}

function microphoneState(settings: CaptureSettings): MicrophoneState {
  if (settings.kind === 'silence') return { phase: 'off' };
  const { label, sampleRateHz = null, echoCancellation = null, noiseSuppression = null, autoGainControl = null } = settings;
  return { phase: 'live', settings: { label, sampleRateHz, echoCancellation, noiseSuppression, autoGainControl } };
}
