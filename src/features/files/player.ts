export type PlayerState = {
  phase: 'loading' | 'ready' | 'missing' | 'unplayable';
  isPlaying: boolean;
  /** 1 = as recorded. */
  speed: number;
};

/** Plays one stored recording. Its place is read by whoever draws, in an animation frame; only what changes seldom is told. */
export class Player {
  readonly #audio = new Audio();
  readonly #listeners = new Set<() => void>();
  #state: PlayerState = { phase: 'loading', isPlaying: false, speed: 1 };
  #url: string | null = null;
  /** Asked for before the element knew its length. */
  #pendingMs: number | null = null;
  /** Asked to play before there was a recording to play. */
  #isAwaited = false;

  constructor() {
    this.#audio.preload = 'auto';
    this.#audio.addEventListener('loadedmetadata', () => this.#becomeReady());
    this.#audio.addEventListener('error', () => this.#url !== null && this.#change({ phase: 'unplayable', isPlaying: false }));
    for (const type of ['play', 'pause', 'ended']) this.#audio.addEventListener(type, () => this.#change({ isPlaying: !this.#audio.paused && !this.#audio.ended }));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): PlayerState => this.#state;

  get positionMs(): number {
    return this.#pendingMs ?? this.#audio.currentTime * 1000;
  }

  /** Takes the recording that was read from the store; plays it at once where that was asked for meanwhile. */
  load(blob: Blob | null): void {
    const isAwaited = this.#isAwaited;
    this.release();
    if (blob === null) return this.#change({ phase: 'missing' });
    this.#url = URL.createObjectURL(blob);
    this.#audio.src = this.#url;
    if (isAwaited) this.play();
  }

  /** Lets go of the recording. */
  release(): void {
    this.pause();
    if (this.#url !== null) URL.revokeObjectURL(this.#url);
    this.#url = null;
    this.#audio.removeAttribute('src');
    this.#change({ phase: 'loading', isPlaying: false });
  }

  play(): void {
    this.#isAwaited = this.#state.phase === 'loading' && this.#url === null;
    if (this.#url === null) return;
    this.#audio.play().catch((error: unknown) => {
      // A pause that comes before the sound does ends the promise so; that is no fault.
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.#change({ phase: 'unplayable', isPlaying: false });
    });
  }

  pause(): void {
    this.#isAwaited = false;
    this.#audio.pause();
  }

  toggle(): void {
    if (this.#state.isPlaying || this.#isAwaited) this.pause();
    else this.play();
  }

  seek(ms: number): void {
    const atMs = Math.max(0, ms);
    if (this.#audio.readyState === HTMLMediaElement.HAVE_NOTHING) this.#pendingMs = atMs;
    else this.#audio.currentTime = atMs / 1000;
  }

  playFrom(ms: number): void {
    this.seek(ms);
    this.play();
  }

  setSpeed(speed: number): void {
    this.#audio.defaultPlaybackRate = speed;
    this.#audio.playbackRate = speed;
    this.#change({ speed });
  }

  #becomeReady(): void {
    if (this.#pendingMs !== null) this.#audio.currentTime = this.#pendingMs / 1000;
    this.#pendingMs = null;
    this.#change({ phase: 'ready' });
  }

  #change(change: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
