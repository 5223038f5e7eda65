import type { TurnId } from '../protocol/job';
import type { SpokenLanguage } from './conversation';
import type { EngineFault } from './faults';
import type { NoticeCode } from './notices';
import type { ClockPort, EarPort, EchoJudge, LlmPort, RecognizerPort, SpeakerPort, VadPort, VocoderPort } from './ports';
import type { Settings } from './settings';
import type { ToolRunner } from './tools/run-tool';

/** Everything a session is made of. */
export type SessionPorts = {
  ear: EarPort;
  vad: VadPort;
  recognizer: RecognizerPort;
  llm: LlmPort;
  vocoder: VocoderPort;
  speaker: SpeakerPort;
  tools: ToolRunner;
  clock: ClockPort;
  settings(): Settings;
  preRollMs(): number;
  /** Null where the pack has no voice of a language. */
  voiceFor(language: SpokenLanguage): string | null;
  /** A clip speaks in the place of the microphone: it is heard hands-free in every mode. */
  isClipSpeaking(): boolean;
  judgeEcho: EchoJudge;
  /** The sound of a turn's utterance, for whoever exports the conversation; 16 kHz mono. */
  keepRecording(turnId: TurnId, pcm: Float32Array): void;
  notify(code: NoticeCode, detail: string): void;
  /** The engines have to be loaded again; `Session.recover` is called when they are. */
  onEngineFault(fault: EngineFault): void;
};
