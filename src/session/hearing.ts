import type { Transcript, VoiceTraits } from '../protocol/tokenizer';
import type { EarPort, Recognition, RecognizerPort } from './ports';
import type { UtteranceId } from './turn-state';

/** Sound is handed over in pieces of at least 96 ms; one message a frame would only cost time. */
const MIN_PUSH_SAMPLES = 1536;
/** A recognizer that has not answered by then never will. */
const FINAL_TIMEOUT_MS = 15_000;

export type FinalTranscript = { transcript: Transcript; audioMs: number; computeMs: number; traits: VoiceTraits | null };

export interface HearingListener {
  onPartial(utteranceId: UtteranceId, transcript: Transcript): void;
  onTentative(utteranceId: UtteranceId, transcript: Transcript, traits: VoiceTraits): void;
  onFinal(utteranceId: UtteranceId, final: FinalTranscript): void;
  onFailed(utteranceId: UtteranceId, error: unknown): void;
}

type Open = { recognition: Recognition; controller: AbortController; nextSample: number; isFinished: boolean };

/** Runs utterances through the recognizer: sound in from the microphone's recent past, transcripts out. */
export class Hearing {
  readonly #open = new Map<UtteranceId, Open>();

  constructor(
    private readonly ear: EarPort,
    private readonly recognizer: RecognizerPort,
    private readonly listener: HearingListener,
  ) {}

  open(utteranceId: UtteranceId, startSample: number): void {
    const controller = new AbortController();
    const recognition = this.recognizer.recognize(controller.signal);
    const open: Open = { recognition, controller, nextSample: Math.max(0, startSample), isFinished: false };
    this.#open.set(utteranceId, open);
    this.#push(open, this.ear.endSample, 1);
    void this.#listen(utteranceId, open);
  }

  /** To be called when there is more sound. */
  advance(): void {
    for (const open of this.#open.values()) this.#push(open, this.ear.endSample, MIN_PUSH_SAMPLES);
  }

  peek(utteranceId: UtteranceId): void {
    const open = this.#open.get(utteranceId);
    if (open === undefined || open.isFinished) return;
    this.#push(open, this.ear.endSample, 1);
    open.recognition.peek();
  }

  /** No sound after `endSample` belongs to the utterance. */
  finish(utteranceId: UtteranceId, endSample: number): void {
    const open = this.#open.get(utteranceId);
    if (open === undefined || open.isFinished) return;
    this.#push(open, endSample, 1);
    open.isFinished = true;
    open.recognition.finish();
    setTimeout(() => {
      if (this.#open.get(utteranceId) === open) open.controller.abort(new Error('The recognizer did not answer.'));
    }, FINAL_TIMEOUT_MS);
  }

  cancel(utteranceId: UtteranceId): void {
    const open = this.#open.get(utteranceId);
    this.#open.delete(utteranceId);
    open?.controller.abort();
  }

  cancelAll(): void {
    for (const utteranceId of [...this.#open.keys()]) this.cancel(utteranceId);
  }

  #push(open: Open, endSample: number, minSamples: number): void {
    if (open.isFinished || endSample - open.nextSample < minSamples) return;
    open.recognition.push(this.ear.read(open.nextSample, endSample));
    open.nextSample = endSample;
  }

  async #listen(utteranceId: UtteranceId, open: Open): Promise<void> {
    const isCurrent = () => this.#open.get(utteranceId) === open;
    let traits: VoiceTraits | null = null;
    let final: Omit<FinalTranscript, 'traits'> | null = null;
    try {
      for await (const update of open.recognition.updates) {
        if (!isCurrent()) return;
        if (update.type === 'transcript.partial') this.listener.onPartial(utteranceId, update.transcript);
        else if (update.type === 'transcript.tentative') this.listener.onTentative(utteranceId, update.transcript, update.traits);
        else if (update.type === 'voice.traits') traits = update.traits;
        else final = update;
      }
      if (!isCurrent()) return;
      this.#open.delete(utteranceId);
      if (final === null) throw new Error('The recognizer ended without a transcript.');
      this.listener.onFinal(utteranceId, { ...final, traits });
    } catch (error) {
      const isOurs = isCurrent() || final === null;
      this.#open.delete(utteranceId);
      // A cancelled utterance was taken out of the map first; its AbortError is nobody's news.
      if (isOurs && !isCancelled(open)) this.listener.onFailed(utteranceId, error);
    }
  }
}

const isCancelled = ({ controller }: Open): boolean =>
  controller.signal.aborted && controller.signal.reason instanceof DOMException && controller.signal.reason.name === 'AbortError';
