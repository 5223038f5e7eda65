/**
 * Takes the focus to the rows of a long list, of which the far ones must be drawn first.
 *
 * The next key goes to whatever has the focus, so a row gets it as soon as React has drawn it, before any other key; and
 * only the row that was asked for last gets it, or somebody who is quick would be taken back.
 */
export class RowFocus {
  #wantedId: string | null = null;

  /** @param focus takes the focus to a row; false when it is not drawn */
  constructor(private readonly focus: (rowId: string) => boolean) {}

  /** To be called after what has the row drawn. */
  show(rowId: string): void {
    this.#wantedId = rowId;
    this.#try();
    // Behind the microtask in which React draws what was asked for in an event; anything slower is drawn by the next frame.
    queueMicrotask(() => this.#try());
    requestAnimationFrame(() => {
      this.#try();
      if (this.#wantedId === rowId) this.#wantedId = null;
    });
  }

  /** The person has gone to a row: no other is waited for any more. */
  settle(rowId: string): void {
    if (rowId !== this.#wantedId) this.#wantedId = null;
  }

  #try(): void {
    const rowId = this.#wantedId;
    if (rowId === null || !this.focus(rowId)) return;
    if (this.#wantedId === rowId) this.#wantedId = null;
  }
}
