import { withSegments } from './change-segment';
import type { Segment, TranscriptDocument } from './document';
import { foldText } from './fold-text';
import { joinWords } from './join-words';
import { retimeText } from './retime-text';

/** The segment with another text. A translation that no longer says the same is kept, and marked. */
export function setText(segment: Segment, text: string): Segment {
  const before = joinWords(segment.words);
  if (text === before) return segment;
  const words = retimeText(segment.words, text, segment);
  const after = joinWords(words);
  if (after === before) return segment;
  const { translation } = segment;
  const isOutdated = translation !== null && (translation.isOutdated === true || bareLetters(before) !== bareLetters(after));
  return { ...segment, words, translation: isOutdated ? { ...translation, isOutdated } : translation };
}

export function setTranslation(segment: Segment, to: 'en' | 'zh', text: string): Segment {
  const { translation } = segment;
  const regular = text.replace(/\s+/gu, ' ').trim();
  if (translation?.to === to && translation.text === regular && translation.isOutdated !== true) return segment;
  return { ...segment, translation: { to, text: regular } };
}

/** Replaces in the words as they were said, every place; what is found is literal text, not a pattern. */
export function replaceText(document: TranscriptDocument, { find, replaceWith, isCaseSensitive }: { find: string; replaceWith: string; isCaseSensitive: boolean }): TranscriptDocument {
  if (find.trim() === '') return document;
  const pattern = literalPattern(find, isCaseSensitive);
  return withSegments(document, document.segments.map((segment) => setText(segment, joinWords(segment.words).replace(pattern, () => replaceWith))));
}

/** Finds a literal text, as find and replace both do. */
export function literalPattern(find: string, isCaseSensitive: boolean): RegExp {
  return new RegExp(find.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), isCaseSensitive ? 'gu' : 'giu');
}

/** What a translation depends on: not case, accents, punctuation or spaces. */
function bareLetters(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{N}]+/gu, '');
}
