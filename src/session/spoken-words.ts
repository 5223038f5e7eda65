import type { TurnId } from '../protocol/job';
import type { Conversation } from './conversation';
import type { ClockPort } from './ports';
import type { TurnState } from './turn-state';

/** An echo of the last words may still be on its way back this long after them. */
const ECHO_TAIL_MS = 800;
/** About as much as is spoken in ten seconds. */
const MAX_UNITS = 240;

/** What the assistant was saying a moment ago, to know its echo by. */
export class SpokenWords {
  #spokenAtMs = -Infinity;
  #aside: { turnId: TurnId; text: string } | null = null;

  constructor(
    private readonly read: () => { turn: TurnState; conversation: Conversation },
    private readonly clock: ClockPort,
  ) {}

  /** The words around what is leaving the speaker now; empty when it has been silent. */
  recent(): string {
    const { turn, conversation } = this.read();
    if (turn.phase === 'speaking' && turn.turnId === this.#aside?.turnId) return this.#aside.text.slice(0, MAX_UNITS);
    const last = conversation.entries.findLast((entry) => entry.kind === 'assistant');
    if (last === undefined) return '';
    if (turn.phase !== 'speaking' && this.clock.dateMs() - this.#spokenAtMs > ECHO_TAIL_MS) return '';
    // The recognizer hears the word that is being said before it counts as heard, and a few more until it ends.
    const end = last.heardLength + MAX_UNITS / 3;
    return last.text.slice(Math.max(0, end - MAX_UNITS), end);
  }

  /** What is being spoken beside the conversation. */
  noteAside(turnId: TurnId, text: string): void {
    this.#aside = { turnId, text };
  }

  /** To be called when the speaker falls silent. */
  noteSilence(): void {
    this.#spokenAtMs = this.clock.dateMs();
  }
}
