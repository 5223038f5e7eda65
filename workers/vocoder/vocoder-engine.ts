import { yieldToMessages } from '../../src/lib/yield-to-messages';
import type { ClonedVoice, Dialect, Gesture, Provenance, SpeechContour, SpeechLanguage, SpeechText, VoiceChoice } from '../../src/protocol/speech';
import type { TextMark } from '../../src/protocol/vocoder';
import { JobFailure } from '../runtime/serve-jobs';
import { arrangePhrase, type Arranger, type Phrase } from './arrange-phrase';
import { heardHz, openVoice } from './cloned-voice';
import { speakText, type FrontEndData } from './front-end/front-end';
import { scoreGesture } from './gestures';
import { createAskedLookup } from './phrase';
import { layOutProsody } from './prosody';
import { describeProvenance } from './provenance';
import { countQuietStart, cutStart, LONGEST_EDGE_SAMPLES, QuietEnd } from './quiet-edges';
import { UtteranceRenderer, type PhraseVoice, type SpeechPart, type VocoderGraphs } from './render-utterance';
import { isScored, Score } from './score';
import type { SpeechFeatures, Voice } from './vocoder-pack';

export type { VocoderGraphs };
export type Speech = { pcm: Float32Array<ArrayBuffer>; marks: TextMark[]; contour: SpeechContour; computeMs: number };
export type SpeechOrder = { speech: SpeechText; voice: VoiceChoice };

/** How a voice reads text without letters. */
const OWN_DIALECT: Readonly<Record<SpeechLanguage, Dialect>> = { en: 'american', zh: 'mandarin', yue: 'cantonese', ja: 'japanese' };
/** A silence is handed out in pieces of this length, so that one of minutes needs no memory. */
const SILENCE_CHUNK_FRAMES = 80;

/** Speaks text: front end, prosody, acoustic model, vocoder. Holds no state between orders. */
export class VocoderEngine {
  readonly sampleRateHz: number;
  readonly #renderer: UtteranceRenderer;
  readonly #features: SpeechFeatures;
  readonly #voices: readonly Voice[];
  readonly #frontEnd: FrontEndData;
  #clonedVoices: readonly ClonedVoice[] = [];

  constructor(graphs: VocoderGraphs, features: SpeechFeatures, voices: readonly Voice[], frontEnd: FrontEndData) {
    this.#renderer = new UtteranceRenderer(graphs, features, frontEnd.inventory);
    this.#features = features;
    this.#voices = voices;
    this.#frontEnd = frontEnd;
    this.sampleRateHz = features.sampleRateHz;
  }

  /** Replaces the voices that were made on this device. */
  defineVoices(voices: readonly ClonedVoice[]): void {
    this.#clonedVoices = voices;
  }

  /** What of an order is made by models and what by rules. */
  describe({ speech, voice }: SpeechOrder): Provenance {
    return describeProvenance(speech, voice.shape, this.#clonedVoices.some(({ id }) => id === voice.voiceId));
  }

  /** Yields the sound in order, the first chunk as early as it can be had. Text without words yields nothing. */
  async *speak(order: SpeechOrder, signal: AbortSignal): AsyncGenerator<Speech> {
    let startedAtMs = performance.now();
    for await (const part of this.#perform(order, signal)) {
      yield { ...part, computeMs: performance.now() - startedAtMs };
      await yieldToMessages();
      signal.throwIfAborted();
      startedAtMs = performance.now();
    }
  }

  async *#perform({ speech, voice }: SpeechOrder, signal: AbortSignal): AsyncGenerator<SpeechPart> {
    const asked = this.#openVoice(voice, null);
    const arranger = this.#createArranger({ speech, voice });
    const { hopLength, sampleRateHz } = this.#features;
    let doneFrames = 0;
    // A silence counts from sound to sound: what is quiet at the ends of the phrases around it is part of it.
    let pendingMs = 0;
    let quiet = new QuietEnd();
    const framesLeft = (): number => (pendingMs === 0 ? 0 : ((pendingMs / 1000) * sampleRateHz - quiet.samples) / hopLength);
    for await (const item of speakText(speech, OWN_DIALECT[asked.voice.language], this.#frontEnd)) {
      signal.throwIfAborted();
      if (item.kind === 'silence') {
        pendingMs += Math.max(0, item.ms);
        continue;
      }
      const isOnBeat = item.kind === 'utterance' && isScored(arranger.askedOf(item.utterance).style);
      const phraseVoice = item.kind === 'gesture' ? asked : this.#openVoice(voice, item.utterance.language);
      // Most of it is handed out at once, so that the next phrase is made while it is heard.
      const early = Math.max(0, Math.floor(framesLeft() - LONGEST_EDGE_SAMPLES / hopLength));
      yield* this.#silence(early);
      const phrase = item.kind === 'gesture' ? await this.#arrangeGesture(item, asked, arranger) : await arrangePhrase(item.utterance, phraseVoice, doneFrames + Math.max(0, Math.round(framesLeft())), arranger);
      const parts = this.#renderer.render(phrase.utterance, phrase.prosody, phrase.hidden, phraseVoice, signal);
      const first = await parts.next();
      // What is on a beat stays on it.
      const quietStart = pendingMs === 0 || first.done || isOnBeat ? 0 : countQuietStart(first.value.pcm);
      const late = Math.round(framesLeft() - quietStart / hopLength) - early;
      const surplus = Math.min(Math.max(0, -late), Math.floor(quietStart / hopLength));
      yield* this.#silence(late);
      doneFrames += early + Math.max(0, late) + phrase.prosody.frameCount - surplus;
      pendingMs = 0;
      quiet = new QuietEnd();
      if (first.done) continue;
      quiet.add(first.value.pcm);
      yield cutStart(first.value, surplus, hopLength);
      for await (const part of parts) {
        quiet.add(part.pcm);
        yield part;
      }
    }
    yield* this.#silence(Math.round(framesLeft()));
  }

  /** The voice asked for, or the nearest that speaks `language`; null is its own. */
  #openVoice(choice: VoiceChoice, language: SpeechLanguage | null): PhraseVoice {
    const voice = openVoice(choice, language, this.#voices, this.#clonedVoices, this.#features);
    if (voice === undefined) throw new JobFailure('bad-input', `The pack has no voice called ${choice.voiceId}.`);
    return voice;
  }

  #createArranger({ speech, voice }: SpeechOrder): Arranger {
    const { sampleRateHz, hopLength, decibelsPerEnergy } = this.#features;
    const beatFrames = ((60 / Math.min(300, Math.max(20, speech.beatsPerMinute || 90))) * sampleRateHz) / hopLength;
    return {
      renderer: this.#renderer,
      inventory: this.#frontEnd.inventory,
      decibelsPerEnergy,
      askedOf: createAskedLookup(speech, voice.shape),
      score: new Score({ beatFrames, melody: speech.melody }),
    };
  }

  async #arrangeGesture({ gesture, at }: { gesture: Gesture; at: number }, voice: PhraseVoice, { askedOf, inventory, decibelsPerEnergy }: Arranger): Promise<Phrase> {
    const base = askedOf({ language: voice.voice.language, phones: [], wordOf: [0], words: [{ textStart: at, textEnd: at }], opening: 'held', ending: 'held' }).effects[0];
    if (base === undefined) throw new RangeError('Expected an effect for the place of a gesture');
    const { utterance, durations, pitch, effects } = scoreGesture(gesture, at, { ...voice, centreHz: heardHz(voice) }, base, inventory);
    const { hidden, ...predicted } = await this.#renderer.predict(utterance, voice);
    return { utterance, hidden, prosody: layOutProsody(utterance, predicted, effects, { centreHz: voice.centreHz, decibelsPerEnergy }, { durations, pitch }) };
  }

  *#silence(frameCount: number): Generator<SpeechPart> {
    const { hopLength, sampleRateHz } = this.#features;
    for (let left = frameCount; left > 0; left -= SILENCE_CHUNK_FRAMES) {
      const frames = Math.min(left, SILENCE_CHUNK_FRAMES);
      const contour = { frameRateHz: sampleRateHz / hopLength, f0Hz: new Float32Array(frames), levelDb: new Float32Array(frames).fill(-120) };
      yield { pcm: new Float32Array(frames * hopLength), marks: [], contour };
    }
  }
}
