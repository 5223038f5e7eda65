import { disposeTensors, float32, readFloat32, takeTensor, type GraphTensor, type HostTensor, type Outputs } from '../runtime/graph';
import { JobFailure } from '../runtime/serve-jobs';
import type { Cut, Recognizer } from './recognizer';
import type { FrameHeads } from './traits';

type Cache = { k: GraphTensor | HostTensor; v: GraphTensor | HostTensor; mask: Float32Array };

/** An utterance as one cut into the encoder's chunks lets it be heard. Methods must not overlap. */
export class Phase {
  /** Text logits of the utterance's frames that nobody has taken yet. */
  rows: Float32Array[] = [];
  readonly #recognizer: Recognizer;
  readonly #cut: Cut;
  /** Log-mel frames that no chunk has taken yet. */
  #pending: Float32Array;
  #cache: Cache;
  /** A fork reads the first cache of its origin, which the origin disposes. */
  #ownsCache = true;
  #melFrames = 0;
  #frames = 0;

  constructor(recognizer: Recognizer, cut: Cut) {
    this.#recognizer = recognizer;
    this.#cut = cut;
    const { cacheDims, cacheFrames, nMels } = recognizer.shape;
    this.#pending = recognizer.silence.slice(0, cut.leadFrames * nMels);
    const zeros = (): HostTensor => float32(new Float32Array(cacheDims.reduce((product, size) => product * size, 1)), cacheDims);
    this.#cache = { k: zeros(), v: zeros(), mask: new Float32Array(cacheFrames) };
  }

  /** The same so far; what it hears from now on is its own. The origin must not hear more before the fork is disposed. */
  fork(): Phase {
    const copy = new Phase(this.#recognizer, this.#cut);
    copy.rows = this.rows.map((row) => row.slice());
    copy.#pending = this.#pending;
    copy.#cache = this.#cache;
    copy.#ownsCache = false;
    copy.#melFrames = this.#melFrames;
    copy.#frames = this.#frames;
    return copy;
  }

  /** Takes (frames, nMels) log-mel; returns the heads of the frames it has now heard. */
  async push(mel: Float32Array): Promise<FrameHeads[]> {
    const chunkLength = this.#chunkLength;
    this.#pending = concatenate(this.#pending, mel);
    const heads: FrameHeads[] = [];
    while (this.#pending.length >= chunkLength) {
      const chunk = this.#pending.slice(0, chunkLength);
      this.#pending = this.#pending.slice(chunkLength);
      heads.push(...(await this.#hear(chunk)));
    }
    return heads;
  }

  /** Hears silence until the utterance's first `melFrames` log-mel frames are heard. */
  async flush(melFrames: number): Promise<FrameHeads[]> {
    const heads: FrameHeads[] = [];
    while (this.#melFrames < this.#cut.leadFrames + melFrames) {
      heads.push(...(await this.push(this.#recognizer.silence.subarray(0, this.#chunkLength - this.#pending.length))));
    }
    return heads;
  }

  get #chunkLength(): number {
    return this.#cut.chunkFrames * this.#recognizer.shape.nMels;
  }

  /** Gives the caches' memory back. */
  dispose(): void {
    if (this.#ownsCache) disposeTensors([this.#cache.k, this.#cache.v]);
  }

  async #hear(chunk: Float32Array): Promise<FrameHeads[]> {
    const { graph, shape } = this.#recognizer;
    const outputs = await graph.run({
      log_mel: float32(chunk, [1, this.#cut.chunkFrames, shape.nMels]),
      k_cache: this.#cache.k,
      v_cache: this.#cache.v,
      cache_mask: float32(this.#cache.mask, [1, shape.cacheFrames]),
    });
    const frames = takeTensor(outputs, 'text_logits').dims[1] ?? 0;
    const mask = new Float32Array(shape.cacheFrames).fill(1, Math.max(0, shape.cacheFrames - frames));
    mask.set(this.#cache.mask.subarray(frames));
    if (this.#ownsCache) disposeTensors([this.#cache.k, this.#cache.v]);
    this.#cache = { k: takeTensor(outputs, 'k_cache_out'), v: takeTensor(outputs, 'v_cache_out'), mask };
    this.#ownsCache = true;
    this.#melFrames += this.#cut.chunkFrames;
    return this.#take(outputs, frames);
  }

  /** Keeps the text logits, without those of the lead, and returns the other heads. */
  #take(outputs: Outputs, frames: number): FrameHeads[] {
    const text = readRows(outputs, 'text_logits');
    const [language, events, traits, speaker] = (['language_logits', 'event_logits', 'traits', 'speaker'] as const).map((name) => readRows(outputs, name));
    const leadFrames = (this.#cut.leadFrames / this.#cut.chunkFrames) * frames;
    const heads: FrameHeads[] = [];
    text.forEach((row, i) => {
      if (Number.isNaN(row[0])) throw new JobFailure('wrong-result', 'The tokenizer computed NaN.');
      this.#frames += 1;
      if (this.#frames <= leadFrames) return;
      this.rows.push(row);
      const [ofLanguage, ofEvents, ofTraits, ofSpeaker] = [language?.[i], events?.[i], traits?.[i], speaker?.[i]];
      if (ofLanguage && ofEvents && ofTraits && ofSpeaker) heads.push({ language: ofLanguage, events: ofEvents, traits: ofTraits, speaker: ofSpeaker });
    });
    for (const [name, tensor] of Object.entries(outputs)) if (!name.endsWith('_cache_out')) tensor.dispose();
    return heads;
  }
}

/** (1, frames, width) → one copied row a frame. */
function readRows(outputs: Outputs, name: string): Float32Array[] {
  const values = readFloat32(outputs, name);
  const frames = takeTensor(outputs, name).dims[1] ?? 0;
  const width = values.length / Math.max(1, frames);
  return Array.from({ length: frames }, (_, i) => values.slice(i * width, (i + 1) * width));
}

function concatenate(a: Float32Array, b: Float32Array): Float32Array {
  const joined = new Float32Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
