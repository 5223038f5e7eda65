import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { CAPTURE_FRAME_LENGTH } from '../../src/protocol/capture';
import { loadOrt, type Ort } from '../runtime/ort';

/** Samples of the frame before that Silero v5 and v6 expect in front of each frame; v6 answers 0 without them. */
const CONTEXT_LENGTH = 64;
const STATE_DIMS = [2, 1, 128];
const STATE_LENGTH = 256;

/**
 * Speech probability of 512-sample frames at 16 kHz, by the Silero model (v6, cut down to 16 kHz by `scripts/silero-16khz.ts`).
 *
 * Frames of one stream come in order, one at a time: the recurrent state and the context belong to the stream.
 */
export class Silero {
  readonly #ort: Ort;
  readonly #session: InferenceSession;
  readonly #input = new Float32Array(CONTEXT_LENGTH + CAPTURE_FRAME_LENGTH);
  #state: Tensor;

  private constructor(ort: Ort, session: InferenceSession) {
    this.#ort = ort;
    this.#session = session;
    this.#state = this.#createState();
  }

  /** One thread: a frame takes about a millisecond, and the other cores belong to the engines. */
  static async load(model: Blob, runtime: WebAssembly.Module | null): Promise<Silero> {
    const ort = await loadOrt('wasm', 1, runtime);
    const bytes = new Uint8Array(await model.arrayBuffer());
    return new Silero(ort, await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] }));
  }

  /** 0–1. */
  async probability(frame: Float32Array): Promise<number> {
    if (frame.length !== CAPTURE_FRAME_LENGTH) throw new RangeError(`Expected ${CAPTURE_FRAME_LENGTH} samples, got ${frame.length}`);
    this.#input.set(frame, CONTEXT_LENGTH);
    const input = new this.#ort.Tensor('float32', this.#input, [1, this.#input.length]);
    const { output, stateN } = await this.#session.run({ input, state: this.#state });
    this.#input.copyWithin(0, CAPTURE_FRAME_LENGTH);
    const probability = output?.data[0];
    if (stateN === undefined || typeof probability !== 'number') throw new TypeError('Expected outputs "output" and "stateN"');
    this.#state = stateN;
    return probability;
  }

  /** Forgets the stream so far. */
  reset(): void {
    this.#input.fill(0);
    this.#state = this.#createState();
  }

  #createState(): Tensor {
    return new this.#ort.Tensor('float32', new Float32Array(STATE_LENGTH), STATE_DIMS);
  }
}
