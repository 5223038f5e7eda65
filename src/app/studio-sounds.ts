import type { Provenance, SpeechContour, SpeechText, VoiceChoice } from '../protocol/speech';
import type { TextMark } from '../protocol/vocoder';
import { addClicks } from '../studio/render/metronome';
import { NOTHING_MADE } from '../studio/provenance';
import type { StudioPiece } from './studio-pieces';

/** The voice as Studio uses it: what it is made of, then the sound. */
export interface StudioVoice {
  render(request: { speech: SpeechText; voice: VoiceChoice }, signal: AbortSignal): AsyncGenerator<
    { type: 'synthesis.described'; provenance: Provenance } | { type: 'synthesis.chunk'; pcm: Float32Array; sampleRateHz: number; marks: TextMark[]; contour: SpeechContour }, void>;
}

export type SoundChunk = { pcm: Float32Array; sampleRateHz: number; marks: readonly TextMark[]; contour: SpeechContour };

/** All of a piece; marks count from its first sample and in its own text. */
export type PieceSound = { chunks: readonly SoundChunk[]; sampleCount: number; sampleRateHz: number; provenance: Provenance };

/** About a quarter of an hour at 16 kHz; what is older is made again when it is wanted. */
const KEPT_SAMPLES = 15_000_000;

/** Makes pieces, and keeps those it made. */
export class StudioSounds {
  readonly #kept = new Map<string, PieceSound>();

  constructor(private readonly voice: StudioVoice) {}

  get(key: string): PieceSound | null {
    return this.#kept.get(key) ?? null;
  }

  /** Yields the sound of a piece, from memory or as it is made. Aborting leaves nothing half kept. */
  async *make({ key, speech, voice, clicksPerMinute }: StudioPiece, signal: AbortSignal): AsyncGenerator<SoundChunk, PieceSound> {
    const known = this.#kept.get(key);
    if (known !== undefined) {
      this.#keep(key, known);
      yield* known.chunks;
      return known;
    }
    const chunks: SoundChunk[] = [];
    let provenance = NOTHING_MADE;
    let madeSamples = 0;
    for await (const event of this.voice.render({ speech, voice }, signal)) {
      signal.throwIfAborted();
      if (event.type === 'synthesis.described') {
        provenance = event.provenance;
        continue;
      }
      const { pcm, sampleRateHz, marks, contour } = event;
      if (clicksPerMinute !== null) addClicks(pcm, madeSamples, sampleRateHz, clicksPerMinute);
      madeSamples += pcm.length;
      const chunk = { pcm, sampleRateHz, marks, contour };
      chunks.push(chunk);
      yield chunk;
    }
    const sound = { chunks, provenance, sampleCount: madeSamples, sampleRateHz: chunks[0]?.sampleRateHz ?? 0 };
    this.#keep(key, sound);
    return sound;
  }

  /** Lets go of whatever was said in a voice, which is named in the key of a piece. */
  forgetVoice(voiceId: string): void {
    for (const key of this.#kept.keys()) if (key.includes(JSON.stringify(voiceId))) this.#kept.delete(key);
  }

  /** The newest stands last; the oldest go when there are too many. */
  #keep(key: string, sound: PieceSound): void {
    this.#kept.delete(key);
    this.#kept.set(key, sound);
    let samples = [...this.#kept.values()].reduce((sum, { sampleCount }) => sum + sampleCount, 0);
    for (const [oldest, { sampleCount }] of this.#kept) {
      if (samples <= KEPT_SAMPLES || this.#kept.size === 1) return;
      this.#kept.delete(oldest);
      samples -= sampleCount;
    }
  }
}
