import type { Segment, TranscriptDocument } from './document';

/** The document with other segments; the same object when there are as many and each is the same. */
export function withSegments(document: TranscriptDocument, segments: readonly Segment[]): TranscriptDocument {
  const isSame = segments.length === document.segments.length && segments.every((segment, index) => segment === document.segments[index]);
  return isSame ? document : { ...document, segments };
}

/** The document with one segment changed; the same object when `change` gives the segment back, or there is no such segment. */
export function changeSegment(document: TranscriptDocument, segmentId: string, change: (segment: Segment) => Segment): TranscriptDocument {
  return withSegments(document, document.segments.map((segment) => (segment.id === segmentId ? change(segment) : segment)));
}
