import { createId } from '../lib/create-id';
import { Pace } from '../lib/pace';
import { emptyConversation, summarize, type Conversation } from '../session/conversation';
import { closeTurn } from '../session/conversation-edit';
import { deleteConversation, listConversations, readConversation, writeConversation } from '../storage/conversations';
import type { TurnStore } from '../stores/turn-store';
import type { Notify } from './notices';

const WRITE_DELAY_MS = 400;

/** Keeps conversations on this device: restores the last one, writes the open one as it grows. */
export class ConversationKeeper {
  /** Not put off by the next change: a long reply changes it all the time, and a closed tab would lose all of it. */
  readonly #pace = new Pace(() => void this.save(), WRITE_DELAY_MS);
  #written: Conversation | null = null;
  #writing = Promise.resolve();

  constructor(
    private readonly store: TurnStore,
    private readonly notify: Notify,
  ) {}

  /** Brings back the newest conversation and begins to keep what follows. */
  async restore(): Promise<void> {
    const newest = await this.readNewest();
    // Whoever was faster than the storage has begun a conversation already.
    const { entries } = this.store.getState().conversation;
    if (entries.length === 0) this.store.setState({ conversation: newest ?? freshConversation() });
    this.#written = this.store.getState().conversation;
    this.store.subscribe(({ conversation, turn }, before) => {
      if (conversation === this.#written) return;
      // At the end of a turn at once: what stands on the screen then should stand there after a reload.
      if (turn.phase === 'idle' && before.turn.phase !== 'idle') return void this.save();
      this.#pace.request();
    });
  }

  /** The conversation that was begun last, and with it the list of all. */
  async readNewest(): Promise<Conversation | null> {
    const stored = await listConversations().catch((error: unknown) => {
      this.#complain(error);
      return [];
    });
    this.store.setState({ history: stored.map(summarize) });
    const [newest] = stored;
    return newest === undefined ? null : settled(newest);
  }

  /** Writes the open conversation now, if anything was said in it. */
  save(): Promise<void> {
    this.#pace.cancel();
    const { conversation } = this.store.getState();
    if (conversation !== this.#written && conversation.entries.length > 0) {
      this.#written = conversation;
      this.#writing = this.#write(conversation);
    }
    return this.#writing;
  }

  async read(id: string): Promise<Conversation | null> {
    const stored = await readConversation(id);
    return stored === null ? null : settled(stored);
  }

  async delete(id: string): Promise<void> {
    this.#pace.cancel();
    await deleteConversation(id);
    this.store.setState({ history: this.store.getState().history.filter((summary) => summary.id !== id) });
  }

  async #write(conversation: Conversation): Promise<void> {
    try {
      await writeConversation({ ...conversation, entries: [...conversation.entries] });
      this.store.setState(({ history }) => ({ history: [summarize(conversation), ...history.filter(({ id }) => id !== conversation.id)].sort((a, b) => b.startedAtMs - a.startedAtMs) }));
    } catch (error) {
      this.#complain(error);
    }
  }

  #complain(error: unknown): void {
    this.notify('storage-failed', error instanceof Error ? error.name : '');
  }
}

export const freshConversation = (): Conversation => emptyConversation(createId('conversation'), Date.now());

/** A conversation that was written in the middle of a reply: nothing more will come of it. */
function settled(conversation: Conversation): Conversation {
  return [...new Set(conversation.entries.map(({ turnId }) => turnId))].reduce(closeTurn, conversation);
}
