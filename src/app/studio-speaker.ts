import type { StudioPiece } from './studio-pieces';
import type { PlayableChunk, StudioPlayer } from './studio-player';
import type { SoundChunk, StudioSounds } from './studio-sounds';

/** A text on its way to being heard. */
export type StudioOrder = { pieces: readonly StudioPiece[] };

export type SpeakerEvents = {
  /** `starting`: asked for, and nothing is heard yet. */
  onPhase(phase: 'silent' | 'starting' | 'playing'): void;
  /** A piece has been made to its end, or a chunk of it. */
  onMade(): void;
  onFault(error: unknown): void;
};

/** Sound that is made before it is due; more would be thrown away when a slider moves. */
const AHEAD_S = 20;

/** A run being made. Until it is heard, what was playing before it plays on. */
type Run = { controller: AbortController; order: StudioOrder; isHeard: boolean; /** It goes on where another was, and leaves that one alone until then. */ isTakeover: boolean };

/**
 * Says a text, and says it otherwise while it plays.
 *
 * A change is made from the sentence that is being heard, and takes over at the next word as soon as that word has been made;
 * until then the old sound goes on. One change is made at a time and only the newest of those that come meanwhile is kept,
 * so a slider that is dragged neither piles requests up nor starves.
 */
export class StudioSpeaker {
  #run: Run | null = null;
  #next: StudioOrder | null = null;
  /** Where the last run was when it was last looked at, for a change that comes in a pause. */
  #lastOffset = 0;

  constructor(
    private readonly sounds: StudioSounds,
    private readonly player: StudioPlayer,
    private readonly events: SpeakerEvents,
  ) {
    player.onSilent = () => {
      // The sound ended before the change to it was heard: that one goes on by itself.
      if (this.#run !== null && !this.#run.isHeard) return;
      this.#run = null;
      this.events.onPhase('silent');
    };
  }

  get isActive(): boolean {
    return this.#run !== null;
  }

  /** Says the text from a place on; whatever played falls silent when its first sound is there. */
  play(order: StudioOrder, fromOffset: number): void {
    this.#next = null;
    this.#run?.controller.abort();
    this.#lastOffset = fromOffset;
    this.events.onPhase('starting');
    void this.#say(order, () => fromOffset, false);
  }

  /** Says the rest of the text in another way, from the next word on; nothing happens while all is silent. */
  change(order: StudioOrder): void {
    if (this.#run === null) return;
    if (this.#run.isHeard) this.#takeOver(order);
    else this.#next = order;
  }

  async stop(): Promise<void> {
    this.#next = null;
    this.#run?.controller.abort();
    this.#run = null;
    await this.player.stop();
  }

  /** The end of the word being heard, in the whole text. */
  #nextWord = (): number => {
    const word = this.player.place()?.word;
    if (word) this.#lastOffset = word.textEnd;
    return this.#lastOffset;
  };

  #takeOver(order: StudioOrder): void {
    this.#run?.controller.abort();
    void this.#say(order, this.#nextWord, true);
  }

  /** @param startOf From where on it is to be heard, asked again until that place has been made. */
  async #say(order: StudioOrder, startOf: () => number, isTakeover: boolean): Promise<void> {
    const run: Run = { controller: new AbortController(), order, isHeard: false, isTakeover };
    const { signal } = run.controller;
    this.#run = run;
    try {
      const from = startOf();
      const first = Math.max(0, order.pieces.findIndex(({ end }) => end > from));
      for (let index = first; index < order.pieces.length; index += 1) await this.#sayPiece(run, index, startOf);
      // There is no word left to take over at: the last one ends as it began.
      if (!run.isHeard && !isTakeover) await this.#begin(run, []);
      run.isHeard = true;
      this.player.end();
    } catch (error) {
      if (signal.aborted) return;
      await this.stop();
      this.events.onFault(error);
    }
  }

  async #sayPiece(run: Run, index: number, startOf: () => number): Promise<void> {
    const { controller: { signal }, order } = run;
    const piece = order.pieces[index];
    if (piece === undefined) return;
    const waiting: PlayableChunk[] = [];
    let pieceSample = 0;
    for await (const chunk of this.sounds.make(piece, signal)) {
      const playable = toPlayable(chunk, piece.start, index, pieceSample);
      pieceSample += chunk.pcm.length;
      if (run.isHeard) {
        this.player.add(playable);
      } else {
        waiting.push(playable);
        const from = startOf();
        const rest = from <= piece.start ? [...waiting] : cutBefore(waiting, from);
        if (rest !== null) await this.#begin(run, rest);
      }
      this.events.onMade();
      if (run.isHeard) await this.player.waitForRoom(AHEAD_S, signal);
    }
    signal.throwIfAborted();
    this.events.onMade();
  }

  /** Takes over from whatever was playing. */
  async #begin(run: Run, chunks: readonly PlayableChunk[]): Promise<void> {
    await this.player.begin();
    run.controller.signal.throwIfAborted();
    run.isHeard = true;
    for (const chunk of chunks) this.player.add(chunk);
    this.events.onPhase('playing');
    const next = this.#next;
    this.#next = null;
    if (next !== null) this.#takeOver(next);
  }
}

function toPlayable({ pcm, sampleRateHz, marks }: SoundChunk, textStart: number, pieceIndex: number, pieceSample: number): PlayableChunk {
  const moved = marks.map((mark) => ({ ...mark, textStart: mark.textStart + textStart, textEnd: mark.textEnd + textStart }));
  return { pcm, sampleRateHz, marks: moved, pieceIndex, pieceSample };
}

/** The chunks from the first word on that begins at or after `offset`; null while that word has not been made. */
export function cutBefore(chunks: readonly PlayableChunk[], offset: number): PlayableChunk[] | null {
  const index = chunks.findIndex(({ marks }) => marks.some(({ textStart }) => textStart >= offset));
  const chunk = chunks[index];
  const word = chunk?.marks.find(({ textStart }) => textStart >= offset);
  if (chunk === undefined || word === undefined) return null;
  const cut = Math.max(0, word.startSample);
  const marks = chunk.marks.filter(({ startSample }) => startSample >= cut).map((mark) => ({ ...mark, startSample: mark.startSample - cut, endSample: mark.endSample - cut }));
  return [{ ...chunk, pcm: chunk.pcm.subarray(cut), marks, pieceSample: chunk.pieceSample + cut }, ...chunks.slice(index + 1)];
}
