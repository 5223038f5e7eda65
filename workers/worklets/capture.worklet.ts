import type { CaptureEvent, CaptureRequest } from '../../src/protocol/capture';
import { CapturePipeline } from './capture-pipeline';

class CaptureProcessor extends AudioWorkletProcessor {
  readonly #pipeline = new CapturePipeline(sampleRate, (event) => this.#emit(event));

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<CaptureRequest>) => {
      this.#pipeline.isMuted = data.isMuted;
    };
  }

  process(inputs: Float32Array[][]): boolean {
    this.#pipeline.process(inputs[0] ?? [], currentTime);
    return true;
  }

  #emit(event: CaptureEvent): void {
    const buffer = event.type === 'frame' ? event.pcm.buffer : undefined;
    this.port.postMessage(event, buffer instanceof ArrayBuffer ? [buffer] : []);
  }
}

registerProcessor('capture', CaptureProcessor);
