/** What of a segment is being edited, and where the caret is put at first; −1 is the end. */
export type EditPlace = { segmentId: string; field: 'text' | 'translation'; caret: number };

export type PanelKind = 'speaker' | 'time';

/** What a row of the transcript can ask for; the object stays the same, so that rows are drawn only when they change. */
export type SegmentHandlers = {
  activate(segmentId: string): void;
  /** Puts the focus on the words of a segment and brings them into sight. */
  show(segmentId: string): void;
  playFrom(ms: number): void;
  edit(place: EditPlace): void;
  /** Keeps what was written; the field stays open. */
  commit(place: EditPlace, text: string): void;
  /** Leaves the field; the focus goes to the row. */
  leave(segmentId: string): void;
  /** Cuts at the caret and goes on in the second half. */
  split(segmentId: string, text: string, caret: number): void;
  /** Joins with the segment before and goes on at the seam. */
  mergeBack(segmentId: string, text: string): void;
  undo(): void;
  redo(): void;
  openPanel(kind: PanelKind, segmentId: string, anchor: HTMLElement): void;
};
