import { createId } from '../lib/create-id';
import type { Timer } from '../session/notices';
import { deleteTimer, listTimers, writeTimer } from '../storage/timers';
import type { ToolStore } from '../stores/tool-store';

/** Longest delay `setTimeout` takes without overflowing. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Keeps timers, also over a reload, and rings when one is over. */
export class TimerKeeper {
  #alarm: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: ToolStore,
    private readonly onRing: (timer: Timer) => void,
  ) {}

  async restore(): Promise<void> {
    const stored = await listTimers();
    this.#set(stored.map((timer) => ({ ...timer, isRinging: false })));
  }

  start(seconds: number, label: string): Timer {
    const timer: Timer = { id: createId('timer'), label, lengthMs: seconds * 1000, endsAtMs: Date.now() + seconds * 1000, isRinging: false };
    void writeTimer(timer);
    this.#set([...this.#timers, timer]);
    return timer;
  }

  /** Timers that still run, the next to end first. */
  list(): readonly Timer[] {
    return this.#timers.filter((timer) => !timer.isRinging).sort((a, b) => a.endsAtMs - b.endsAtMs);
  }

  cancel(id: string): void {
    void deleteTimer(id);
    this.#set(this.#timers.filter((timer) => timer.id !== id));
  }

  get #timers(): readonly Timer[] {
    return this.store.getState().timers;
  }

  #set(timers: readonly Timer[]): void {
    this.store.setState({ timers });
    clearTimeout(this.#alarm);
    const [next] = this.list();
    if (next !== undefined) this.#alarm = setTimeout(() => this.#ring(), Math.min(MAX_DELAY_MS, Math.max(0, next.endsAtMs - Date.now())));
  }

  #ring(): void {
    const due = this.list().filter((timer) => timer.endsAtMs <= Date.now());
    this.#set(this.#timers.map((timer) => (due.includes(timer) ? { ...timer, isRinging: true } : timer)));
    for (const timer of due) {
      void deleteTimer(timer.id);
      this.onRing(timer);
    }
  }
}
