import { MEDIA_CHUNK_MS, MEDIA_RATE_HZ } from '../protocol/media';
import type { Language, SoundEvent, TranscribeOptions, Transcript, Word } from '../protocol/tokenizer';
import type { SoundMark } from '../transcripts/document';
import type { FileFault, LanguageChoice } from '../transcripts/jobs';
import { unclearWord } from '../transcripts/unclear';
import { judgeChunks, readAhead } from './judged-chunks';
import { PcmWindow } from './pcm-window';
import type { DetectorPort, FileRecognizerPort, MediaPort } from './ports';
import { FRAME_MS, FRAME_SAMPLES, Segmenter, type SpeechSpan } from './segmenter';
import { eventsToMarks, probeOf } from './sounds';

/** Shorter speech without words (with its padding) is a breath or a click. */
const LEAST_UNCLEAR_MS = 800;

/** A stretch that was recognised; `voice` is of unit length, or zeros. */
export type HeardSegment = { startMs: number; endMs: number; language: Language; words: readonly Word[]; voice: Float32Array };

/**
 * What a run finds, in order. Everything before `settled.toMs` is final: a run that starts there again finds the same
 * as this one would have.
 */
export type RunStep =
  | { type: 'opened'; durationMs: number | null }
  | { type: 'peaks'; chunkIndex: number; peaks: Int8Array }
  | { type: 'partial'; text: string }
  | { type: 'settled'; toMs: number; segment: HeardSegment | null; sounds: readonly SoundMark[] }
  /** The file breaks off; what came before has been settled. */
  | { type: 'fault'; code: FileFault; atMs: number | null };

export type RunPorts = { media: MediaPort; detector: DetectorPort; recognizer: FileRecognizerPort };
export type RunRequest = { file: Blob; fromMs: number; language: LanguageChoice };

/**
 * Hears one recording from `fromMs` to its end; memory does not depend on its length.
 *
 * Decoding and the voice activity detector run one chunk ahead of the recogniser, each in a worker of its own.
 */
export async function* runTranscription({ file, fromMs, language }: RunRequest, ports: RunPorts, signal: AbortSignal): AsyncGenerator<RunStep, void> {
  const ear = new Ear(fromMs, language, ports.recognizer, signal);
  for await (const update of readAhead(judgeChunks(ports.media, ports.detector, file, fromMs, signal))) {
    signal.throwIfAborted();
    if (update.type === 'media.opened') yield { type: 'opened', durationMs: update.durationMs };
    else if (update.type === 'media.fault') {
      yield* ear.finish();
      yield { type: 'fault', code: update.fault, atMs: update.atMs };
    } else {
      yield { type: 'peaks', chunkIndex: Math.round(update.startMs / MEDIA_CHUNK_MS), peaks: update.peaks };
      yield* ear.hear(update.startMs, update.pcm, update.probabilities);
      if (update.isLast) yield* ear.finish();
    }
  }
}

/** Turns judged sound into settled segments. */
class Ear {
  readonly #segmenter: Segmenter;
  readonly #window = new PcmWindow();
  /** Frame up to which sound has been told what it is. */
  #told: number;
  #nextFrame: number;

  constructor(
    fromMs: number,
    private readonly language: LanguageChoice,
    private readonly recognizer: FileRecognizerPort,
    private readonly signal: AbortSignal,
  ) {
    this.#told = Math.round(fromMs / FRAME_MS);
    this.#nextFrame = this.#told;
    this.#segmenter = new Segmenter(this.#told);
  }

  async *hear(startMs: number, pcm: Float32Array, probabilities: Float32Array): AsyncGenerator<RunStep> {
    const startFrame = Math.round(startMs / FRAME_MS);
    this.#window.append(startFrame * FRAME_SAMPLES, pcm);
    const known = Math.min(probabilities.length, Math.max(0, this.#nextFrame - startFrame));
    this.#segmenter.feed(probabilities.subarray(known));
    this.#nextFrame = Math.max(this.#nextFrame, startFrame + probabilities.length);
    yield* this.#advance();
  }

  async *finish(): AsyncGenerator<RunStep> {
    this.#segmenter.end();
    yield* this.#advance();
  }

  async *#advance(): AsyncGenerator<RunStep> {
    for (let span = this.#segmenter.next(); span !== null; span = this.#segmenter.next()) {
      yield* this.#tellGap(span.start);
      yield* this.#tellSpeech(span);
    }
    yield* this.#tellGap(this.#segmenter.settledFrame);
  }

  /** A stretch without speech: what else it holds. */
  async *#tellGap(end: number): AsyncGenerator<RunStep> {
    if (end <= this.#told) return;
    const [startMs, toMs] = [this.#told * FRAME_MS, end * FRAME_MS];
    const probe = probeOf(this.#window.read(this.#told * FRAME_SAMPLES, end * FRAME_SAMPLES), MEDIA_RATE_HZ);
    let events: readonly SoundEvent[] = [];
    if (probe !== null) for await (const update of this.#transcribe(probe)) if (update.type === 'voice.traits') ({ events } = update);
    this.#forgetBefore(end);
    yield { type: 'settled', toMs, segment: null, sounds: eventsToMarks(events, startMs, toMs) };
  }

  async *#tellSpeech({ start, end }: SpeechSpan): AsyncGenerator<RunStep> {
    const pcm = this.#window.read(start * FRAME_SAMPLES, end * FRAME_SAMPLES);
    const startMs = start * FRAME_MS;
    const endMs = startMs + (pcm.length / MEDIA_RATE_HZ) * 1000;
    let voice: Float32Array = new Float32Array(0);
    let events: readonly SoundEvent[] = [];
    let final: Transcript | null = null;
    for await (const update of this.#transcribe(pcm)) {
      if (update.type === 'transcript.partial') yield { type: 'partial', text: update.transcript.text };
      else if (update.type === 'voice.traits') [voice, events] = [update.speaker, update.events];
      else if (update.type === 'transcript.final') final = update.transcript;
    }
    this.#forgetBefore(end);
    const sounds = eventsToMarks(events, startMs, endMs);
    yield { type: 'settled', toMs: end * FRAME_MS, segment: toSegment(final, voice, { startMs, endMs, isSound: sounds.length > 0 }), sounds };
  }

  #transcribe(pcm: Float32Array): ReturnType<FileRecognizerPort['transcribe']> {
    const options: TranscribeOptions = { priority: 'background' };
    if (this.language !== 'auto') options.language = this.language;
    return this.recognizer.transcribe(pcm, this.signal, options);
  }

  #forgetBefore(frame: number): void {
    this.#told = frame;
    this.#window.dropBefore(frame * FRAME_SAMPLES);
  }
}

type Place = { startMs: number; endMs: number; /** Mostly something else than speech. */ isSound: boolean };

/** Speech without words is kept as unclear, unless it was short or a sound: then the detector was wrong. */
function toSegment(final: Transcript | null, voice: Float32Array, { startMs, endMs, isSound }: Place): HeardSegment | null {
  if (final === null) return null;
  const words = placeWords(final.words, startMs, endMs);
  if (words.length > 0) return { startMs, endMs, language: final.language, words, voice };
  if (isSound || endMs - startMs < LEAST_UNCLEAR_MS) return null;
  // A voice that said nothing clear must not become a speaker of its own.
  return { startMs, endMs, language: final.language, words: [unclearWord(startMs, endMs)], voice: new Float32Array(0) };
}

/** Words on the clock of the recording: in order, without overlap, within their segment. */
export function placeWords(words: readonly Word[], startMs: number, endMs: number): Word[] {
  let earliestMs = startMs;
  return words.map((word) => {
    const from = Math.min(endMs, Math.max(earliestMs, startMs + word.startMs));
    const to = Math.min(endMs, Math.max(from, startMs + word.endMs));
    earliestMs = to;
    return { ...word, startMs: from, endMs: to };
  });
}
