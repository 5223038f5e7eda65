/** A place in a transcript that answers a search. */
export type SearchHit = {
  documentId: string;
  title: string;
  segmentId: string;
  startMs: number;
  speakerName: string | null;
  createdAtMs: number;
  /** The segment's text and where in it the query stands. */
  text: string;
  matchStart: number;
  matchEnd: number;
};
