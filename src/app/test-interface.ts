import { encodeWav } from '../../workers/dsp/wav';
import { decodeClip } from '../audio/decode-clip';
import { CAPTURE_RATE_HZ } from '../protocol/capture';
import type { SynthesizeCall, SynthesizeReport, TestInterface, TranscribeReport } from '../protocol/test-interface';
import { NEUTRAL_SPEECH, NO_EMOTION, PLAIN_SHAPE, plainSpeech, type Provenance, type SpeechControls, type SpeechLanguage } from '../protocol/speech';
import { exportDiagnostics } from './export-files';
import { joinPieces, type SoundPiece } from './recordings';
import type { Awake, Sotto } from './sotto';
import { exportTranscript, followFile } from './test-files';
import { talkThrough, typeThrough } from './test-talk';

declare global {
  interface Window {
    sotto: TestInterface;
  }
}

/** What tests and headless runners may ask of the page; see the interface. Each call takes the path a person takes. */
export function createTestInterface(app: Sotto): TestInterface {
  const awake = () => wakeOrThrow(app);
  return {
    async ready() {
      await awake();
      const { provider, providerReason, readyMs } = app.stores.model.getState();
      if (provider === null) throw new Error('The models are ready on no provider.');
      return { provider, reason: providerReason ?? '', threadCount: app.stores.device.getState().threadCount, readyMs: readyMs ?? 0 };
    },
    async transcribe(file) {
      await awake();
      return transcribe(app, await decodeClip(file));
    },
    async synthesize(call) {
      await awake();
      return synthesize(app, call);
    },
    async type(text) {
      return typeThrough(app, await awake(), text);
    },
    async talk(files) {
      return talkThrough(app, await awake(), files);
    },
    followFile: (fileName) => followFile(app, fileName),
    exportTranscript: (documentId, format) => exportTranscript(app, documentId, format),
    async snapshot() {
      const { turn, partialText, conversation, notices } = app.stores.turn.getState();
      const diagnostics: unknown = JSON.parse(await exportDiagnostics(app.stores).blob.text());
      return JSON.stringify({ turn, partialText, conversation, notices, settings: app.stores.settings.getState(), diagnostics });
    },
  };
}

async function wakeOrThrow(app: Sotto): Promise<Awake> {
  const awake = await app.wake();
  if (awake !== null) return awake;
  const { pack } = app.stores.model.getState();
  throw new Error(pack.phase === 'failed' ? `${pack.code}: ${pack.message}` : `The models are ${pack.phase}.`);
}

async function transcribe(app: Sotto, pcm: Float32Array): Promise<TranscribeReport> {
  const audioSeconds = pcm.length / CAPTURE_RATE_HZ;
  const report: TranscribeReport = {
    text: '', language: 'other', languageConfidence: 0, words: [], events: [], audioSeconds, computeMs: 0,
    traits: { pitch: 0, pitchRange: 0, rate: 0, energy: 0, arousal: 0 },
  };
  for await (const update of app.engines.tokenizer.transcribe(pcm, new AbortController().signal)) {
    if (update.type === 'transcript.final') Object.assign(report, update.transcript, { computeMs: update.computeMs });
    if (update.type === 'voice.traits') Object.assign(report, { traits: update.traits, events: update.events });
  }
  return report;
}

async function synthesize(app: Sotto, call: SynthesizeCall): Promise<SynthesizeReport> {
  const voiceId = call.voice ?? voiceFor(app, call.language);
  if (voiceId === null) throw new Error('The pack has no voice.');
  const speech = plainSpeech(call.text, toControls(call), call.dialect ?? DIALECT_OF[call.language]);
  const voice = { voiceId, shape: { ...PLAIN_SHAPE, ...call.shape } };
  const startedAtMs = performance.now();
  let ttfaMs: number | null = null;
  let computeMs = 0;
  const pieces: SoundPiece[] = [];
  let provenance: Provenance = { neural: [], signal: [] };
  for await (const chunk of app.engines.vocoder.render({ speech, voice }, new AbortController().signal)) {
    if (chunk.type === 'synthesis.described') {
      provenance = chunk.provenance;
      continue;
    }
    ttfaMs ??= performance.now() - startedAtMs;
    computeMs += chunk.computeMs;
    pieces.push({ pcm: chunk.pcm, sampleRateHz: chunk.sampleRateHz });
  }
  const sampleRateHz = pieces[0]?.sampleRateHz ?? CAPTURE_RATE_HZ;
  const pcm = joinPieces(pieces, sampleRateHz, 0);
  return { wav: encodeWav(pcm, sampleRateHz), seconds: pcm.length / sampleRateHz, ttfaMs: ttfaMs ?? 0, computeMs, provenance };
}

const DIALECT_OF = { en: 'american', zh: 'mandarin', yue: 'cantonese', ja: 'japanese' } as const;

/** The voice that Talk would take; it has none for a language that it does not speak. */
function voiceFor(app: Sotto, language: SpeechLanguage): string | null {
  if (language === 'en' || language === 'zh') return app.voices.voiceFor(language);
  throw new Error(`Name a voice: none is chosen for ${language}.`);
}

function toControls({ emotions, style, rate, pitch, range, energy, breathiness, pause }: SynthesizeCall): SpeechControls {
  return {
    speakingRate: rate ?? NEUTRAL_SPEECH.speakingRate,
    pitchSemitones: pitch ?? NEUTRAL_SPEECH.pitchSemitones,
    pitchRange: range ?? NEUTRAL_SPEECH.pitchRange,
    energyDb: energy ?? NEUTRAL_SPEECH.energyDb,
    breathiness: breathiness ?? NEUTRAL_SPEECH.breathiness,
    pauseScale: pause ?? NEUTRAL_SPEECH.pauseScale,
    emotions: { ...NO_EMOTION, ...emotions },
    style: style ?? NEUTRAL_SPEECH.style,
  };
}
