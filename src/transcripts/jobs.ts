import type { JobErrorCode } from '../protocol/job';
import type { MediaFault } from '../protocol/media';

/** Why a recording could not be heard to its end. */
export type FileFault =
  | JobErrorCode
  | MediaFault
  /** A web address that this page may not read, or that answered with an error. */
  | 'unreachable'
  /** There was no room to store it. */
  | 'quota';

/** The language of a recording: found for every segment, or fixed by the person. */
export type LanguageChoice = 'auto' | 'en' | 'zh';

/** What a person wishes of the recordings they add. */
export type HearingWishes = Pick<FileJob, 'language' | 'translateTo'>;

export type FilePhase = 'waiting' | 'running' | 'paused' | 'finished' | 'failed';

/** One row of the queue; `id` is also the id of its document. */
export type FileJob = {
  id: string;
  fileName: string;
  bytes: number;
  phase: FilePhase;
  /** Audio that was heard and committed. */
  heardMs: number;
  /** What the file says it lasts; null when it does not say. May be a lie. */
  durationMs: number | null;
  /** Seconds of audio a second, over the last while; null until known. */
  speed: number | null;
  /** Set when `phase` is `failed`: what, where in the audio it broke, and whether text was kept before it. */
  fault: { code: FileFault; atMs: number | null } | null;
  language: LanguageChoice;
  translateTo: 'en' | 'zh' | null;
  /** The recording could not be stored on this device: it is heard from the file itself, and not after the tab was closed. */
  isVolatile?: boolean;
};
