import { Bell } from '../../lib/bell';
import { faultCode, faultMessage, isEngineFault } from '../../session/faults';
import type { SoundHead } from '../../storage/line-sounds';
import type { LineState, RenderProgress, ScriptFaultCode } from '../../stores/script-store';
import type { LineOrder, PlannedLine } from '../../studio/render/plan';
import { LineTape, type TapeReader } from './line-tape';
import { recordLine } from './record-line';
import type { RenderParts } from './render-parts';
import { RenderedLines } from './rendered-lines';

type Wish = { lineId: string; /** Also when its sound is there. */ isAgain: boolean };
type OrderOf = (lineId: string) => LineOrder | null;

/** As many lines in a row that fail are not the lines' fault. */
const MOST_FAILURES = 3;

/**
 * Makes the sound of a script line by line, in the background: the conversation goes first, then the line a person asked for last,
 * then the rest in order. What is made is kept under the hash of its order, so an edit costs the lines it touched.
 */
export class RenderQueue {
  #scriptId = '';
  #orderOf: OrderOf = () => null;
  #lines = new RenderedLines();
  readonly #retried = new Set<string>();
  #failuresInARow = 0;
  /** Newest first. */
  #wishes: Wish[] = [];
  /** Not before the voices of the models are known. */
  #isPlanned = false;
  #wantsAll = false;
  #isPaused = false;
  #current: { lineId: string; key: string; controller: AbortController; tape: LineTape | null } | null = null;
  /** Sounds that somebody listens to while they are made: such a one is made to its end, whatever else is asked. */
  readonly #held: string[] = [];
  #running: Promise<void> | null = null;
  #phase: RenderProgress['phase'] = 'idle';
  /** Rings when a sound has grown, come or failed. */
  readonly news = new Bell();

  constructor(
    private readonly parts: RenderParts,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Whether everything is to be made, now. */
  get wantsAll(): boolean {
    return this.#wantsAll && !this.#isPaused;
  }

  get lines(): RenderedLines {
    return this.#lines;
  }

  /** Begins with what is kept of a script. */
  open(scriptId: string, heads: ReadonlyMap<string, SoundHead>): void {
    this.#scriptId = scriptId;
    this.#lines = new RenderedLines(heads);
    this.#isPlanned = false;
  }

  /** Drops everything of the script; resolves when nothing of it is being written any more. */
  async close(): Promise<void> {
    this.#wishes = [];
    this.#wantsAll = false;
    this.#isPaused = false;
    this.#current?.controller.abort();
    await this.#running;
    this.#scriptId = '';
    this.#lines = new RenderedLines();
    this.#isPlanned = false;
    this.#retried.clear();
    this.#wake();
  }

  /** The script was edited. A line in work that is asked otherwise now is left. */
  setPlan(plan: readonly PlannedLine[], orderOf: OrderOf): void {
    this.#orderOf = orderOf;
    this.#lines.setPlan(plan);
    this.#isPlanned = true;
    const current = this.#current;
    if (current !== null && this.#lines.keyOf(current.lineId) !== current.key) this.#leave(current);
    this.#wake();
    if (this.wantsAll) this.#start();
  }

  /** Makes everything that is missing, also what failed before; resolves when that is done, paused or given up. */
  async renderAll(): Promise<void> {
    this.#lines.forgive(null);
    this.#retried.clear();
    this.#failuresInARow = 0;
    this.#wantsAll = true;
    this.#isPaused = false;
    this.#start();
    this.parts.onChange();
    // A run that was just ending is followed by another.
    while (this.#running !== null) await this.#running;
  }

  /** Ends after the line in work. */
  pause(): void {
    this.#isPaused = this.#wantsAll;
    this.parts.onChange();
  }

  resume(): void {
    this.#isPaused = false;
    if (this.#wantsAll) this.#start();
    this.parts.onChange();
  }

  /** Makes a line now, before all others, also when its sound is there; whether it is there in the end. */
  again(lineId: string): Promise<boolean> {
    this.#hurry({ lineId, isAgain: true });
    return this.#settled(lineId);
  }

  /** Has the sound of a line made, if it is not there. @param isUrgent leaves the line in work for it */
  want(lineId: string, isUrgent: boolean): void {
    if (this.#lines.keyOf(lineId) === null || this.#lines.headOf(lineId) !== null) return;
    if (isUrgent) this.#hurry({ lineId, isAgain: false });
    else this.#wish({ lineId, isAgain: false });
  }

  isWanted(lineId: string): boolean {
    return this.#wishes.some((wish) => wish.lineId === lineId);
  }

  /** What is there of a sound that is being made; null when it is not in work. */
  tapeOf(key: string): TapeReader | null {
    return this.#current?.key === key ? this.#current.tape : null;
  }

  /** Somebody listens to a sound; answers how to say that they do no more. */
  hold(key: string): () => void {
    this.#held.push(key);
    return () => {
      const at = this.#held.indexOf(key);
      if (at >= 0) this.#held.splice(at, 1);
    };
  }

  stateOf(lineId: string): LineState {
    if (this.#lines.keyOf(lineId) === null) return { phase: 'silent' };
    if (this.#current?.lineId === lineId && this.#phase === 'rendering') return { phase: 'rendering' };
    if (this.isWanted(lineId)) return { phase: 'waiting' };
    const head = this.#lines.headOf(lineId);
    if (head !== null) return { phase: 'ready', seconds: head.sampleCount / head.sampleRateHz };
    const failure = this.#lines.failureOf(lineId);
    if (failure !== null) return { phase: 'failed', ...failure };
    if (this.wantsAll) return { phase: 'waiting' };
    const seconds = this.#lines.lastSecondsOf(lineId);
    return seconds === null ? { phase: 'none' } : { phase: 'stale', seconds };
  }

  progress(): RenderProgress {
    const isHeld = this.#phase === 'idle' && this.#isPaused && this.#lines.firstMissing() !== null;
    return { phase: isHeld ? 'paused' : this.#phase, ...this.#lines.progress() };
  }

  /** Deletes sound that nobody can want any more, see `takeOld`; how many. */
  async prune(isForced: boolean): Promise<number> {
    const old = this.#lines.takeOld(isForced);
    if (old.length > 0) await this.parts.sounds.deleteSounds(this.#scriptId, old);
    return old.length;
  }

  #wish(wish: Wish): void {
    this.#lines.forgive(wish.lineId);
    this.#wishes = [wish, ...this.#wishes.filter(({ lineId }) => lineId !== wish.lineId)];
    this.parts.onChange();
    this.#start();
  }

  /** The newest wish wins: what is in work is left for it, and made afterwards. */
  #hurry(wish: Wish): void {
    if (this.#current !== null && this.#current.lineId !== wish.lineId) this.#leave(this.#current);
    this.#wish(wish);
  }

  #leave({ key, controller }: { key: string; controller: AbortController }): void {
    if (!this.#held.includes(key)) controller.abort();
  }

  /** Resolves when a wish was carried out or given up; whether the line has its sound. */
  async #settled(lineId: string): Promise<boolean> {
    while (this.isWanted(lineId)) await this.news.next();
    return this.#lines.headOf(lineId) !== null;
  }

  #wake(): void {
    this.news.ring();
    this.parts.onChange();
  }

  #start(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      this.#phase = 'idle';
      // All is made: what is changed from now on waits until it is asked for.
      if (this.wantsAll && this.#isPlanned && this.#lines.firstMissing() === null) this.#wantsAll = false;
      this.#wake();
      // What was wished for while the last line came to its end.
      if (this.#next() !== null) this.#start();
    });
  }

  async #run(): Promise<void> {
    if (this.wantsAll && !this.#isPlanned) {
      // The models bring the voices, and those the plan; it may come at once, and must find that this runs already.
      this.#show('starting');
      await Promise.resolve();
      if (!(await this.parts.prepare())) this.#isPaused = !this.#giveUp('models', '');
    }
    for (let next = this.#next(); next !== null; next = this.#next()) {
      if (await this.#make(next)) continue;
      // It would fail again; whoever waits is told.
      this.#wishes = [];
      this.#isPaused = this.#wantsAll;
    }
  }

  #next(): PlannedLine | null {
    const isDone = ({ lineId, isAgain }: Wish) => this.#lines.keyOf(lineId) === null || (!isAgain && this.#lines.headOf(lineId) !== null);
    if (this.#wishes.some(isDone)) this.#wishes = this.#wishes.filter((wish) => !isDone(wish));
    const [wish] = this.#wishes;
    if (wish !== undefined) return this.#lines.plan.find(({ lineId }) => lineId === wish.lineId) ?? null;
    // Before all is taken for done: what was changed last may not be planned yet.
    if (this.wantsAll && this.#isPlanned && this.#lines.firstMissing() === null) this.parts.settlePlan();
    return this.wantsAll ? this.#lines.firstMissing() : null;
  }

  /** False when nothing more can be made. */
  async #make(line: PlannedLine): Promise<boolean> {
    const controller = new AbortController();
    this.#current = { ...line, controller, tape: null };
    try {
      if (this.#phase !== 'rendering') this.#show('starting');
      if (!(await this.parts.prepare())) return this.#giveUp('models', '');
      if (this.parts.isBusy()) this.#show('yielding');
      await this.parts.whenFree(controller.signal);
      controller.signal.throwIfAborted();
      this.#show('rendering');
      await this.#record(line, controller.signal);
      return true;
    } catch (error) {
      return controller.signal.aborted || this.#fail(line, error);
    } finally {
      this.#current = null;
      this.#wake();
    }
  }

  async #record(line: PlannedLine, signal: AbortSignal): Promise<void> {
    const { lineId, key } = line;
    const [scriptId, order] = [this.#scriptId, this.#orderOf(lineId)];
    const { sounds, voice } = this.parts;
    const startedAtMs = this.nowMs();
    const tape = new LineTape((index, pcm) => sounds.writePiece(scriptId, key, index, pcm), () => this.news.ring());
    if (this.#current !== null) this.#current.tape = tape;
    const head = await recordLine(order ?? { parts: [], clicksPerMinute: null }, voice, tape, signal);
    await sounds.commitSound(scriptId, key, { lineId, ...head }, Int32Array.from(tape.words));
    // It is on the disk, whoever has lost patience meanwhile.
    if (this.#scriptId !== scriptId) return;
    this.#lines.add(line, { lineId, ...head }, this.nowMs() - startedAtMs);
    this.#failuresInARow = 0;
    this.#endWish(line);
  }

  /** Decides what a failure means; whether others may be made. */
  async #fail(line: PlannedLine, error: unknown): Promise<boolean> {
    if (error instanceof DOMException && error.name === 'QuotaExceededError') return (await this.prune(true)) > 0 || this.#giveUp('storage-full', '');
    if (error instanceof DOMException) return this.#giveUp('storage-failed', error.message);
    const { key } = line;
    const code = faultCode(error);
    if (isEngineFault(code) && !this.#retried.has(key)) {
      this.#retried.add(key);
      return (await this.parts.recover(code)) || this.#giveUp(code, faultMessage(error));
    }
    this.#lines.fail(key, { code, message: faultMessage(error) });
    this.#endWish(line);
    this.#failuresInARow += 1;
    return code === 'bad-input' || this.#failuresInARow < MOST_FAILURES || this.#giveUp(code, faultMessage(error));
  }

  /** The wish was for the line as it is now; what was made may be what it said before. */
  #endWish({ lineId, key }: PlannedLine): void {
    if (this.#lines.keyOf(lineId) === key) this.#wishes = this.#wishes.filter((wish) => wish.lineId !== lineId);
  }

  #giveUp(code: ScriptFaultCode, message: string): false {
    this.parts.onFault(code, message);
    return false;
  }

  #show(phase: RenderProgress['phase']): void {
    this.#phase = phase;
    this.parts.onChange();
  }
}
