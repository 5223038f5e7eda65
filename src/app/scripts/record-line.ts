import { floatToInt16 } from '../../../workers/dsp/wav';
import type { Provenance, SpeechText, VoiceChoice } from '../../protocol/speech';
import type { TextMark } from '../../protocol/vocoder';
import type { SoundHead } from '../../storage/line-sounds';
import { addClicks } from '../../studio/render/metronome';
import type { LineOrder } from '../../studio/render/plan';

/** The voice as scripts use it: it lets everybody else go first. `VocoderClient` is one. */
export interface ScriptVoice {
  render(request: { speech: SpeechText; voice: VoiceChoice; priority: 'background' }, signal: AbortSignal): AsyncGenerator<
    { type: 'synthesis.described'; provenance: Provenance } | { type: 'synthesis.chunk'; pcm: Float32Array; sampleRateHz: number; marks: readonly TextMark[] }, void>;
}

/** A sound is written in pieces of this length, so that the longest line needs no more memory than any other. */
export const PIECE_SAMPLES = 320_000;

export type RecordedLine = { head: Omit<SoundHead, 'lineId'>; /** (words, 4), as `commitSound` takes them. */ words: Int32Array<ArrayBuffer> };

/**
 * Has a line said and hands its sound over piece by piece as 16-bit samples.
 *
 * The same order gives the same bytes, however often it was begun before.
 */
export async function recordLine(order: LineOrder, voice: ScriptVoice, writePiece: (index: number, pcm: Int16Array<ArrayBuffer>) => Promise<void>, signal: AbortSignal): Promise<RecordedLine> {
  const tape = new Tape(writePiece);
  let textStart = 0;
  for (const { speech, voice: choice } of order.parts) {
    for await (const event of voice.render({ speech, voice: choice, priority: 'background' }, signal)) {
      signal.throwIfAborted();
      if (event.type === 'synthesis.described') continue;
      if (order.clicksPerMinute !== null) addClicks(event.pcm, tape.sampleCount, event.sampleRateHz, order.clicksPerMinute);
      await tape.add(event.pcm, event.sampleRateHz, event.marks, textStart);
    }
    textStart += speech.text.length;
  }
  // A job that was cancelled ends like one that is done.
  signal.throwIfAborted();
  return tape.end();
}

/** Gathers chunks into pieces, and notes when each word is heard. */
class Tape {
  sampleCount = 0;
  #sampleRateHz = 0;
  #pieceCount = 0;
  #piece = new Int16Array(0);
  #filled = 0;
  readonly #words: number[] = [];

  constructor(private readonly writePiece: (index: number, pcm: Int16Array<ArrayBuffer>) => Promise<void>) {}

  async add(pcm: Float32Array, sampleRateHz: number, marks: readonly TextMark[], textStart: number): Promise<void> {
    if (this.#sampleRateHz !== 0 && this.#sampleRateHz !== sampleRateHz) throw new RangeError(`Expected ${this.#sampleRateHz} Hz for the whole line, got ${sampleRateHz}`);
    this.#sampleRateHz = sampleRateHz;
    const toMs = (sample: number) => Math.round(((this.sampleCount + sample) * 1000) / sampleRateHz);
    for (const mark of marks) this.#words.push(textStart + mark.textStart, textStart + mark.textEnd, toMs(mark.startSample), toMs(mark.endSample));
    this.sampleCount += pcm.length;
    for (let at = 0; at < pcm.length; ) {
      if (this.#piece.length === 0) this.#piece = new Int16Array(PIECE_SAMPLES);
      const length = Math.min(pcm.length - at, PIECE_SAMPLES - this.#filled);
      for (let n = 0; n < length; n += 1) this.#piece[this.#filled + n] = floatToInt16(pcm[at + n] ?? 0);
      at += length;
      this.#filled += length;
      if (this.#filled === PIECE_SAMPLES) await this.#flush();
    }
  }

  async end(): Promise<RecordedLine> {
    await this.#flush();
    return { head: { sampleRateHz: Math.max(1, this.#sampleRateHz), sampleCount: this.sampleCount, pieceCount: this.#pieceCount }, words: Int32Array.from(this.#words) };
  }

  async #flush(): Promise<void> {
    if (this.#filled === 0) return;
    const piece = this.#piece.slice(0, this.#filled);
    this.#filled = 0;
    await this.writePiece(this.#pieceCount, piece);
    this.#pieceCount += 1;
  }
}
