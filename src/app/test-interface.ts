import { encodeWav } from '../../workers/dsp/wav';
import { decodeClip } from '../audio/decode-clip';
import { CAPTURE_RATE_HZ } from '../protocol/capture';
import type { SynthesizeCall, SynthesizeReport, TestInterface, TranscribeReport } from '../protocol/test-interface';
import { NEUTRAL_CONTROLS } from '../protocol/vocoder';
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
  const { text, language } = call;
  const voiceId = call.voice ?? app.voices.voiceFor(language);
  if (voiceId === null) throw new Error('The pack has no voice.');
  const controls = {
    speakingRate: call.rate ?? NEUTRAL_CONTROLS.speakingRate,
    pitchSemitones: call.pitch ?? NEUTRAL_CONTROLS.pitchSemitones,
    pitchRange: NEUTRAL_CONTROLS.pitchRange,
    energyDb: call.energy ?? NEUTRAL_CONTROLS.energyDb,
    emotion: call.emotion ?? NEUTRAL_CONTROLS.emotion,
    emotionStrength: call.strength ?? NEUTRAL_CONTROLS.emotionStrength,
  };
  const startedAtMs = performance.now();
  let ttfaMs: number | null = null;
  let computeMs = 0;
  const pieces: SoundPiece[] = [];
  for await (const chunk of app.engines.vocoder.synthesize({ text, language, voiceId, controls }, new AbortController().signal)) {
    ttfaMs ??= performance.now() - startedAtMs;
    computeMs += chunk.computeMs;
    pieces.push({ pcm: chunk.pcm, sampleRateHz: chunk.sampleRateHz });
  }
  const sampleRateHz = pieces[0]?.sampleRateHz ?? CAPTURE_RATE_HZ;
  const pcm = joinPieces(pieces, sampleRateHz, 0);
  return { wav: encodeWav(pcm, sampleRateHz), seconds: pcm.length / sampleRateHz, ttfaMs: ttfaMs ?? 0, computeMs };
}
