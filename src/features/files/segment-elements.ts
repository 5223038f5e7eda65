import type { RowElements } from '../../ui/find-places';

export const segmentElementId = (segmentId: string): string => `segment-${segmentId}`;
/** The element that holds the words of a segment: while they are read, or while they are written. */
export const segmentTextElement = (segmentId: string): HTMLElement | null => document.getElementById(segmentElementId(segmentId))?.querySelector('.segment__text') ?? null;

export const SEGMENT_ELEMENTS: RowElements = { row: (id) => document.getElementById(segmentElementId(id)), text: segmentTextElement };
