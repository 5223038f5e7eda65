import { assertNever } from '../../src/lib/assert-never';
import type { PlaybackRequest } from '../../src/protocol/playback';
import { dbToLinear } from '../dsp/level';
import { PlaybackQueue } from './playback-queue';

class PlaybackProcessor extends AudioWorkletProcessor {
  readonly #queue = new PlaybackQueue(sampleRate, (event) => this.port.postMessage(event));

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<PlaybackRequest>) => this.#receive(data);
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const [first, ...others] = outputs[0] ?? [];
    if (first === undefined) return true;
    this.#queue.pull(first, currentTime);
    for (const channel of others) channel.set(first);
    return true;
  }

  #receive(request: PlaybackRequest): void {
    switch (request.type) {
      case 'chunk':
        return this.#queue.enqueue(request.turnId, request.pcm);
      case 'end':
        return this.#queue.end(request.turnId);
      case 'flush':
        return this.#queue.flush();
      case 'gain':
        return this.#queue.setGain(dbToLinear(request.gainDb));
      default:
        return assertNever(request);
    }
  }
}

registerProcessor('playback', PlaybackProcessor);
