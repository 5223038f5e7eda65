/** workers/worklets/capture.worklet → main thread. */
export type CaptureEvent =
  /**
   * Transfers `pcm.buffer`: 512 samples at 16 kHz mono; `startSample` counts from the start of capture. `sentAtMs` is
   * `Date.now()`, the one clock that the audio thread shares with the others.
   */
  | { type: 'frame'; pcm: Float32Array; startSample: number; contextTimeS: number; sentAtMs: number }
  /** Loudness since the last level, linear 0–1; also posted while muted, as zeros. */
  | { type: 'level'; rms: number; peak: number };

/** Main thread → workers/worklets/capture.worklet. Muted capture posts zeroed frames, so that clocks go on. */
export type CaptureRequest = { type: 'mute'; isMuted: boolean };

/** Samples in one capture frame, as the VAD wants them. */
export const CAPTURE_FRAME_LENGTH = 512;
/** Sample rate everything that listens works at. */
export const CAPTURE_RATE_HZ = 16_000;
