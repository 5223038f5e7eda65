import type { Language, VoiceTraits } from '../protocol/tokenizer';
import type { UtteranceId } from './turn-state';

/** What is known of an utterance apart from its words: where it lies on the capture clock, and over what it was said. */
export type UtteranceRecord = {
  startSample: number;
  /** One past the last sample that belongs to it; the recognizer gets nothing later. Null while it goes on. */
  endSample: number | null;
  /** Last sample of speech, where the detector told it; the same as `endSample` for push-to-talk. */
  speechEndSample: number | null;
  endpointAtMs: number;
  /** A reply was playing, or had just ended, when it began: it may be an echo of it. */
  spokenOver: string;
  /** Of the last tentative transcript. */
  tentativeLanguage: Language;
  /** How the voice sounded in it. */
  tentativeTraits: VoiceTraits | null;
  /** The message that a reply was last begun for. */
  speculativeContent: string | null;
};

/** Kept until the utterance is answered or dropped; old ones are forgotten, because ids never come back. */
const MAX_RECORDS = 32;

export class Utterances {
  readonly #records = new Map<UtteranceId, UtteranceRecord>();

  begin(utteranceId: UtteranceId, startSample: number, spokenOver: string): void {
    this.#records.set(utteranceId, { startSample: Math.max(0, startSample), endSample: null, speechEndSample: null, endpointAtMs: 0, spokenOver, tentativeLanguage: 'other', tentativeTraits: null, speculativeContent: null });
    const [oldest] = this.#records.keys();
    if (this.#records.size > MAX_RECORDS && oldest !== undefined) this.#records.delete(oldest);
  }

  get(utteranceId: UtteranceId): UtteranceRecord | undefined {
    return this.#records.get(utteranceId);
  }

  change(utteranceId: UtteranceId, change: Partial<UtteranceRecord>): void {
    const record = this.#records.get(utteranceId);
    if (record !== undefined) this.#records.set(utteranceId, { ...record, ...change });
  }
}
