import type { PointerEvent } from 'react';

/** What is being written, and where the caret is put at first; −1 is the end. */
export type EditPlace = { lineId: string; caret: number };

export type LinePanelKind = 'speaker' | 'menu';

/** What a row of the script can ask for; the object stays the same, so that rows are drawn only when they change. */
export type LineHandlers = {
  activate(lineId: string): void;
  /** Puts the focus on the words of a line and brings them into sight. */
  show(lineId: string): void;
  edit(place: EditPlace): void;
  /** Keeps what was typed; the field stays open. */
  type(lineId: string, source: string): void;
  /** Closes the field; the focus goes to the row. */
  leave(lineId: string): void;
  /** Ends the line at the caret and goes on in the next: the rest of it, or a new one. */
  breakLine(lineId: string, caret: number): void;
  /** Joins with the line before and goes on at the seam. */
  joinBack(lineId: string): void;
  joinNext(lineId: string): void;
  /** Cuts where the caret was last; opens the field when it was nowhere. */
  split(lineId: string): void;
  addBelow(lineId: string): void;
  /** At the end of a chapter. */
  addTo(chapterId: string): void;
  /** The line above or below, its field open or not as that of this line was. */
  step(lineId: string, step: 1 | -1, isEditing: boolean): void;
  move(lineId: string, step: 1 | -1): void;
  remove(lineId: string): void;
  play(lineId: string): void;
  render(lineId: string): void;
  openPanel(kind: LinePanelKind, lineId: string, anchor: HTMLElement): void;
  /** Shows how a line is said, beside the script. */
  tune(lineId: string): void;
  drag(lineId: string, event: PointerEvent<HTMLElement>): void;
  undo(): void;
  redo(): void;
};
