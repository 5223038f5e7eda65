import { decodeClip } from '../audio/decode-clip';
import { CAPTURE_RATE_HZ } from '../protocol/capture';
import type { TestInterface, TranscribeReport } from '../protocol/test-interface';
import { exportDiagnostics } from './export-files';
import type { Awake, Sotto } from './sotto';
import { exportTranscript, followFile } from './test-files';
import { synthesize } from './test-synthesize';
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
      return JSON.stringify({ script: app.stores.script.getState().progress, turn, partialText, conversation, notices, settings: app.stores.settings.getState(), diagnostics });
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
