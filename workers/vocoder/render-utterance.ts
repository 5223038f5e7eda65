import { yieldToMessages } from '../../src/lib/yield-to-messages';
import type { SpeechContour } from '../../src/protocol/speech';
import type { TextMark } from '../../src/protocol/vocoder';
import { equalizeSpectrum } from '../dsp/equalizer';
import { addBreath, amplifySpectrum, harmonicPower, tiltSpectrum, warpSpectrum } from '../dsp/spectral-shape';
import { disposeTensors, float32, int32, readFloat32, type Runnable } from '../runtime/graph';
import { JobFailure } from '../runtime/serve-jobs';
import { solveAcoustic, type AcousticInput } from './acoustic';
import { layOutCondition } from './condition';
import { describeChunk } from './contour';
import type { Effect } from './effect';
import type { Inventory } from './front-end/inventory';
import type { Utterance } from './front-end/utterance';
import { markWords } from './marks';
import type { FrameProsody, PredictedProsody } from './prosody';
import { Synthesizer } from './synthesis';
import type { SpeechFeatures, Voice } from './vocoder-pack';

/** Frames in the first chunk of an utterance, which someone is waiting for, and in those after it. */
const FIRST_CHUNK_FRAMES = 20;
const CHUNK_FRAMES = 80;
/** The same text in the same voice sounds the same every time. */
const NOISE_SEED = 20_261_122;
/** Pitches closer than this, a fifth of a semitone, meet the same envelope. */
const SAME_PITCH_LN = 0.012;
const LARGEST_MAKE_UP_DB = 10;

export type VocoderGraphs = { prosody: Runnable; acoustic: Runnable; vocoder: Runnable };
/**
 * A voice as it was asked for: its vector, the mean pitch that the models predict, how much higher its formants are made,
 * gains for every bin (null: none), and what a cloned voice changes of whatever is said.
 */
export type PhraseVoice = { voice: Pick<Voice, 'speaker' | 'language'>; centreHz: number; formantFactor: number; equalizer: Float32Array | null; manner: Partial<Effect> };
/** Outputs of the prosody graph; `hidden` (N, width) is what the acoustic model takes. */
export type Prediction = PredictedProsody & { hidden: Float32Array };
export type SpeechPart = { pcm: Float32Array<ArrayBuffer>; marks: TextMark[]; contour: SpeechContour };

/** Runs the graphs on single utterances. Holds no state between them. */
export class UtteranceRenderer {
  constructor(
    private readonly graphs: VocoderGraphs,
    private readonly features: SpeechFeatures,
    private readonly inventory: Inventory,
  ) {}

  /** What the models make of an utterance; of phones that lie between two, the mean of both. */
  async predict(utterance: Utterance, voice: PhraseVoice): Promise<Prediction> {
    const predicted = await this.#predictSymbols(utterance, voice);
    if (!utterance.phones.some(({ toward }) => toward !== undefined)) return predicted;
    const phones = utterance.phones.map((phone) => ({ ...phone, symbol: phone.toward ?? phone.symbol }));
    return averagePredictions(predicted, await this.#predictSymbols({ ...utterance, phones }, voice));
  }

  async #predictSymbols({ language, phones }: Utterance, { voice }: PhraseVoice): Promise<Prediction> {
    const ids = Int32Array.from(phones, ({ symbol }) => this.inventory.idOf.get(symbol) ?? 0);
    const outputs = await this.graphs.prosody.run({
      phonemes: int32(ids, [1, ids.length]),
      accents: int32(Int32Array.from(phones, ({ accent }) => accent), [1, ids.length]),
      language_id: int32(Int32Array.of(this.inventory.languages.get(language) ?? 0), [1]),
      speaker: float32(Float32Array.from(voice.speaker), [1, voice.speaker.length]),
    });
    const read = (name: string): Float32Array => readFloat32(outputs, name).slice();
    const predicted = { logDurations: read('log_durations'), pitch: read('pitch'), voicing: read('voicing'), energy: read('energy'), hidden: read('hidden') };
    disposeTensors(Object.values(outputs));
    if (predicted.logDurations.some(Number.isNaN)) throw new JobFailure('wrong-result', 'The prosody graph computed NaN.');
    return predicted;
  }

  /** Yields the sound of an utterance in order, the first chunk as early as it can be had. */
  async *render(utterance: Utterance, prosody: FrameProsody, hidden: Float32Array, { voice, formantFactor, equalizer }: PhraseVoice, signal: AbortSignal): AsyncGenerator<SpeechPart> {
    const { nFft, hopLength, sampleRateHz, positionEdgeFrames } = this.features;
    const condition = layOutCondition(hidden, prosody.durations, prosody.frameCount, positionEdgeFrames);
    const acoustic = { prosody: { ...prosody, pitch: prosody.modelPitch }, condition, speaker: Float32Array.from(voice.speaker) };
    const synthesizer = new Synthesizer(prosody, { nFft, hopLength, sampleRateHz }, NOISE_SEED);
    let startSample = 0;
    for await (const { harmonic, noise, startFrame } of this.#filters(acoustic, prosody, signal)) {
      this.#shape(harmonic, noise, prosody, startFrame, formantFactor, equalizer);
      const pcm = limitPeaks(synthesizer.addFrames(harmonic, noise));
      if (pcm.length === 0) continue;
      const marks = markWords(utterance, prosody.durations, hopLength, startSample, pcm.length);
      const contour = describeChunk(pcm, prosody, startSample / hopLength, hopLength, sampleRateHz);
      // Counted before the chunk is handed out: a buffer that was transferred is empty afterwards.
      startSample += pcm.length;
      yield { pcm, marks, contour };
    }
  }

  /** Signal processing on the filters (frames, bins), in place: formants, colour, slope, loudness, breath. */
  #shape(harmonic: Float32Array, noise: Float32Array, prosody: FrameProsody, startFrame: number, formantFactor: number, equalizer: Float32Array | null): void {
    const { nFft, sampleRateHz } = this.features;
    const binCount = nFft / 2 + 1;
    const binHz = sampleRateHz / nFft;
    const scratch = new Float32Array(binCount);
    for (let i = 0; i * binCount < harmonic.length; i += 1) {
      const frame = startFrame + i;
      const rows = [harmonic, noise].map((filters) => filters.subarray(i * binCount, (i + 1) * binCount));
      for (const row of rows) {
        warpSpectrum(row, formantFactor, scratch);
        if (equalizer !== null) equalizeSpectrum(row, equalizer);
        tiltSpectrum(row, prosody.tiltDbPerOctave[frame] ?? 0, binHz);
        amplifySpectrum(row, prosody.gainDb[frame] ?? 0);
      }
      const [harmonicRow, noiseRow] = rows;
      if (harmonicRow === undefined || noiseRow === undefined) continue;
      amplifySpectrum(harmonicRow, keepLoudness(harmonicRow, prosody, frame, binHz));
      addBreath(harmonicRow, noiseRow, prosody.breathiness[frame] ?? 0, prosody.voicing[frame] ?? 0, binHz);
    }
  }

  /** Yields the filters of both excitations chunk by chunk; the vocoder sees `contextFrames` to each side of a chunk. */
  async *#filters(input: AcousticInput, prosody: FrameProsody, signal: AbortSignal): AsyncGenerator<{ harmonic: Float32Array; noise: Float32Array; startFrame: number }> {
    const { nMels, contextFrames } = this.features;
    const { frameCount } = prosody;
    const logMel = new Float32Array(frameCount * nMels);
    let readyFrames = 0;
    let doneFrames = 0;
    for await (const part of solveAcoustic(this.graphs.acoustic, input, this.features, NOISE_SEED, signal)) {
      logMel.set(part, readyFrames * nMels);
      readyFrames += part.length / nMels;
      const usableFrames = readyFrames === frameCount ? frameCount : readyFrames - contextFrames;
      while (doneFrames < usableFrames) {
        const length = doneFrames === 0 ? FIRST_CHUNK_FRAMES : CHUNK_FRAMES;
        const end = Math.min(usableFrames, doneFrames + length);
        const filters = await this.#runVocoder(logMel, prosody, doneFrames, end, readyFrames);
        yield { ...filters, startFrame: doneFrames };
        // Between two runs of a graph whoever wants something else is heard.
        await yieldToMessages();
        signal.throwIfAborted();
        doneFrames = end;
      }
    }
  }

  async #runVocoder(logMel: Float32Array, { modelPitch, voicing }: FrameProsody, start: number, end: number, readyFrames: number): Promise<{ harmonic: Float32Array; noise: Float32Array }> {
    const { nMels, nFft, contextFrames } = this.features;
    const from = Math.max(0, start - contextFrames);
    const to = Math.min(readyFrames, end + contextFrames);
    const frames = to - from;
    const outputs = await this.graphs.vocoder.run({
      log_mel: float32(logMel.subarray(from * nMels, to * nMels), [1, frames, nMels]),
      pitch: float32(modelPitch.subarray(from, to), [1, frames]),
      voicing: float32(voicing.subarray(from, to), [1, frames]),
    });
    const binCount = nFft / 2 + 1;
    const cut = (name: string): Float32Array => readFloat32(outputs, name).slice((start - from) * binCount, (end - from) * binCount);
    const filters = { harmonic: cut('harmonic_log_magnitude'), noise: cut('noise_log_magnitude') };
    disposeTensors(Object.values(outputs));
    return filters;
  }
}

function averagePredictions(one: Prediction, other: Prediction): Prediction {
  const average = (name: keyof Prediction): Float32Array => one[name].map((value, i) => (value + (other[name][i] ?? value)) / 2);
  return { logDurations: average('logDurations'), pitch: average('pitch'), voicing: average('voicing'), energy: average('energy'), hidden: average('hidden') };
}

/** A moved pitch meets the envelope at other places: decibels that make up for what is lost or won by that. */
function keepLoudness(harmonic: Float32Array, { pitch, modelPitch }: FrameProsody, frame: number, binHz: number): number {
  const [heard, predicted] = [pitch[frame] ?? 0, modelPitch[frame] ?? 0];
  if (Math.abs(heard - predicted) < SAME_PITCH_LN) return 0;
  const decibels = 10 * Math.log10(harmonicPower(harmonic, Math.exp(predicted), binHz) / harmonicPower(harmonic, Math.exp(heard), binHz));
  return Number.isFinite(decibels) ? Math.max(-LARGEST_MAKE_UP_DB, Math.min(LARGEST_MAKE_UP_DB, decibels)) : 0;
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
