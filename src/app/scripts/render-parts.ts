import type { JobErrorCode } from '../../protocol/job';
import type { SoundHead } from '../../storage/line-sounds';
import type { ScriptFaultCode } from '../../stores/script-store';
import type { ScriptVoice } from './record-line';

/** `src/storage/line-sounds.ts` is one. */
export interface SoundStorage {
  readHeads(scriptId: string): Promise<Map<string, SoundHead>>;
  writePiece(scriptId: string, key: string, index: number, pcm: Int16Array<ArrayBuffer>): Promise<void>;
  commitSound(scriptId: string, key: string, head: SoundHead, words: Int32Array<ArrayBuffer>): Promise<void>;
  deleteSounds(scriptId: string, keys: readonly string[]): Promise<void>;
}

export type RenderParts = {
  voice: ScriptVoice;
  sounds: SoundStorage;
  /** Has the plan made that was put off, if any was; `setPlan` is called before it returns. */
  settlePlan(): void;
  /** Loads the models; false when that failed, and then the model store says why. */
  prepare(): Promise<boolean>;
  /** Whether the conversation is at work; it goes first. */
  isBusy(): boolean;
  /** Resolves when it is not; rejects when the signal aborts. */
  whenFree(signal: AbortSignal): Promise<void>;
  /** After a fault of the voice: whether it works again. */
  recover(code: JobErrorCode): Promise<boolean>;
  /** Something that `stateOf` or `progress` tell has changed. */
  onChange(): void;
  onFault(code: ScriptFaultCode, message: string): void;
};
