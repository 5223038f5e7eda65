import { changesOf } from '../lib/changes-of';
import { mapHistoryValues, pushHistory, startHistory, stepBack, stepForward, type History } from '../lib/history';
import type { StudioDraft, StudioStore } from '../stores/studio-store';

/** What can be taken back of the text that is open: its words, and everything that was set for it. Another text begins anew. */
export class StudioHistory {
  #history: History<StudioDraft>;

  constructor(
    private readonly store: StudioStore,
    nowMs: () => number = Date.now,
  ) {
    this.#history = startHistory(store.getState().draft);
    store.subscribe(({ draft }, { draft: before }) => {
      if (draft === before || draft === this.#history.present) return;
      this.#put(draft.id === before.id ? pushHistory(this.#history, draft, fieldOf(draft, before), nowMs()) : startHistory(draft));
    });
  }

  /** What comes next is a step of its own, however soon it comes. */
  seal(): void {
    this.#history = { ...this.#history, typing: null };
  }

  undo(): void {
    this.#step(stepBack);
  }

  redo(): void {
    this.#step(stepForward);
  }

  /** Changes the text as it is and as it was, so that undoing does not bring back what is gone. */
  adopt(change: (draft: StudioDraft) => StudioDraft): void {
    this.#step((history) => mapHistoryValues(history, change));
  }

  #step(step: (history: History<StudioDraft>) => History<StudioDraft>): void {
    this.#put(step(this.#history));
    const { present } = this.#history;
    if (present !== this.store.getState().draft) this.store.setState({ draft: present });
  }

  #put(history: History<StudioDraft>): void {
    this.#history = history;
    const [canUndo, canRedo] = [history.past.length > 0, history.future.length > 0];
    const now = this.store.getState();
    if (now.canUndo !== canUndo || now.canRedo !== canRedo) this.store.setState({ canUndo, canRedo });
  }
}

/** What was changed: quick changes to the same are one step. */
function fieldOf(now: StudioDraft, before: StudioDraft): string {
  const changes = [changesOf(before, now), changesOf(before.line, now.line), changesOf(before.line.controls, now.line.controls), changesOf(before.line.controls.emotions, now.line.controls.emotions), changesOf(before.voice.shape, now.voice.shape)];
  return changes.flatMap(Object.keys).join();
}
