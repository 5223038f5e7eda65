import type { DeviceStore } from '../stores/device-store';

const LOCK = 'sotto-assistant';

/**
 * Sees to it that the assistant lives in one tab: two would answer each other. The tab that holds the lock is it;
 * another says so, waits for the lock to come free, and can take it by force.
 */
export class TabLock {
  #release: () => void = () => undefined;

  constructor(
    private readonly store: DeviceStore,
    /** Another tab has taken over. */
    private readonly onLost: () => void,
    /** This tab has the assistant now, and another had it before. */
    private readonly onGained: () => void,
  ) {}

  async open(): Promise<void> {
    if (navigator.locks === undefined) return this.store.setState({ tab: 'here' });
    const isFree = await new Promise<boolean>((resolve) => {
      void navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : this.#hold();
      }).catch(() => this.#lose());
    });
    if (!isFree) this.#wait();
  }

  async takeOver(): Promise<void> {
    if (this.store.getState().tab === 'here' || navigator.locks === undefined) return;
    await new Promise<void>((resolve) => {
      void navigator.locks.request(LOCK, { steal: true }, () => {
        resolve();
        return this.#hold();
      }).catch(() => this.#lose());
    });
  }

  /** Resolves when the lock is given back; a lock is held for as long as the promise of its holder is open. */
  #hold(): Promise<void> {
    const { tab } = this.store.getState();
    this.store.setState({ tab: 'here' });
    if (tab === 'elsewhere') this.onGained();
    return new Promise((resolve) => (this.#release = resolve));
  }

  #wait(): void {
    this.store.setState({ tab: 'elsewhere' });
    void navigator.locks.request(LOCK, () => (this.store.getState().tab === 'here' ? undefined : this.#hold())).catch(() => this.#lose());
  }

  #lose(): void {
    this.#release();
    this.onLost();
    this.#wait();
  }
}
