import { InferenceSession, Tensor, env } from 'onnxruntime-web/wasm';
import wasmModuleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { CAPTURE_FRAME_LENGTH, CAPTURE_RATE_HZ } from '../../src/protocol/capture';

/** Samples of the frame before that Silero v5 and v6 expect in front of each frame; v6 answers 0 without them. */
const CONTEXT_LENGTH = 64;
const STATE_DIMS = [2, 1, 128];
const STATE_LENGTH = 256;

/**
 * Speech probability of 512-sample frames at 16 kHz, by the Silero model (v5 or v6 interface).
 *
 * Frames of one stream come in order, one at a time: the recurrent state and the context belong to the stream.
 */
export class Silero {
  readonly #session: InferenceSession;
  readonly #input = new Float32Array(CONTEXT_LENGTH + CAPTURE_FRAME_LENGTH);
  readonly #rate = new Tensor('int64', BigInt64Array.of(BigInt(CAPTURE_RATE_HZ)), []);
  #state: Tensor = new Tensor('float32', new Float32Array(STATE_LENGTH), STATE_DIMS);

  private constructor(session: InferenceSession) {
    this.#session = session;
  }

  /** One thread: a frame takes under a millisecond, and the other cores belong to the engines. */
  static async load(model: Blob): Promise<Silero> {
    env.wasm.numThreads = 1;
    env.wasm.wasmPaths = { mjs: wasmModuleUrl, wasm: wasmUrl };
    const bytes = new Uint8Array(await model.arrayBuffer());
    const session = await InferenceSession.create(bytes, { executionProviders: ['wasm'], intraOpNumThreads: 1 });
    return new Silero(session);
  }

  /** 0–1. */
  async probability(frame: Float32Array): Promise<number> {
    if (frame.length !== CAPTURE_FRAME_LENGTH) throw new RangeError(`Expected ${CAPTURE_FRAME_LENGTH} samples, got ${frame.length}`);
    this.#input.set(frame, CONTEXT_LENGTH);
    const input = new Tensor('float32', this.#input, [1, this.#input.length]);
    const { output, stateN } = await this.#session.run({ input, state: this.#state, sr: this.#rate });
    this.#input.copyWithin(0, CAPTURE_FRAME_LENGTH);
    const probability = output?.data[0];
    if (stateN === undefined || typeof probability !== 'number') throw new TypeError('Expected outputs "output" and "stateN"');
    this.#state = stateN;
    return probability;
  }

  /** Forgets the stream so far. */
  reset(): void {
    this.#input.fill(0);
    this.#state = new Tensor('float32', new Float32Array(STATE_LENGTH), STATE_DIMS);
  }
}
