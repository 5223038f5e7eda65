import type { JobErrorCode } from '../../protocol/job';
import type { Provenance } from '../../protocol/speech';
import { uniteProvenances } from '../../studio/provenance';
import type { SoundHead } from '../../storage/line-sounds';
import type { RenderProgress } from '../../stores/script-store';
import type { PlannedLine } from '../../studio/render/plan';

export type Failure = { code: JobErrorCode; message: string };

/** What of a plan has its sound, what failed, and how fast it goes. */
export class RenderedLines {
  plan: readonly PlannedLine[] = [];
  #keys: ReadonlyMap<string, string> = new Map();
  readonly #heads: Map<string, SoundHead>;
  readonly #failures = new Map<string, Failure>();
  /** What was last made for a line, whatever it says now. */
  readonly #lastSeconds = new Map<string, number>();
  #computeMs = 0;
  #computedSeconds = 0;
  #computedUnits = 0;

  constructor(heads: ReadonlyMap<string, SoundHead> = new Map()) {
    this.#heads = new Map(heads);
    for (const head of heads.values()) this.#lastSeconds.set(head.lineId, secondsOf(head));
  }

  setPlan(plan: readonly PlannedLine[]): void {
    this.plan = plan;
    this.#keys = new Map(plan.map(({ lineId, key }) => [lineId, key]));
  }

  keyOf(lineId: string): string | null {
    return this.#keys.get(lineId) ?? null;
  }

  /** Null while the line, as it is now, has no sound. */
  headOf(lineId: string): (SoundHead & { key: string }) | null {
    const key = this.#keys.get(lineId);
    const head = key === undefined ? undefined : this.#heads.get(key);
    return key === undefined || head === undefined ? null : { ...head, key };
  }

  /** The sound that is kept under a key, also when no line asks for it any more. */
  headAt(key: string): SoundHead | null {
    return this.#heads.get(key) ?? null;
  }

  failureOf(lineId: string): Failure | null {
    return this.#failures.get(this.#keys.get(lineId) ?? '') ?? null;
  }

  /** Seconds of the newest sound of a line, which may say something else by now; null when there is none. */
  lastSecondsOf(lineId: string): number | null {
    return this.#lastSeconds.get(lineId) ?? null;
  }

  /** The first line that has no sound and has not failed. */
  firstMissing(): PlannedLine | null {
    return this.plan.find(({ key }) => !this.#heads.has(key) && !this.#failures.has(key)) ?? null;
  }

  add({ key, units }: PlannedLine, head: SoundHead, computeMs: number): void {
    this.#heads.set(key, head);
    this.#lastSeconds.set(head.lineId, secondsOf(head));
    this.#computeMs += computeMs;
    this.#computedSeconds += secondsOf(head);
    this.#computedUnits += units;
  }

  fail(key: string, failure: Failure): void {
    this.#failures.set(key, failure);
  }

  /** Failures are tried again: of one line, or of all. */
  forgive(lineId: string | null): void {
    if (lineId === null) this.#failures.clear();
    else this.#failures.delete(this.#keys.get(lineId) ?? '');
  }

  /** Takes out, and answers the keys of, what nobody can want: sound of lines that are gone or have a newer one; all that is not in the plan when `isForced`. */
  takeOld(isForced: boolean): string[] {
    const planned = new Set(this.#keys.values());
    const isOld = ({ lineId }: SoundHead) => {
      const key = this.#keys.get(lineId);
      return isForced || key === undefined || this.#heads.has(key);
    };
    const old = [...this.#heads].filter(([key, head]) => !planned.has(key) && isOld(head)).map(([key]) => key);
    for (const key of old) this.#heads.delete(key);
    return old;
  }

  /** Bytes of the kept sounds on the disk. */
  usedBytes(): number {
    return [...this.#heads.values()].reduce((sum, { sampleCount }) => sum + 2 * sampleCount, 0);
  }

  /** What made the sounds of the plan that are there. */
  provenance(): Provenance {
    return uniteProvenances(this.plan.flatMap(({ key }) => this.#heads.get(key)?.provenance ?? []));
  }

  progress(): Omit<RenderProgress, 'phase'> {
    const heads = this.plan.flatMap(({ key }) => this.#heads.get(key) ?? []);
    const missingUnits = this.plan.reduce((sum, { key, units }) => (this.#heads.has(key) || this.#failures.has(key) ? sum : sum + units), 0);
    return {
      readyCount: heads.length,
      lineCount: this.plan.length,
      failedCount: this.plan.filter(({ key }) => this.#failures.has(key)).length,
      seconds: heads.reduce((sum, head) => sum + secondsOf(head), 0),
      realTimeFactor: this.#computedSeconds === 0 ? null : this.#computeMs / 1000 / this.#computedSeconds,
      remainingMs: this.#computedUnits === 0 ? null : (this.#computeMs / this.#computedUnits) * missingUnits,
    };
  }
}

const secondsOf = ({ sampleCount, sampleRateHz }: SoundHead): number => sampleCount / sampleRateHz;
