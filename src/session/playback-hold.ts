/** Faster than this, speech is always made before it is due, whatever the order in which it comes. */
const COMFORTABLE_RTF = 0.4;
/** The next stretch of speech may take this much longer than those before it did. */
const MARGIN = 1.15;
/** Speech is made in passes of up to this long, and nothing of a pass is there before all of it (workers/vocoder/acoustic.ts). */
const PASS_S = 1.5;
/** A gap is less of an evil than a longer silence before the first word. */
const MAX_HOLD_S = 6;

/** `heldS` is how long the reply could have been playing; `remainingS` an estimate of what is still to be made. */
export type PlaybackOutlook = { bufferedS: number; remainingS: number; realTimeFactor: number; heldS: number };

/**
 * Seconds from now until a reply may begin to play and will probably not run dry; 0 where synthesis is fast.
 *
 * For a wait w and a buffer B, a stretch of length p that ends c seconds into what remains is there after c·rtf and due
 * after w + B + c − p; so w + B ≥ c·(rtf − 1) + p, which is worst for the last stretch (c = R) or, below 1, the next (c = p).
 */
export function holdSeconds({ bufferedS, remainingS, realTimeFactor, heldS }: PlaybackOutlook): number {
  if (realTimeFactor < COMFORTABLE_RTF) return 0;
  const rtf = realTimeFactor * MARGIN;
  const neededS = remainingS * Math.max(0, rtf - 1) + Math.min(remainingS, PASS_S) * Math.min(rtf, 1);
  return Math.max(0, Math.min(neededS - bufferedS, MAX_HOLD_S - heldS));
}

/** Letters a second of a voice at its normal rate; a Han character takes about as long as three. */
const UNITS_PER_SECOND = 14;

/** About how long a text takes to be said. `speakingRate` 1 is normal. */
export function estimateSpeechSeconds(text: string, speakingRate: number): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return (text.length + 2 * han) / UNITS_PER_SECOND / speakingRate;
}

/** Sound after which a measurement counts for about a third of what it did. */
const FORGET_MS = 10_000;
/** With the first chunk of a clause, about this much more sound has been prepared than has come. */
const PREPARED_MS = 500;

/** The real-time factor of synthesis as it was lately; it outlives a reply, so that the next one knows from its first chunk. */
export class SynthesisPace {
  #computeMs = 0;
  #audioMs = PREPARED_MS;

  add(computeMs: number, audioMs: number): void {
    const kept = Math.exp(-audioMs / FORGET_MS);
    this.#computeMs = this.#computeMs * kept + computeMs;
    this.#audioMs = this.#audioMs * kept + audioMs;
  }

  get realTimeFactor(): number {
    return this.#computeMs / this.#audioMs;
  }
}
