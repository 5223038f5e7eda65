/** Samples and milliseconds of one frame of the voice activity detector. */
export const FRAME_SAMPLES = 512;
export const FRAME_MS = 32;

/** A stretch to recognise, in frames from the start of the recording; `end` is one past the last. */
export type SpeechSpan = { start: number; end: number };

/** How speech is cut; durations in frames of 32 ms. */
export type SegmenterConfig = {
  /** Probability from which a frame opens speech, and below which a frame is silence (hysteresis). */
  onset: number;
  offset: number;
  /** Less speech than this is a click. */
  minSpeech: number;
  /** From this length on a segment ends at a pause; a shorter one goes on over it, unless the pause is long. */
  minSegment: number;
  pause: number;
  longPause: number;
  /** Kept before and after speech. Two of them fit into a pause. */
  pad: number;
  /** From here on a segment is cut at the first weak frame … */
  longSegment: number;
  /** … and here at the weakest of the last `searchBack`. */
  maxSegment: number;
  searchBack: number;
};

export const DEFAULT_SEGMENTER: SegmenterConfig = {
  onset: 0.5, offset: 0.35, minSpeech: 3, minSegment: 32, pause: 10, longPause: 25, pad: 4, longSegment: 625, maxSegment: 875, searchBack: 250,
};

/** What frames say so far: a span, or only how many of them are settled, because what follows cannot change them. */
export type Finding = { kind: 'speech'; start: number; end: number } | { kind: 'none'; settled: number };

/**
 * Cuts speech probabilities into segments at pauses; in order, without overlap, covering all speech.
 *
 * Each segment depends only on the frames after the one before it: whoever starts anew at `settledFrame` finds the
 * same segments, which is what makes a recording that was interrupted come out the same.
 */
export class Segmenter {
  readonly #config: SegmenterConfig;
  #frames: number[] = [];
  #settled: number;
  #isEnded = false;

  constructor(startFrame = 0, config = DEFAULT_SEGMENTER) {
    this.#settled = startFrame;
    this.#config = config;
  }

  /** Everything before this frame has been given out or is no speech. */
  get settledFrame(): number {
    return this.#settled;
  }

  /** Takes the next probabilities, each 0–1. */
  feed(probabilities: Iterable<number>): void {
    this.#frames.push(...probabilities);
  }

  /** No more probabilities will come. */
  end(): void {
    this.#isEnded = true;
  }

  /** The next segment; null when more frames are needed. */
  next(): SpeechSpan | null {
    for (;;) {
      const finding = findSpeech(this.#frames, this.#config, this.#isEnded);
      if (finding.kind === 'none') {
        this.#drop(finding.settled);
        return null;
      }
      const base = this.#settled;
      const speech = this.#frames.slice(finding.start, finding.end).filter((probability) => probability >= this.#config.offset).length;
      this.#drop(finding.end);
      if (speech >= this.#config.minSpeech) return { start: base + finding.start, end: base + finding.end };
    }
  }

  #drop(count: number): void {
    this.#frames.splice(0, count);
    this.#settled += count;
  }
}

/** The first segment in `frames`, as if nothing had come before them. */
export function findSpeech(frames: readonly number[], config: SegmenterConfig, isEnded: boolean): Finding {
  const { onset, offset, pad, minSegment, pause, longPause, longSegment, maxSegment } = config;
  const first = frames.findIndex((probability) => probability >= onset);
  if (first < 0) return { kind: 'none', settled: isEnded ? frames.length : Math.max(0, frames.length - pad) };
  const start = Math.max(0, first - pad);
  let last = first;
  for (let frame = first; frame < frames.length; frame += 1) {
    if ((frames[frame] ?? 0) >= offset) last = frame;
    const silence = frame - last;
    if (silence >= longPause || (silence >= pause && last + 1 - first >= minSegment)) return { kind: 'speech', start, end: last + 1 + pad };
    const length = frame + 1 - start;
    if (length >= maxSegment || (length >= longSegment && isWeakNear(frames, frame, config, length))) {
      return { kind: 'speech', start, end: weakestFrame(frames, Math.max(start + 1, frame + 1 - config.searchBack), frame + 1, offset) };
    }
  }
  if (isEnded) return { kind: 'speech', start, end: Math.min(frames.length, last + 1 + pad) };
  return { kind: 'none', settled: start };
}

/** Whether a long segment has a place to be cut at: looked for once in the past, and then in each new frame. */
function isWeakNear(frames: readonly number[], frame: number, { offset, longSegment, searchBack }: SegmenterConfig, length: number): boolean {
  if (length > longSegment) return (frames[frame] ?? 0) < offset;
  return frames.slice(frame + 1 - searchBack, frame + 1).some((probability) => probability < offset);
}

/** The frame whose neighbourhood is least like speech, a silent one if there is any; the latest of equals. */
function weakestFrame(frames: readonly number[], from: number, to: number, offset: number): number {
  let best = to - 1;
  let lowest = Infinity;
  for (let frame = from; frame < to; frame += 1) {
    const own = frames[frame] ?? 0;
    const around = own + 0.25 * ((frames[frame - 1] ?? own) + (frames[frame + 1] ?? own)) + (own < offset ? 0 : 1);
    if (around <= lowest) [best, lowest] = [frame, around];
  }
  return best;
}
