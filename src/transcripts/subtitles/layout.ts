import type { Segment, TranscriptDocument } from '../document';
import { joinWords, splitWords } from '../join-words';
import { hasIdeograph } from '../scripts';
import { splitInProportion } from '../split-text';
import { spreadWords } from '../spread-words';
import type { SubtitleRules } from './rules';
import { splitCues } from './split-cues';
import { timeCues } from './time-cues';
import { lineColumns, wordsToUnits, type Unit } from './units';
import { countLines, wrapLines } from './wrap-lines';

/** One subtitle as it stands on the screen. */
export type Cue = { startMs: number; endMs: number; lines: readonly string[]; segmentId: string; speakerName: string | null };

export type LayoutOptions = {
  languages: 'original' | 'translation' | 'both';
  /** Puts "Name: " before the first cue of each speaker in turn, within the line's columns. */
  isPrefixed: boolean;
};

type Draft = Cue & { columns: number };
/** How often a bilingual segment is cut finer until its translation fits too. */
const MAX_CUTS = 8;

/**
 * Lays a document out as subtitles under rules: ordered, never overlapping, no word lost.
 *
 * Segments without words, and, where only the translation is asked for, without one, have no cue. Bilingual cues
 * have the words on the first half of the lines and their translation, cut in proportion, on the second.
 */
export function layoutSubtitles(document: TranscriptDocument, rules: SubtitleRules, { languages, isPrefixed }: LayoutOptions): Cue[] {
  const names = new Map(document.speakers.map(({ id, name }) => [id, name]));
  let lastName: string | null = null;
  const drafts = document.segments.flatMap((segment) => {
    const speakerName = segment.speakerId === null ? null : (names.get(segment.speakerId) ?? null);
    const prefix = isPrefixed && speakerName !== null && speakerName !== lastName ? splitWords(`${speakerName}${hasIdeograph(speakerName) ? '：' : ':'}`) : [];
    const cues = layoutSegment(segment, rules, languages, prefix).map((cue): Draft => ({ ...cue, speakerName }));
    if (cues.length > 0) lastName = speakerName;
    return cues;
  });
  return timeCues(drafts, rules, ({ columns }) => columns).map(({ startMs, endMs, lines, segmentId, speakerName }) => ({ startMs, endMs, lines, segmentId, speakerName }));
}

type UnnamedDraft = Omit<Draft, 'speakerName'>;

function layoutSegment(segment: Segment, rules: SubtitleRules, languages: LayoutOptions['languages'], prefix: readonly string[]): UnnamedDraft[] {
  const translation = segment.translation?.text ?? '';
  const hasOriginal = languages !== 'translation' && segment.words.length > 0;
  if (hasOriginal && languages === 'both' && translation !== '') return layoutBilingual(segment, translation, rules, prefix);
  const words = hasOriginal ? segment.words : languages === 'original' ? [] : spreadWords(translation, segment);
  if (words.length === 0) return [];
  return splitCues(wordsToUnits(words, prefix), rules).map((cue) => draft(segment.id, cue, wrap(cue, rules), lineColumns(cue)));
}

function layoutBilingual(segment: Segment, translation: string, rules: SubtitleRules, prefix: readonly string[]): UnnamedDraft[] {
  const maxLines = Math.max(1, Math.floor(rules.maxLines / 2));
  const units = wordsToUnits(segment.words, prefix);
  let cues: Unit[][] = [];
  let pieces: Unit[][] = [];
  for (let cut = 0, columnsPerLine = rules.columnsPerLine; cut < MAX_CUTS; cut++, columnsPerLine = Math.ceil(columnsPerLine * 0.8)) {
    cues = splitCues(units, { ...rules, maxLines, columnsPerLine });
    pieces = splitInProportion(translation, cues.map(lineColumns)).map((text) => wordsToUnits(spreadWords(text, segment)));
    if (pieces.every((piece) => countLines(piece, rules.columnsPerLine) <= maxLines)) break;
  }
  return cues.map((cue, index) => {
    const piece = pieces[index] ?? [];
    // Two languages are read by two people, or by one who reads one of them: the longer sets the pace.
    return draft(segment.id, cue, [...wrap(cue, rules), ...wrap(piece, rules)], Math.max(lineColumns(cue), lineColumns(piece)));
  });
}

function wrap(units: readonly Unit[], { columnsPerLine }: SubtitleRules): string[] {
  return wrapLines(units, columnsPerLine).map(joinWords);
}

function draft(segmentId: string, cue: readonly Unit[], lines: string[], columns: number): UnnamedDraft {
  return { segmentId, startMs: cue[0]?.startMs ?? 0, endMs: cue.at(-1)?.endMs ?? 0, lines, columns };
}
