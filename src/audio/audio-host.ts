import type { AudioHostState } from './types';

const WATCH_INTERVAL_MS = 500;
/** Checks in a row in which the clock stood still before the context counts as stalled. */
const STILL_CHECKS = 2;
const GESTURES = ['pointerdown', 'keydown'] as const;

/**
 * Owns the page's one AudioContext, which both listens and plays.
 *
 * A context may say that it runs while its device is gone, so the clock itself is watched; whatever stopped it,
 * `resume` is tried again when the page comes back into view and at the next gesture.
 */
export class AudioHost {
  readonly context: AudioContext;
  readonly #listeners = new Set<(state: AudioHostState) => void>();
  readonly #loadedModules = new Map<string, Promise<void>>();
  readonly #ends = new AbortController();
  readonly #timer: ReturnType<typeof setInterval>;
  #state: AudioHostState = 'suspended';
  #lastTimeS = -1;
  #stillChecks = 0;

  /** Call inside the click: without a user gesture the context stays suspended and nothing is heard. */
  static open(): AudioHost {
    return new AudioHost(new AudioContext({ latencyHint: 'interactive' }));
  }

  constructor(context: AudioContext) {
    this.context = context;
    const { signal } = this.#ends;
    const wake = () => void this.resume();
    context.addEventListener('statechange', () => this.#check(), { signal });
    document.addEventListener('visibilitychange', wake, { signal });
    for (const gesture of GESTURES) window.addEventListener(gesture, wake, { signal, capture: true });
    this.#timer = setInterval(() => this.#check(), WATCH_INTERVAL_MS);
    wake();
  }

  get state(): AudioHostState {
    return this.#state;
  }

  /** Harmless when it runs already; where the browser wants a gesture first, the next gesture tries again. */
  async resume(): Promise<void> {
    if (this.context.state === 'running' && this.#state !== 'stalled') return;
    if (this.context.state === 'closed' || document.visibilityState === 'hidden') return;
    await this.context.resume().catch((reason: unknown) => {
      if (!(reason instanceof DOMException)) throw reason;
    });
    this.#check();
  }

  /** Loads a worklet module once, however often it is asked for. */
  addModule(url: string): Promise<void> {
    const loading = this.#loadedModules.get(url) ?? this.context.audioWorklet.addModule(url);
    this.#loadedModules.set(url, loading);
    return loading;
  }

  subscribe(listener: (state: AudioHostState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async dispose(): Promise<void> {
    clearInterval(this.#timer);
    this.#ends.abort();
    if (this.context.state !== 'closed') await this.context.close();
    this.#setState('closed');
    this.#listeners.clear();
  }

  #check(): void {
    if (this.#ends.signal.aborted) return;
    const timeS = this.context.currentTime;
    this.#stillChecks = timeS > this.#lastTimeS ? 0 : this.#stillChecks + 1;
    this.#lastTimeS = timeS;
    if (this.context.state === 'closed') return this.#setState('closed');
    if (this.context.state !== 'running') return this.#setState('suspended');
    if (this.#stillChecks < STILL_CHECKS) return this.#setState('running');
    this.#setState('stalled');
  }

  #setState(state: AudioHostState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
    if (state === 'stalled') void this.resume();
  }
}
