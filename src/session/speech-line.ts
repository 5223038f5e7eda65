import type { TurnId } from '../protocol/job';
import type { SpokenLanguage } from './conversation';
import { faultCode, faultMessage, isEngineFault, type EngineFault } from './faults';
import { HeldPlayback } from './held-playback';
import { estimateSpeechSeconds, type SynthesisPace } from './playback-hold';
import type { SpeakerPort, VocoderPort } from './ports';
import { isSpeakable, splitByScript } from './script';
import type { VoiceControls } from './settings';
import { speechRequest } from './speech-request';
import { Timeline } from './timeline';

/** Speech made ahead of what is heard; more would only be thrown away when the person interrupts. */
const LOOKAHEAD_MS = 10_000;
/** While a reply is being written, at least this much more of it is expected. */
const UNWRITTEN_S = 2;

export type SpeechLineOptions = {
  /** Under which the speaker plays it. */
  playbackId: TurnId;
  vocoder: VocoderPort;
  speaker: SpeakerPort;
  pace: SynthesisPace;
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
  readonly #playback: HeldPlayback;
  #tail: Promise<void> = Promise.resolve();
  #playedMs = 0;
  #hasAudio = false;
  #isWritten = false;
  /** Estimate of what has been queued and not yet begun. */
  #queuedS = 0;
  #hasRoom: () => void = () => undefined;

  constructor(private readonly options: SpeechLineOptions) {
    this.#playback = new HeldPlayback(options.speaker, options.playbackId, options.pace, options.signal);
    options.signal.addEventListener('abort', () => this.#hasRoom(), { once: true });
  }

  get playbackId(): TurnId {
    return this.options.playbackId;
  }

  /** Queues `text`, which stands at `start` in the entry; it is spoken run by run in the voice of each script. */
  say(entryId: string, text: string, start: number, language: SpokenLanguage): void {
    for (const run of splitByScript(text, language)) {
      const piece = text.slice(run.start, run.end);
      const estimateS = isSpeakable(piece) ? estimateSpeechSeconds(piece, this.options.controls().speakingRate) : 0;
      this.#queuedS += estimateS;
      this.#tail = this.#tail.then(() => {
        this.#queuedS -= estimateS;
        return this.#speak(entryId, piece, start + run.start, run.language, estimateS);
      });
    }
  }

  /** Resolves when all has been made, with whether there is anything to be heard. */
  async end(): Promise<boolean> {
    this.#isWritten = true;
    await this.#tail;
    if (this.options.signal.aborted) return this.#hasAudio;
    if (this.#hasAudio) this.#playback.end();
    return this.#hasAudio;
  }

  setPlayed(playedMs: number): void {
    this.#playedMs = Math.max(this.#playedMs, playedMs);
    this.#hasRoom();
  }

  async #speak(entryId: string, text: string, start: number, language: SpokenLanguage, estimateS: number): Promise<void> {
    const { signal, vocoder } = this.options;
    const voiceId = this.options.voiceFor(language);
    let leftS = estimateS;
    try {
      await this.#waitForRoom();
      if (signal.aborted) return;
      if (voiceId !== null && isSpeakable(text)) {
        const request = speechRequest(text, language, voiceId, this.options.controls());
        for await (const chunk of vocoder.synthesize(request, signal)) {
          if (signal.aborted) return;
          this.timeline.addChunk(entryId, start, chunk.marks, chunk.pcm.length, chunk.sampleRateHz);
          const audioMs = (chunk.pcm.length / chunk.sampleRateHz) * 1000;
          this.options.pace.add(chunk.computeMs, audioMs);
          this.options.onChunk({ computeMs: chunk.computeMs, audioMs });
          this.#hasAudio = true;
          leftS = Math.max(0, leftS - audioMs / 1000);
          this.#playback.enqueue(chunk.pcm, chunk.sampleRateHz, Math.max(leftS + this.#queuedS, this.#isWritten ? 0 : UNWRITTEN_S));
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
