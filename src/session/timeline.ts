import type { TextMark } from '../protocol/vocoder';

/** A word that was queued for the speaker: where it ends in its entry, and when it is half said, in the turn's time. */
type SpokenWord = { entryId: string; textEnd: number; halfMs: number };

/**
 * What has been queued for the speaker in one turn, so that for any played sample it is known which words were
 * heard. A word counts as heard when half of it has left the speaker.
 */
export class Timeline {
  readonly #words: SpokenWord[] = [];
  #durationMs = 0;

  /** All that was queued so far. */
  get durationMs(): number {
    return this.#durationMs;
  }

  /**
   * Adds a chunk. `textStart` is where the text of the synthesis job begins in its entry; the marks count from
   * the start of that text, and from the chunk's first sample.
   */
  addChunk(entryId: string, textStart: number, marks: TextMark[], sampleCount: number, sampleRateHz: number): void {
    for (const mark of marks) {
      const halfMs = this.#durationMs + ((mark.startSample + mark.endSample) / 2 / sampleRateHz) * 1000;
      this.#words.push({ entryId, textEnd: textStart + mark.textEnd, halfMs });
    }
    this.#durationMs += (sampleCount / sampleRateHz) * 1000;
  }

  /** Everything up to `textEnd` is heard with the last sample queued so far: marks and closing quotes make no sound. */
  closeText(entryId: string, textEnd: number): void {
    this.#words.push({ entryId, textEnd, halfMs: this.#durationMs });
  }

  /** How much of each entry was heard when `playedMs` had left the speaker. */
  heardAt(playedMs: number): Map<string, number> {
    const heard = new Map<string, number>();
    for (const { entryId, textEnd, halfMs } of this.#words) {
      // Half a millisecond of tolerance: positions are rounded to samples of another rate on the way.
      if (halfMs <= playedMs + 0.5) heard.set(entryId, Math.max(textEnd, heard.get(entryId) ?? 0));
    }
    return heard;
  }
}
