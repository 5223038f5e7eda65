import playbackUrl from '../../workers/worklets/playback.worklet.ts?worker&url';
import { dbToLinear } from '../../workers/dsp/level';
import { Resampler } from '../../workers/dsp/resample';
import { assertNever } from '../lib/assert-never';
import type { PlaybackEvent, PlaybackRequest } from '../protocol/playback';
import type { AudioHost } from './audio-host';
import { EmittedSound } from './emitted-sound';
import { PlayedTurns } from './played-turns';
import type { PlaybackMark, PlaybackPort, PlaybackUpdate } from './types';

const DUCK_GAIN_DB = -18;
/** A suspended context answers nothing; then what was last heard of stands. */
const FLUSH_TIMEOUT_MS = 300;
/** Turns whose late chunks are still recognised and dropped. */
const KEEP_CLOSED = 64;

type OpenTurn = { resampler: Resampler; isEnded: boolean };

/** The speaker behind a playback worklet: resamples turns to the context's rate and keeps account of what was heard. */
export class Playback implements PlaybackPort {
  readonly #host: AudioHost;
  readonly #node: AudioWorkletNode;
  readonly #open = new Map<string, OpenTurn>();
  readonly #closed = new Set<string>();
  readonly #played = new PlayedTurns();
  readonly #emitted = new EmittedSound((turnId, from, to) => this.#played.readRange(turnId, from, to));
  readonly #listeners = new Set<(update: PlaybackUpdate) => void>();
  #last: PlaybackMark | undefined;
  #answerFlush: ((mark: PlaybackMark | undefined) => void) | undefined;

  static async create(host: AudioHost): Promise<Playback> {
    await host.addModule(playbackUrl);
    return new Playback(host);
  }

  private constructor(host: AudioHost) {
    this.#host = host;
    this.#node = new AudioWorkletNode(host.context, 'playback', { numberOfInputs: 0, numberOfOutputs: 1, outputChannelCount: [1] });
    this.#node.port.onmessage = ({ data }: MessageEvent<PlaybackEvent>) => this.#receive(data);
    this.#node.connect(host.context.destination);
  }

  get canChooseOutput(): boolean {
    return 'setSinkId' in this.#host.context;
  }

  enqueue(turnId: string, pcm: Float32Array, sampleRateHz: number): void {
    if (this.#closed.has(turnId) || pcm.length === 0) return;
    const turn = this.#open.get(turnId) ?? { resampler: new Resampler(sampleRateHz, this.#host.context.sampleRate), isEnded: false };
    if (turn.resampler.fromHz !== sampleRateHz) throw new RangeError(`Expected ${turn.resampler.fromHz} Hz for this turn, got ${sampleRateHz}`);
    if (turn.isEnded) throw new RangeError(`Expected no more chunks of ${turnId} after its end`);
    this.#open.set(turnId, turn);
    this.#played.add(turnId, pcm, sampleRateHz);
    this.#send(turnId, turn.resampler, pcm);
  }

  end(turnId: string): void {
    if (this.#closed.has(turnId)) return;
    const turn = this.#open.get(turnId);
    if (turn?.isEnded === true) return;
    if (turn !== undefined) {
      turn.isEnded = true;
      this.#send(turnId, turn.resampler, new Float32Array(turn.resampler.delaySamples));
    }
    this.#post({ type: 'end', turnId });
  }

  flush(): Promise<PlaybackMark | undefined> {
    const hadTurns = this.#open.size > 0;
    const last = this.#last !== undefined && this.#open.has(this.#last.turnId) ? this.#last : undefined;
    for (const turnId of this.#open.keys()) this.#close(turnId);
    this.#post({ type: 'flush' });
    if (!hadTurns) return Promise.resolve(undefined);
    this.#answerFlush?.(undefined);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#answerFlush?.(last), FLUSH_TIMEOUT_MS);
      this.#answerFlush = (mark) => {
        clearTimeout(timer);
        this.#answerFlush = undefined;
        resolve(mark);
      };
    });
  }

  duck(): void {
    this.#setGain(DUCK_GAIN_DB);
  }

  unduck(): void {
    this.#setGain(0);
  }

  readPlayed(turnId: string): { pcm: Float32Array; sampleRateHz: number } | undefined {
    return this.#played.readPlayed(turnId);
  }

  /** Linear RMS of what left the speaker between two moments of the context's clock. */
  emittedRms(fromS: number, toS: number): number {
    return this.#emitted.rmsBetween(fromS, toS);
  }

  async setOutputDevice(deviceId: string): Promise<void> {
    const context: AudioContext & { setSinkId?: (deviceId: string) => Promise<void> } = this.#host.context;
    if (context.setSinkId === undefined) throw new DOMException('This browser cannot choose the output.', 'NotSupportedError');
    await context.setSinkId(deviceId);
  }

  openTap(): MediaStream {
    const tap = new MediaStreamAudioDestinationNode(this.#host.context, { channelCount: 1 });
    this.#node.connect(tap);
    return tap.stream;
  }

  subscribe(listener: (update: PlaybackUpdate) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.#answerFlush?.(this.#last);
    this.#node.port.onmessage = null;
    this.#node.disconnect();
    this.#listeners.clear();
  }

  #close(turnId: string): void {
    this.#open.delete(turnId);
    this.#played.close(turnId);
    this.#closed.add(turnId);
    const [oldest] = this.#closed;
    if (oldest !== undefined && this.#closed.size > KEEP_CLOSED) this.#closed.delete(oldest);
  }

  #setGain(gainDb: number): void {
    this.#emitted.setGainAt(this.#host.context.currentTime, dbToLinear(gainDb));
    this.#post({ type: 'gain', gainDb });
  }

  #send(turnId: string, resampler: Resampler, pcm: Float32Array): void {
    const scratch = new Float32Array(resampler.maxOutputCount(pcm.length));
    const chunk = scratch.slice(0, resampler.process(pcm, scratch));
    this.#post({ type: 'chunk', turnId, pcm: chunk }, [chunk.buffer]);
  }

  #post(request: PlaybackRequest, transfer: Transferable[] = []): void {
    this.#node.port.postMessage(request, transfer);
  }

  #receive(event: PlaybackEvent): void {
    const mark = this.#markOf(event);
    switch (event.type) {
      case 'playback.started':
      case 'playback.position':
        this.#emitted.placeAt(mark, this.#rateOf(event.turnId));
        return this.#tell({ type: event.type, ...mark });
      case 'playback.underrun':
        this.#emitted.placeAt(mark, this.#rateOf(event.turnId));
        return this.#tell({ type: event.type, underrunCount: event.underrunCount, ...mark });
      case 'playback.flushed':
        this.#emitted.stopAt(event.contextTimeS);
        this.#answerFlush?.(event.turnId === '' ? undefined : mark);
        return event.turnId === '' ? undefined : this.#tell({ type: event.type, ...mark });
      case 'playback.drained':
        this.#emitted.stopAt(event.contextTimeS);
        this.#close(event.turnId);
        return this.#tell({ type: event.type, ...mark });
      default:
        return assertNever(event);
    }
  }

  /** The worklet counts at the context's rate; the page counts at the rate in which the turn was made. */
  #markOf({ turnId, playedSamples: contextSamples, contextTimeS }: PlaybackEvent): PlaybackMark {
    const sampleRateHz = this.#rateOf(turnId);
    const playedSamples = this.#played.markPlayed(turnId, contextSamples, this.#host.context.sampleRate / sampleRateHz);
    this.#last = { turnId, playedSamples, playedMs: (playedSamples * 1000) / sampleRateHz, contextTimeS };
    return this.#last;
  }

  #rateOf(turnId: string): number {
    return this.#played.sampleRateOf(turnId) ?? this.#host.context.sampleRate;
  }

  #tell(update: PlaybackUpdate): void {
    for (const listener of this.#listeners) listener(update);
  }
}
