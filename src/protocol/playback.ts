import type { TurnId } from './job';

/** Main thread → workers/worklets/playback.worklet. `chunk` transfers `pcm.buffer`, at the context's rate. */
export type PlaybackRequest =
  | { type: 'chunk'; turnId: TurnId; pcm: Float32Array }
  /** No more chunks for this turn: running dry from here on is the end, not an underrun. */
  | { type: 'end'; turnId: TurnId }
  /** Silence within one render quantum, with a short fade; answers `playback.flushed`. */
  | { type: 'flush' }
  | { type: 'gain'; gainDb: number };

/** Samples of the turn that have left the worklet by `contextTimeS`; the device adds its output latency. */
type Position = { turnId: TurnId; playedSamples: number; contextTimeS: number };

/** workers/worklets/playback.worklet → main thread. */
export type PlaybackEvent =
  | ({ type: 'playback.started' } & Position)
  | ({ type: 'playback.position' } & Position)
  /** Posted when the turn goes on after a gap, once a gap. */
  | ({ type: 'playback.underrun'; underrunCount: number } & Position)
  /** `turnId` is empty when nothing was playing. */
  | ({ type: 'playback.flushed' } & Position)
  | ({ type: 'playback.drained' } & Position);
