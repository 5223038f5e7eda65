import type { Word } from '../protocol/tokenizer';
import { withSegments } from './change-segment';
import type { Segment, TranscriptDocument } from './document';
import { joinTokens } from './join-words';
import { measureColumns } from './scripts';
import { splitInProportion } from './split-text';

/** Cuts a segment before a word; its translation is cut where it best fits. */
export function splitSegment(document: TranscriptDocument, segmentId: string, wordIndex: number): TranscriptDocument {
  const index = document.segments.findIndex(({ id }) => id === segmentId);
  const segment = document.segments[index];
  if (segment === undefined || !Number.isInteger(wordIndex) || wordIndex < 1 || wordIndex >= segment.words.length) return document;
  const before = segment.words.slice(0, wordIndex);
  const after = segment.words.slice(wordIndex);
  const [textBefore = '', textAfter = ''] = splitInProportion(segment.translation?.text ?? '', [columnsOf(before), columnsOf(after)]);
  const translate = (text: string) => (segment.translation === null ? null : { ...segment.translation, text });
  return withSegments(document, document.segments.toSpliced(index, 1,
    { ...segment, endMs: before.at(-1)?.endMs ?? segment.endMs, words: before, translation: translate(textBefore) },
    { ...segment, id: freshId(document, segmentId), startMs: after[0]?.startMs ?? segment.endMs, words: after, translation: translate(textAfter) }));
}

/** Joins a segment with the one that follows it; the first one's speaker and language stay. */
export function mergeSegments(document: TranscriptDocument, segmentId: string, nextSegmentId: string): TranscriptDocument {
  const index = document.segments.findIndex(({ id }) => id === segmentId);
  const segment = document.segments[index];
  const next = document.segments[index + 1];
  if (segment === undefined || next === undefined || next.id !== nextSegmentId) return document;
  const merged: Segment = {
    ...segment,
    endMs: next.endMs,
    speakerId: segment.speakerId ?? next.speakerId,
    language: segment.words.length === 0 ? next.language : segment.language,
    words: [...segment.words, ...next.words],
    translation: mergeTranslations(segment, next),
  };
  return withSegments(document, document.segments.toSpliced(index, 2, merged));
}

/**
 * Moves a segment's edges, as far as its neighbours let it (0 at the least; the recording grows if the last one asks for it).
 *
 * Words keep their times where they still fit; a segment that was moved whole takes its words along; else they are scaled.
 */
export function retimeSegment(document: TranscriptDocument, segmentId: string, startMs: number, endMs: number): TranscriptDocument {
  const index = document.segments.findIndex(({ id }) => id === segmentId);
  const segment = document.segments[index];
  if (segment === undefined || !Number.isFinite(startMs) || !Number.isFinite(endMs)) return document;
  const earliest = document.segments[index - 1]?.endMs ?? 0;
  const latest = document.segments[index + 1]?.startMs ?? Infinity;
  const start = Math.max(earliest, Math.round(startMs));
  const end = Math.min(latest, Math.round(endMs));
  if (end <= start || (start === segment.startMs && end === segment.endMs)) return document;
  const moved: Segment = { ...segment, startMs: start, endMs: end, words: retimeWords(segment, start, end) };
  const changed = withSegments(document, document.segments.with(index, moved));
  return end > changed.durationMs ? { ...changed, durationMs: end } : changed;
}

function retimeWords(segment: Segment, startMs: number, endMs: number): readonly Word[] {
  const { words } = segment;
  const shift = startMs - segment.startMs;
  const isMoved = shift !== 0 && endMs - segment.endMs === shift;
  const isInside = (words[0]?.startMs ?? startMs) >= startMs && (words.at(-1)?.endMs ?? endMs) <= endMs;
  if (isInside && !isMoved) return words;
  const length = segment.endMs - segment.startMs;
  const scale = isMoved || length === 0 ? 1 : (endMs - startMs) / length;
  const move = (ms: number) => Math.min(endMs, Math.max(startMs, Math.round(startMs + (ms - segment.startMs) * scale)));
  return words.map((word) => ({ ...word, startMs: move(word.startMs), endMs: move(word.endMs) }));
}

/** Both texts in order. Where only one was translated, or into another language, the whole is marked to be done again. */
function mergeTranslations({ translation: first, words }: Segment, { translation: second, words: nextWords }: Segment): Segment['translation'] {
  if (first === null || second === null) {
    const one = first ?? second;
    if (one === null) return null;
    const isWhole = (first === null ? words : nextWords).length === 0;
    return isWhole ? one : { ...one, isOutdated: true };
  }
  if (first.to !== second.to) return { ...first, isOutdated: true };
  const isOutdated = first.isOutdated === true || second.isOutdated === true;
  return { to: first.to, text: joinTokens([first.text, second.text]), ...(isOutdated ? { isOutdated } : {}) };
}

/** An id no segment has, the same every time, so that undoing and doing again ends where it began. */
function freshId(document: TranscriptDocument, segmentId: string): string {
  const taken = new Set(document.segments.map(({ id }) => id));
  let count = 2;
  while (taken.has(`${segmentId}.${count}`)) count++;
  return `${segmentId}.${count}`;
}

function columnsOf(words: readonly Word[]): number {
  return words.reduce((sum, { text }) => sum + measureColumns(text), 0);
}
