import { CAPTURE_RATE_HZ } from '../../src/protocol/capture';
import type { EndpointerConfig, SpeechEvent } from '../../src/protocol/vad';

/** Frames are 32 ms: a duration below a multiple of that waits for the frame that completes it. */
export const DEFAULT_ENDPOINTER_CONFIG: EndpointerConfig = {
  onsetThreshold: 0.5,
  offsetThreshold: 0.35,
  minSpeechMs: 160,
  minInterruptionMs: 256,
  preRollMs: 300,
  pauseMs: 128,
  endpointSilenceMs: 500,
  maxUtteranceMs: 30_000,
};

type Utterance = {
  utteranceId: string;
  onsetSample: number;
  startSample: number;
  /** Samples of frames that counted as speech; what confirms an onset. */
  speechSamples: number;
  /** One past the last sample of speech so far. */
  speechEndSample: number;
  isConfirmed: boolean;
  isPaused: boolean;
};

/**
 * Decides from speech probabilities when somebody speaks and when they have finished.
 *
 * Pure and counted in samples: it knows neither clocks nor how late a frame arrives. A frame opens speech at
 * `onsetThreshold`; below `offsetThreshold` it is silence; between the two, whatever was going on goes on.
 * Every `speech.started` is followed by one `speech.misfired`, or by `speech.confirmed` and one `speech.ended`.
 */
export class Endpointer {
  isReplyPlaying = false;
  readonly #createUtteranceId: () => string;
  #config: EndpointerConfig;
  #utterance: Utterance | undefined;
  #nextSample = 0;
  /** Where the utterance before ended: pre-roll never reaches into it. */
  #takenUntil = 0;

  constructor(createUtteranceId: () => string, config: EndpointerConfig = DEFAULT_ENDPOINTER_CONFIG) {
    this.#createUtteranceId = createUtteranceId;
    this.#config = checkedConfig(config);
  }

  configure(config: EndpointerConfig): void {
    this.#config = checkedConfig(config);
  }

  /** Forgets an utterance in progress without a word, and where the clock stood. */
  reset(): void {
    this.#utterance = undefined;
    this.#nextSample = 0;
    this.#takenUntil = 0;
  }

  /** Takes the probability (0–1) of the frame [startSample, startSample + frameLength); frames come in order. */
  process(probability: number, startSample: number, frameLength: number): SpeechEvent[] {
    if (!(startSample >= this.#nextSample)) {
      throw new RangeError(`Expected a frame at sample ${this.#nextSample} or later, got ${startSample}`);
    }
    const endSample = startSample + frameLength;
    this.#nextSample = endSample;
    const isOnset = probability >= this.#config.onsetThreshold;
    const isSilence = probability < this.#config.offsetThreshold;
    const utterance = this.#utterance;
    if (utterance === undefined) return isOnset ? this.#open(startSample, endSample) : [];
    const isInSilence = utterance.speechEndSample < startSample;
    if (isOnset || (!isSilence && !isInSilence)) return this.#speak(utterance, frameLength, endSample);
    return this.#wait(utterance, endSample);
  }

  #open(startSample: number, endSample: number): SpeechEvent[] {
    const utterance: Utterance = {
      utteranceId: this.#createUtteranceId(),
      onsetSample: startSample,
      startSample: Math.max(this.#takenUntil, startSample - msToSamples(this.#config.preRollMs)),
      speechSamples: 0,
      speechEndSample: endSample,
      isConfirmed: false,
      isPaused: false,
    };
    this.#utterance = utterance;
    const started: SpeechEvent = { type: 'speech.started', utteranceId: utterance.utteranceId, atSample: endSample };
    return [started, ...this.#speak(utterance, endSample - startSample, endSample)];
  }

  #speak(utterance: Utterance, frameLength: number, atSample: number): SpeechEvent[] {
    const { utteranceId, startSample } = utterance;
    const events: SpeechEvent[] = [];
    utterance.speechSamples += frameLength;
    utterance.speechEndSample = atSample;
    if (utterance.isPaused) {
      utterance.isPaused = false;
      events.push({ type: 'speech.resumed', utteranceId, atSample });
    }
    const { minInterruptionMs, minSpeechMs } = this.#config;
    const needed = msToSamples(this.isReplyPlaying ? minInterruptionMs : minSpeechMs);
    if (!utterance.isConfirmed && utterance.speechSamples >= needed) {
      utterance.isConfirmed = true;
      events.push({ type: 'speech.confirmed', utteranceId, startSample, atSample });
    }
    return this.#isTooLong(utterance, atSample) ? [...events, this.#close(utterance, atSample)] : events;
  }

  #wait(utterance: Utterance, atSample: number): SpeechEvent[] {
    const { utteranceId } = utterance;
    const silentSamples = atSample - utterance.speechEndSample;
    if (!utterance.isConfirmed) {
      const isMisfire = silentSamples >= msToSamples(this.#config.pauseMs) || this.#isTooLong(utterance, atSample);
      return isMisfire ? [this.#close(utterance, atSample)] : [];
    }
    const events: SpeechEvent[] = [];
    if (!utterance.isPaused && silentSamples >= msToSamples(this.#config.pauseMs)) {
      utterance.isPaused = true;
      events.push({ type: 'speech.paused', utteranceId, atSample });
    }
    const hasEnded = silentSamples >= msToSamples(this.#config.endpointSilenceMs) || this.#isTooLong(utterance, atSample);
    return hasEnded ? [...events, this.#close(utterance, atSample)] : events;
  }

  #isTooLong({ startSample }: Utterance, atSample: number): boolean {
    return atSample - startSample >= msToSamples(this.#config.maxUtteranceMs);
  }

  #close(utterance: Utterance, atSample: number): SpeechEvent {
    const { utteranceId, startSample, speechEndSample: endSample } = utterance;
    this.#utterance = undefined;
    if (!utterance.isConfirmed) return { type: 'speech.misfired', utteranceId, atSample };
    this.#takenUntil = endSample;
    return { type: 'speech.ended', utteranceId, startSample, endSample, atSample };
  }
}

export function msToSamples(ms: number): number {
  return Math.round((ms * CAPTURE_RATE_HZ) / 1000);
}

function checkedConfig(config: EndpointerConfig): EndpointerConfig {
  const { onsetThreshold, offsetThreshold, pauseMs, endpointSilenceMs, maxUtteranceMs, preRollMs } = config;
  const confirmedMs = preRollMs + Math.max(config.minSpeechMs, config.minInterruptionMs);
  if (!(offsetThreshold > 0 && offsetThreshold <= onsetThreshold && onsetThreshold <= 1)) {
    throw new RangeError(`Expected 0 < offsetThreshold <= onsetThreshold <= 1, got ${offsetThreshold} and ${onsetThreshold}`);
  }
  if (!(pauseMs > 0 && pauseMs <= endpointSilenceMs)) {
    throw new RangeError(`Expected 0 < pauseMs <= endpointSilenceMs, got ${pauseMs} and ${endpointSilenceMs}`);
  }
  if (!(preRollMs >= 0 && maxUtteranceMs > confirmedMs)) {
    throw new RangeError(`Expected maxUtteranceMs above the ${confirmedMs} it takes to confirm, got ${maxUtteranceMs}`);
  }
  return config;
}
