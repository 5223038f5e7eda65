import type { TurnId } from '../protocol/job';
import type { VoiceControls } from '../protocol/vocoder';
import type { SpokenLanguage } from './conversation';
import { faultCode, faultMessage, isEngineFault, type EngineFault } from './faults';
import type { SpeakerPort, VocoderPort } from './ports';
import { isSpeakable, splitByScript } from './script';
import { Timeline } from './timeline';

/** Speech made ahead of what is heard; more would only be thrown away when the person interrupts. */
const LOOKAHEAD_MS = 10_000;

export type SpeechLineOptions = {
  /** Under which the speaker plays it. */
  playbackId: TurnId;
  vocoder: VocoderPort;
  speaker: SpeakerPort;
  signal: AbortSignal;
  /** Null where the pack has no voice of a language. */
  voiceFor(language: SpokenLanguage): string | null;
  controls(): VoiceControls;
  onChunk(chunk: { computeMs: number; audioMs: number }): void;
  /** An engine has to be loaded again. */
  onEngineFault(fault: EngineFault): void;
  onClauseLost(error: unknown): void;
};

/** One reply on its way to the speaker: clauses are spoken in order, each made while the one before it plays. */
export class SpeechLine {
  readonly timeline = new Timeline();
  #tail: Promise<void> = Promise.resolve();
  #playedMs = 0;
  #hasAudio = false;
  #hasRoom: () => void = () => undefined;

  constructor(private readonly options: SpeechLineOptions) {
    options.signal.addEventListener('abort', () => this.#hasRoom(), { once: true });
  }

  get playbackId(): TurnId {
    return this.options.playbackId;
  }

  /** Queues `text`, which stands at `start` in the entry; it is spoken run by run in the voice of each script. */
  say(entryId: string, text: string, start: number, language: SpokenLanguage): void {
    for (const run of splitByScript(text, language)) {
      const piece = text.slice(run.start, run.end);
      this.#tail = this.#tail.then(() => this.#speak(entryId, piece, start + run.start, run.language));
    }
  }

  /** Resolves when all has been made, with whether there is anything to be heard. */
  async end(): Promise<boolean> {
    await this.#tail;
    if (this.options.signal.aborted) return this.#hasAudio;
    if (this.#hasAudio) this.options.speaker.end(this.options.playbackId);
    return this.#hasAudio;
  }

  setPlayed(playedMs: number): void {
    this.#playedMs = Math.max(this.#playedMs, playedMs);
    this.#hasRoom();
  }

  async #speak(entryId: string, text: string, start: number, language: SpokenLanguage): Promise<void> {
    const { signal, vocoder } = this.options;
    const voiceId = this.options.voiceFor(language);
    try {
      await this.#waitForRoom();
      if (signal.aborted) return;
      if (voiceId !== null && isSpeakable(text)) {
        const request = { text, language, voiceId, controls: this.options.controls() };
        for await (const chunk of vocoder.synthesize(request, signal)) {
          if (signal.aborted) return;
          this.timeline.addChunk(entryId, start, chunk.marks, chunk.pcm.length, chunk.sampleRateHz);
          this.options.onChunk({ computeMs: chunk.computeMs, audioMs: (chunk.pcm.length / chunk.sampleRateHz) * 1000 });
          this.#hasAudio = true;
          this.options.speaker.enqueue(this.options.playbackId, chunk.pcm, chunk.sampleRateHz);
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      const code = faultCode(error);
      if (isEngineFault(code)) return this.options.onEngineFault({ code, message: faultMessage(error) });
      // The words were shown, so the conversation may go on as if they had been heard.
      this.options.onClauseLost(error);
    }
    this.timeline.closeText(entryId, start + text.length);
  }

  async #waitForRoom(): Promise<void> {
    while (!this.options.signal.aborted && this.timeline.durationMs - this.#playedMs > LOOKAHEAD_MS) {
      await new Promise<void>((resolve) => (this.#hasRoom = resolve));
    }
  }
}
