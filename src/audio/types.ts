/** What the rest of the page sees of sound: types only, so that doubles can stand in for it. */
import type { TurnId } from '../protocol/job';

/** Why there is no microphone; the page branches on the code, and shows the sentence in `message`. */
export type MicrophoneErrorCode = 'microphone-denied' | 'microphone-missing' | 'microphone-busy' | 'microphone-lost';

/** Where captured sound comes from. `silence` has only what `playClip` plays into it. */
export type CaptureSource =
  | { kind: 'microphone'; deviceId?: string }
  | { kind: 'stream'; stream: MediaStream }
  | { kind: 'silence' };

/** What the device really does, read back after asking; `undefined` where the browser does not say. */
export type CaptureSettings = {
  kind: CaptureSource['kind'];
  label: string;
  deviceId?: string;
  sampleRateHz?: number;
  echoCancellation?: boolean;
  noiseSuppression?: boolean;
  autoGainControl?: boolean;
};

/** Facts about capture. Samples are on the capture clock: 16 kHz, counted from the first frame, never reset. */
export type CaptureUpdate =
  /**
   * 512 samples the listener must not change; `contextTimeS` is when the first of them reached the page, `sentAtMs` when
   * the audio thread let go of them (`Date.now`).
   */
  | { type: 'frame'; pcm: Float32Array; startSample: number; contextTimeS: number; sentAtMs: number }
  /** Linear 0–1, about 30 a second, zeros while muted. */
  | { type: 'level'; rms: number; peak: number }
  | { type: 'capture.started'; settings: CaptureSettings }
  | { type: 'capture.failed'; code: MicrophoneErrorCode; message: string }
  /** The device gives digital silence: a hardware switch, another application, the operating system. `false` when it sounds again. */
  | { type: 'capture.silenced'; isSilenced: boolean }
  | { type: 'devices.changed' };

/** A clip that is being played into capture; `ended` settles at its last sample or when it is stopped. */
export type ClipRun = { startSample: number; endSample: number; startContextTimeS: number; ended: Promise<void>; stop: () => void };

/** The microphone: frames, levels and the recent past. */
export interface CapturePort {
  /** Starts, or restarts on another source; the sample clock goes on. Rejects with `MicrophoneError`. */
  start(source: CaptureSource): Promise<CaptureSettings>;
  stop(): void;
  mute(isMuted: boolean): void;
  /** Copies [startSample, endSample) out of the last 35 s; what is older or not yet there is left out. */
  read(startSample: number, endSample: number): Float32Array;
  /** One past the last sample captured. */
  readonly endSample: number;
  /** Plays 16 kHz mono into capture in real time, in place of the microphone. */
  playClip(pcm: Float32Array): Promise<ClipRun>;
  subscribe(listener: (update: CaptureUpdate) => void): () => void;
}

/** Where a turn stands. `playedSamples` counts at the rate its chunks came in. */
export type PlaybackMark = { turnId: TurnId; playedSamples: number; playedMs: number; contextTimeS: number };

export type PlaybackUpdate =
  | ({ type: 'playback.started' } & PlaybackMark)
  | ({ type: 'playback.position' } & PlaybackMark)
  /** A gap was heard inside a reply. */
  | ({ type: 'playback.underrun'; underrunCount: number } & PlaybackMark)
  | ({ type: 'playback.flushed' } & PlaybackMark)
  | ({ type: 'playback.drained' } & PlaybackMark);

/** The speaker: turns are played one after another in the order in which they were first enqueued. */
export interface PlaybackPort {
  /** Takes any mono rate; every chunk of one turn has the same. Chunks of a flushed turn are dropped. */
  enqueue(turnId: TurnId, pcm: Float32Array, sampleRateHz: number): void;
  /** No more chunks: running dry is now the end, and `playback.drained` follows. */
  end(turnId: TurnId): void;
  /** Silence within 5 ms; drops every queued turn. Resolves with what was heard of the one that was playing. */
  flush(): Promise<PlaybackMark | undefined>;
  /** Lowers the voice while it is unclear whether somebody speaks over it; `unduck` brings it back. */
  duck(): void;
  unduck(): void;
  /** What was heard of a turn, at the rate its chunks came in. */
  readPlayed(turnId: TurnId): { pcm: Float32Array; sampleRateHz: number } | undefined;
  setOutputDevice(deviceId: string): Promise<void>;
  readonly canChooseOutput: boolean;
  /** The same sound as the speaker gets, for tests and recorders. */
  openTap(): MediaStream;
  subscribe(listener: (update: PlaybackUpdate) => void): () => void;
}

/** `stalled`: the context says it runs, or should, and its clock stands still. */
export type AudioHostState = 'running' | 'suspended' | 'stalled' | 'closed';

/** Why a file cannot be heard; the page shows the sentence in `message`. */
export type ClipErrorCode = 'not-audio' | 'empty' | 'too-long' | 'too-large' | 'lying-header';
