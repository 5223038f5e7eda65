import { inspectRecording } from '../../workers/dsp/recording-quality';
import { decodeClip } from '../audio/decode-clip';
import { ClipError, MicrophoneError } from '../audio/errors';
import type { TokenizerClient } from '../clients/tokenizer-client';
import type { VocoderClient } from '../clients/vocoder-client';
import { createId } from '../lib/create-id';
import { CAPTURE_RATE_HZ } from '../protocol/capture';
import { NEUTRAL_SPEECH, PLAIN_SHAPE, plainSpeech, type ClonedVoice } from '../protocol/speech';
import type { CloningState, VoicesStore } from '../stores/voices-store';
import type { VoicesCommands } from '../stores/voices-commands';
import type { Engines } from './engines';
import { FileRecorder } from './file-recorder';
import { hearClip, listenTo, type HeardRecording } from './voices-listener';
import { judgeLength } from './voices-judge';
import { countWords, makeVoice, type MakerPorts, type PackVoice } from './voices-maker';
import type { OwnVoices } from './voices-keeper';
import { joinPieces, type SoundPiece } from './sound-pieces';

type Parts = {
  store: VoicesStore;
  engines: Pick<Engines, 'tokenizer' | 'vocoder'>;
  own: OwnVoices;
  recorder?: Pick<FileRecorder, 'start' | 'stop'>;
  /** Loads the models; whether they are there. */
  loadEngines(): Promise<boolean>;
  packVoices(): Promise<readonly PackVoice[]>;
  microphoneId(): string | null;
  coverEar(): () => void;
  decode?: (file: Blob) => Promise<Float32Array>;
};

/** A recording ends by itself after this. */
const RECORDING_S = 15;
/** More of a text than this teaches nothing more about a voice, and takes longer. */
const MOST_WORDS = { en: 24, zh: 36 };
const LEAST_WORDS = 4;
/** Said where the transcript gives too little to say. */
const SENTENCE = { en: 'The north wind and the sun were arguing about which of them was the stronger.', zh: '北风和太阳正在争论谁比较有本事，这时来了一个过路人。' };

/** From a recording to a voice of one's own. What was measured in the recording lives here, in memory, until the voice is made. */
export class Cloning {
  readonly #recorder: Pick<FileRecorder, 'start' | 'stop'>;
  #heard: HeardRecording | null = null;
  /** Whatever is being recorded, heard or made now; aborted by the next. */
  #work = new AbortController();
  #uncoverEar: () => void = () => undefined;
  #ending: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: Parts) {
    this.#recorder = parts.recorder ?? new FileRecorder();
  }

  async record(): Promise<void> {
    const signal = this.#begin({ phase: 'recording' });
    this.#uncoverEar = this.parts.coverEar();
    try {
      await this.#recorder.start(this.parts.microphoneId(), () => void this.endRecording());
    } catch (error) {
      this.#uncoverEar();
      if (!(error instanceof MicrophoneError)) throw error;
      return this.#show({ phase: 'empty', fault: 'microphone' }, signal);
    }
    if (signal.aborted) return void (await this.#recorder.stop());
    this.#ending = setTimeout(() => void this.endRecording(), RECORDING_S * 1000);
    // While the person speaks.
    void this.parts.loadEngines();
  }

  async endRecording(): Promise<void> {
    clearTimeout(this.#ending);
    if (this.parts.store.getState().cloning.phase !== 'recording') return;
    const file = await this.#stopRecorder();
    if (file !== null) await this.use(file, file.name);
  }

  async use(file: Blob, name: string): Promise<void> {
    const signal = this.#begin({ phase: 'checking' });
    try {
      const pcm = await (this.parts.decode ?? decodeClip)(file);
      // What is too short needs no models to be told so.
      const early = judgeLength(inspectRecording(pcm, CAPTURE_RATE_HZ));
      if (early !== null) return this.#show({ phase: 'empty', fault: early }, signal);
      if (!(await this.parts.loadEngines())) return this.#show({ phase: 'empty', fault: 'models' }, signal);
      const heard = await listenTo(pcm, this.parts.engines.tokenizer, signal);
      if (typeof heard === 'string') return this.#show({ phase: 'empty', fault: heard }, signal);
      if (signal.aborted) return;
      this.#heard = heard;
      this.#show({ phase: 'checked', recording: { name, seconds: heard.seconds, transcript: heard.transcript, language: heard.language }, fault: null }, signal);
    } catch (error) {
      if (!signal.aborted) this.#show({ phase: 'empty', fault: error instanceof ClipError ? 'unreadable' : 'failed' }, signal);
    }
  }

  async make({ name, transcript, language, hasConsent }: Parameters<VoicesCommands['makeVoice']>[0]): Promise<void> {
    const { cloning } = this.parts.store.getState();
    const heard = this.#heard;
    // Without the person's word nothing is made, whatever the screen allowed.
    if (!hasConsent || cloning.phase !== 'checked' || heard === null || name.trim() === '') return;
    const recording = { ...cloning.recording, transcript, language };
    const signal = this.#begin({ phase: 'making', recording, share: 0 });
    this.#heard = heard;
    try {
      const id = createId('clone');
      const ports = createMakerPorts(this.parts.engines, (voice) => this.parts.own.tryOut(voice));
      const made = await makeVoice(heard.measured, { ...textToCompare(transcript, language), id, language }, await this.parts.packVoices(), ports, (share) => this.#show({ phase: 'making', recording, share }, signal), signal);
      signal.throwIfAborted();
      await this.parts.own.add(name, made);
      this.#heard = null;
      this.#show({ phase: 'made', voiceId: id }, signal);
    } catch {
      // Whatever it was, the recording is still here and can be tried again; engines that failed are told of by themselves.
      this.#show({ phase: 'checked', recording, fault: 'failed' }, signal);
    } finally {
      await this.parts.own.tryOut(null);
    }
  }

  /** Nothing of the recording remains. */
  async discard(): Promise<void> {
    const { phase } = this.parts.store.getState().cloning;
    this.#begin({ phase: 'empty', fault: null });
    if (phase === 'recording') await this.#stopRecorder();
  }

  async #stopRecorder(): Promise<File | null> {
    clearTimeout(this.#ending);
    this.#uncoverEar();
    this.#uncoverEar = () => undefined;
    return this.#recorder.stop();
  }

  #begin(state: CloningState): AbortSignal {
    this.#work.abort();
    this.#work = new AbortController();
    this.#heard = null;
    this.parts.store.setState({ cloning: state });
    return this.#work.signal;
  }

  #show(cloning: CloningState, signal: AbortSignal): void {
    if (!signal.aborted) this.parts.store.setState({ cloning });
  }

}

/** The models as the maker uses them. `tryOut` lets the vocoder know a voice that is in no list. */
export function createMakerPorts({ tokenizer, vocoder }: { tokenizer: Pick<TokenizerClient, 'transcribe'>; vocoder: Pick<VocoderClient, 'synthesize'> }, tryOut: (voice: ClonedVoice) => Promise<void>): MakerPorts {
  return {
    async say(text, voice, signal) {
      if (typeof voice !== 'string') await tryOut(voice);
      return sayPlainly(vocoder, text, typeof voice === 'string' ? voice : voice.id, signal);
    },
    speakerOf: async (pcm, signal) => (await hearClip(tokenizer, pcm, signal)).speaker,
  };
}

/** What the voices say while one is being made: the transcript, as far as it helps, or a sentence of ours. */
export function textToCompare(transcript: string, language: 'en' | 'zh'): { text: string; isTranscript: boolean } {
  if (countWords(transcript, language) < LEAST_WORDS) return { text: SENTENCE[language], isTranscript: false };
  const text = firstWords(transcript, language);
  // The pace can only be told where both say the same.
  return { text, isTranscript: text === transcript.trim() };
}

async function sayPlainly(vocoder: Pick<VocoderClient, 'synthesize'>, text: string, voiceId: ClonedVoice['id'], signal: AbortSignal): Promise<Float32Array> {
  const pieces: SoundPiece[] = [];
  for await (const { pcm, sampleRateHz } of vocoder.synthesize({ speech: plainSpeech(text, NEUTRAL_SPEECH, null), voice: { voiceId, shape: PLAIN_SHAPE } }, signal)) pieces.push({ pcm, sampleRateHz });
  return joinPieces(pieces, CAPTURE_RATE_HZ, 0);
}

/** The text up to the last word that is wanted of it. */
function firstWords(text: string, language: 'en' | 'zh'): string {
  const words = [...text.matchAll(language === 'zh' ? /\p{Script=Han}/gu : /[\p{L}']+/gu)];
  const last = words[MOST_WORDS[language] - 1];
  return (last === undefined ? text : text.slice(0, last.index + last[0].length)).trim();
}
