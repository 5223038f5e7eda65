import type { VadClient } from '../clients/vad-client';
import { CAPTURE_FRAME_LENGTH, CAPTURE_RATE_HZ } from '../protocol/capture';
import type { VadWork } from '../session/diagnostics';
import type { EngineFault } from '../session/faults';
import { Session } from '../session/session';
import { endpointerConfig } from '../session/settings';
import { Timings } from '../session/timings';
import { createToolRunner } from '../session/tools/run-tool';
import type { ToolServices } from '../session/tools/tool';
import type { Stores } from '../stores/app-context';
import type { Engines } from './engines';
import type { Notify } from './notices';
import type { Sound } from './sound';
import { heardName, saidName, type TurnSounds } from './turn-sounds';
import type { VoiceKeeper } from './voice-keeper';

/** VAD frames are counted together, about every three seconds; a store change for each would be felt. */
const VAD_REPORT_FRAMES = 100;
const FRAME_MS = (CAPTURE_FRAME_LENGTH / CAPTURE_RATE_HZ) * 1000;
const NO_WORK: VadWork = { frameCount: 0, computeMs: 0, maxWaitMs: 0, lateFrameCount: 0 };

export type AssistantParts = {
  stores: Stores;
  engines: Engines;
  sound: Sound;
  vad: VadClient;
  voices: VoiceKeeper;
  turnSounds: TurnSounds;
  tools: ToolServices;
  notify: Notify;
  onEngineFault(fault: EngineFault): void;
};

/** Puts a session together from the page's parts and lets them hear of one another. */
export function createAssistant(parts: AssistantParts): Session {
  const { stores, engines, sound, vad, voices, turnSounds, notify } = parts;
  const clock = {
    nowMs: () => performance.now(),
    dateMs: () => Date.now(),
    contextToPageMs: (contextTimeS: number) => sound.contextToPageMs(contextTimeS),
    outputLatencyMs: () => sound.outputLatencyMs(),
  };
  const timings = new Timings(stores.diagnostics, clock, () => stores.model.getState().provider);
  const settings = () => stores.settings.getState();
  const session = new Session(
    stores.turn,
    {
      ear: sound.capture,
      vad,
      recognizer: engines.tokenizer,
      llm: engines.llm,
      vocoder: engines.vocoder,
      speaker: sound.playback,
      tools: createToolRunner(parts.tools),
      clock,
      settings,
      preRollMs: () => endpointerConfig(settings()).preRollMs,
      voiceFor: (language) => voices.voiceFor(language),
      isClipSpeaking: () => stores.device.getState().isClipPlaying,
      judgeEcho: (startSample, endSample) => sound.echo.isLikelyEcho(startSample, endSample),
      // Later, because the reply is begun in the same breath.
      keepRecording: (turnId, pcm) => void setTimeout(() => void turnSounds.keep(saidName(turnId), { pcm, sampleRateHz: CAPTURE_RATE_HZ })),
      notify,
      onEngineFault: parts.onEngineFault,
    },
    timings,
  );
  sound.onFrame((frame) => session.hearFrame(frame));
  sound.onLost = () => session.stopHearing();
  sound.playback.subscribe((update) => {
    session.hearSpeaker(update);
    if (update.type === 'playback.drained' || update.type === 'playback.flushed') setTimeout(() => keepHeard(update.turnId));
  });
  const keepHeard = (playbackId: string) => {
    const heard = session.played.isOfTurn(playbackId) ? sound.playback.readPlayed(playbackId) : undefined;
    if (heard !== undefined) void turnSounds.keep(heardName(playbackId), heard);
  };
  listenToVad(vad, session, timings, notify);
  vad.configure(endpointerConfig(settings()));
  stores.settings.subscribe((now, before) => {
    vad.configure(endpointerConfig(now));
    if (now.listenMode !== before.listenMode) session.stopHearing();
  });
  stores.turn.subscribe(({ turn }, before) => {
    if (turn.phase === 'idle' && before.turn.phase === 'speaking') engines.noteHealthy();
  });
  return session;
}

function listenToVad(vad: VadClient, session: Session, timings: Timings, notify: Notify): void {
  let work = NO_WORK;
  vad.subscribe((update) => {
    if (update.type === 'vad.restarted' || update.type === 'vad.failed') {
      timings.log('error', update.type, update.message);
      if (update.type === 'vad.failed') notify('hearing-failed');
      // The utterance it was in has no end any more; what was heard of it is taken for the whole.
      return session.stopHearing();
    }
    if (update.type !== 'vad.frame') return session.hearSpeech(update);
    work = {
      frameCount: work.frameCount + 1,
      computeMs: work.computeMs + update.computeMs,
      maxWaitMs: Math.max(work.maxWaitMs, update.waitMs),
      lateFrameCount: work.lateFrameCount + (update.waitMs > FRAME_MS ? 1 : 0),
    };
    if (work.frameCount < VAD_REPORT_FRAMES) return;
    timings.addVadWork(work);
    work = NO_WORK;
  });
}
