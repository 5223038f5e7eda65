import type { TurnId } from './job';

/** Main thread → workers/worklets/playback.worklet. `chunk` transfers `pcm.buffer`, at the context's rate. */
export type PlaybackRequest =
  | { type: 'chunk'; turnId: TurnId; pcm: Float32Array }
  /** No more chunks for this turn: running dry from here on is the end, not an underrun. */
  | { type: 'end'; turnId: TurnId }
  /** Silence within one render quantum, with a short fade; answers `playback.flushed`. */
  | { type: 'flush' }
  | { type: 'gain'; gainDb: number };

/** workers/worklets/playback.worklet → main thread. Positions are samples of the turn that have left the worklet. */
export type PlaybackEvent =
  | { type: 'playback.started'; turnId: TurnId; contextTimeS: number }
  | { type: 'playback.position'; turnId: TurnId; playedSamples: number }
  | { type: 'playback.underrun'; turnId: TurnId; underrunCount: number }
  | { type: 'playback.flushed'; turnId: TurnId; playedSamples: number; contextTimeS: number }
  | { type: 'playback.drained'; turnId: TurnId; playedSamples: number };
