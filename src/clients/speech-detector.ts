import { CAPTURE_FRAME_LENGTH } from '../protocol/capture';
import { fetchVadModel, VadClient } from './vad-client';

async function openVad(): Promise<VadClient> {
  const client = new VadClient();
  await client.load(await fetchVadModel());
  return client;
}

type Batch = { probabilities: Float32Array; nextFrame: number; resolve: (probabilities: Float32Array) => void; reject: (reason: Error) => void };

/**
 * Speech probabilities of recordings, by a voice activity worker of their own: the one that listens to the microphone
 * must never wait, and each stream has its own recurrent state.
 *
 * The worker starts with the first question and is started anew after it failed.
 */
export class SpeechDetector {
  #loaded: Promise<VadClient> | null = null;
  #batch: Batch | null = null;
  /** The worker's clock only runs forward, whichever recording it hears. */
  #nextSample = 0;
  readonly #open: () => Promise<VadClient>;

  constructor(open: () => Promise<VadClient> = openVad) {
    this.#open = open;
  }

  /** Forgets the recording so far. */
  async reset(): Promise<void> {
    const client = await this.#load();
    client.reset();
  }

  /** One probability for each whole frame of 512 samples, in order; one call at a time. */
  async probabilities(pcm: Float32Array, signal: AbortSignal): Promise<Float32Array> {
    const client = await this.#load();
    signal.throwIfAborted();
    const frameCount = Math.floor(pcm.length / CAPTURE_FRAME_LENGTH);
    if (frameCount === 0) return new Float32Array(0);
    // What an aborted call has posted is still answered; those answers count for nobody.
    await this.#settled();
    const answer = new Promise<Float32Array>((resolve, reject) => {
      this.#batch = { probabilities: new Float32Array(frameCount), nextFrame: 0, resolve, reject };
    });
    for (let frame = 0; frame < frameCount; frame += 1) {
      client.pushFrame(pcm.slice(frame * CAPTURE_FRAME_LENGTH, (frame + 1) * CAPTURE_FRAME_LENGTH), this.#nextSample);
      this.#nextSample += CAPTURE_FRAME_LENGTH;
    }
    const probabilities = await answer;
    signal.throwIfAborted();
    return probabilities;
  }

  dispose(): void {
    this.#fail(new DOMException('The voice activity worker was stopped.', 'AbortError'));
  }

  async #settled(): Promise<void> {
    const open = this.#batch;
    if (open === null) return;
    await new Promise<void>((done) => {
      const { resolve, reject } = open;
      open.resolve = (probabilities) => (resolve(probabilities), done());
      open.reject = (reason) => (reject(reason), done());
    });
  }

  #load(): Promise<VadClient> {
    this.#loaded ??= this.#start().catch((error: unknown) => {
      this.#loaded = null;
      throw error;
    });
    return this.#loaded;
  }

  async #start(): Promise<VadClient> {
    const client = await this.#open();
    client.subscribe((update) => {
      if (update.type === 'vad.frame') this.#take(update.probability);
      // It was started again with nothing in its memory; whoever was waiting has to begin again, too.
      else if (update.type === 'vad.restarted' || update.type === 'vad.failed') this.#fail(new Error(update.message));
    });
    return client;
  }

  #take(probability: number): void {
    const batch = this.#batch;
    if (batch === null) return;
    batch.probabilities[batch.nextFrame] = probability;
    batch.nextFrame += 1;
    if (batch.nextFrame < batch.probabilities.length) return;
    this.#batch = null;
    batch.resolve(batch.probabilities);
  }

  #fail(reason: Error): void {
    const loaded = this.#loaded;
    this.#loaded = null;
    void loaded?.then((client) => client.dispose(), () => undefined);
    this.#batch?.reject(reason);
    this.#batch = null;
  }
}
