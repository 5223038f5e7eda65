import { yieldToMessages } from '../../src/lib/yield-to-messages';
import { DIALECT_LANGUAGE, NEUTRAL_SPEECH, type Provenance, type SpeechContour, type SpeechText, type VoiceChoice } from '../../src/protocol/speech';
import type { TextMark } from '../../src/protocol/vocoder';
import { disposeTensors, float32, int32, readFloat32, type Runnable } from '../runtime/graph';
import { JobFailure } from '../runtime/serve-jobs';
import { solveAcoustic, type AcousticInput } from './acoustic';
import { describeChunk } from './contour';
import { combineControls, type ProsodyTransform } from './emotions';
import { speakText, type FrontEndData } from './front-end/front-end';
import type { Utterance } from './front-end/utterance';
import { markWords } from './marks';
import { layOutProsody, repeatByDuration, type FrameProsody } from './prosody';
import { Synthesizer } from './synthesis';
import { chooseVoice, type SpeechFeatures, type Voice } from './vocoder-pack';

/** Frames in the first chunk of an utterance, which someone is waiting for, and in those after it. */
const FIRST_CHUNK_FRAMES = 20;
const CHUNK_FRAMES = 80;
/** The same text in the same voice sounds the same every time. */
const NOISE_SEED = 20_261_122;

export type VocoderGraphs = { prosody: Runnable; acoustic: Runnable; vocoder: Runnable };
export type Speech = { pcm: Float32Array<ArrayBuffer>; marks: TextMark[]; contour: SpeechContour; computeMs: number };
export type SpeechOrder = { speech: SpeechText; voice: VoiceChoice };

/** Speaks text: front end, prosody, acoustic model, vocoder. Holds no state between orders. */
export class VocoderEngine {
  readonly sampleRateHz: number;
  readonly #graphs: VocoderGraphs;
  readonly #features: SpeechFeatures;
  readonly #voices: readonly Voice[];
  readonly #frontEnd: FrontEndData;

  constructor(graphs: VocoderGraphs, features: SpeechFeatures, voices: readonly Voice[], frontEnd: FrontEndData) {
    this.#graphs = graphs;
    this.#features = features;
    this.#voices = voices;
    this.#frontEnd = frontEnd;
    this.sampleRateHz = features.sampleRateHz;
  }

  /** What of an order is made by models and what by rules. */
  describe({ speech }: SpeechOrder): Provenance {
    const isNeutral = speech.spans.every(({ controls }) => JSON.stringify(controls) === JSON.stringify(NEUTRAL_SPEECH));
    return {
      neural: ['Prosody (durations, pitch, loudness)', 'Acoustic model (mel spectrum)', 'Vocoder (filters of the sound)'],
      signal: isNeutral ? [] : ['Emotion and sliders: rules on the predicted durations, pitch and loudness'],
    };
  }

  /** Yields the sound in order, the first chunk as early as it can be had. Text without words yields nothing. */
  async *speak({ speech, voice: { voiceId } }: SpeechOrder, signal: AbortSignal): AsyncGenerator<Speech> {
    const [span] = speech.spans;
    const transform = combineControls(span?.controls ?? NEUTRAL_SPEECH);
    const asked = span?.dialect == null ? 'en' : DIALECT_LANGUAGE[span.dialect];
    let startedAtMs = performance.now();
    for await (const utterance of speakText(speech.text, asked === 'zh' ? 'zh' : 'en', this.#frontEnd)) {
      const voice = chooseVoice(this.#voices, voiceId, utterance.language);
      if (voice === undefined) throw new JobFailure('bad-input', `The pack has no voice called ${voiceId}.`);
      for await (const part of this.#speakUtterance(utterance, voice, transform, signal)) {
        const now = performance.now();
        yield { ...part, computeMs: now - startedAtMs };
        await yieldToMessages();
        signal.throwIfAborted();
        startedAtMs = performance.now();
      }
    }
  }

  async *#speakUtterance(utterance: Utterance, voice: Voice, transform: ProsodyTransform, signal: AbortSignal): AsyncGenerator<Omit<Speech, 'computeMs'>> {
    signal.throwIfAborted();
    const { prosody, acoustic } = await this.#predict(utterance, voice, transform);
    const { nFft, hopLength, sampleRateHz } = this.#features;
    const synthesizer = new Synthesizer(prosody, { nFft, hopLength, sampleRateHz }, NOISE_SEED);
    let startSample = 0;
    for await (const [harmonic, noise] of this.#filters(acoustic, signal)) {
      const pcm = limitPeaks(synthesizer.addFrames(harmonic, noise));
      if (pcm.length === 0) continue;
      const marks = markWords(utterance, prosody.durations, hopLength, startSample, pcm.length);
      const contour = describeChunk(pcm, prosody, startSample / hopLength, hopLength, sampleRateHz);
      // Counted before the chunk is handed out: a buffer that was transferred is empty afterwards.
      startSample += pcm.length;
      yield { pcm, marks, contour };
    }
  }

  async #predict(utterance: Utterance, voice: Voice, transform: ProsodyTransform): Promise<{ prosody: FrameProsody; acoustic: AcousticInput }> {
    const { idOf, languages } = this.#frontEnd.inventory;
    const { phones } = utterance;
    const ids = Int32Array.from(phones, ({ symbol }) => idOf.get(symbol) ?? 0);
    const speaker = Float32Array.from(voice.speaker);
    const outputs = await this.#graphs.prosody.run({
      phonemes: int32(ids, [1, ids.length]),
      accents: int32(Int32Array.from(phones, ({ accent }) => accent), [1, ids.length]),
      language_id: int32(Int32Array.of(languages[utterance.language]), [1]),
      speaker: float32(speaker, [1, speaker.length]),
    });
    const predicted = {
      logDurations: readFloat32(outputs, 'log_durations'),
      pitch: readFloat32(outputs, 'pitch'),
      voicing: readFloat32(outputs, 'voicing'),
      energy: readFloat32(outputs, 'energy'),
    };
    if (predicted.logDurations.some(Number.isNaN)) throw new JobFailure('wrong-result', 'The prosody graph computed NaN.');
    const prosody = layOutProsody(utterance, predicted, transform, voice.pitchHz, this.#features.decibelsPerEnergy);
    const hidden = readFloat32(outputs, 'hidden');
    const conditionWidth = hidden.length / ids.length;
    const condition = repeatByDuration(hidden, conditionWidth, prosody.durations, prosody.frameCount);
    disposeTensors(Object.values(outputs));
    return { prosody, acoustic: { prosody, condition, conditionWidth, speaker } };
  }

  /** Yields the filters of both excitations chunk by chunk; the vocoder sees `contextFrames` to each side of a chunk. */
  async *#filters(input: AcousticInput, signal: AbortSignal): AsyncGenerator<[Float32Array, Float32Array]> {
    const { nMels, contextFrames } = this.#features;
    const { frameCount } = input.prosody;
    const logMel = new Float32Array(frameCount * nMels);
    let readyFrames = 0;
    let doneFrames = 0;
    for await (const part of solveAcoustic(this.#graphs.acoustic, input, this.#features, NOISE_SEED, signal)) {
      logMel.set(part, readyFrames * nMels);
      readyFrames += part.length / nMels;
      const usableFrames = readyFrames === frameCount ? frameCount : readyFrames - contextFrames;
      while (doneFrames < usableFrames) {
        const length = doneFrames === 0 ? FIRST_CHUNK_FRAMES : CHUNK_FRAMES;
        const end = Math.min(usableFrames, doneFrames + length);
        yield await this.#runVocoder(logMel, input.prosody, doneFrames, end, readyFrames);
        signal.throwIfAborted();
        doneFrames = end;
      }
    }
  }

  async #runVocoder(logMel: Float32Array, { pitch, voicing }: FrameProsody, start: number, end: number, readyFrames: number): Promise<[Float32Array, Float32Array]> {
    const { nMels, nFft, contextFrames } = this.#features;
    const from = Math.max(0, start - contextFrames);
    const to = Math.min(readyFrames, end + contextFrames);
    const frames = to - from;
    const outputs = await this.#graphs.vocoder.run({
      log_mel: float32(logMel.subarray(from * nMels, to * nMels), [1, frames, nMels]),
      pitch: float32(pitch.subarray(from, to), [1, frames]),
      voicing: float32(voicing.subarray(from, to), [1, frames]),
    });
    const binCount = nFft / 2 + 1;
    const cut = (name: string): Float32Array => readFloat32(outputs, name).slice((start - from) * binCount, (end - from) * binCount);
    const filters: [Float32Array, Float32Array] = [cut('harmonic_log_magnitude'), cut('noise_log_magnitude')];
    disposeTensors(Object.values(outputs));
    return filters;
  }
}

/** Above this a sample is bent towards 1 instead of being cut, in place; loud emotions would clip otherwise. */
const KNEE = 0.8;

function limitPeaks(pcm: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  for (let n = 0; n < pcm.length; n += 1) {
    const level = Math.abs(pcm[n] ?? 0);
    if (Number.isNaN(level)) throw new JobFailure('wrong-result', 'The vocoder computed NaN.');
    if (level > KNEE) pcm[n] = Math.sign(pcm[n] ?? 0) * (KNEE + (1 - KNEE) * Math.tanh((level - KNEE) / (1 - KNEE)));
  }
  return pcm;
}
