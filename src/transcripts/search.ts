import { foldText } from './fold-text';
import type { TranscriptDocument } from './document';
import { joinWords } from './join-words';
import { matchesDate } from './search-dates';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** A place in a transcript that answers a search. */
export type SearchHit = {
  documentId: string;
  title: string;
  segmentId: string;
  startMs: number;
  speakerName: string | null;
  createdAtMs: number;
  /** The segment's text, or its translation if the query stands only there, and where; both 0 when a title, name or day was found. */
  text: string;
  matchStart: number;
  matchEnd: number;
};

/** More than anyone reads through; a query that finds more wants another word. */
const MAX_HITS = 200;
/** A phrase found as it was written counts more than its words apart; a title or a name less than what was said. */
const RELEVANCE = { phrase: 3, words: 2, speaker: 1, title: 1.5, date: 1 };

type Ranked = { hit: SearchHit; relevance: number };

/**
 * The places in transcripts that answer a query: what was said, its translation, who said it, the title, and the day
 * it was made ("2026-11", "november"). Case, accents and full width do not matter.
 *
 * Best first: the phrase as written, then all its words in one segment, then titles, then speakers and days; newer
 * recordings before older, and within one in its order.
 */
export function searchDocuments(documents: readonly TranscriptDocument[], query: string, maxHits = MAX_HITS): SearchHit[] {
  const phrase = foldText(query).replace(/\s+/gu, ' ').trim();
  if (phrase === '') return [];
  return documents.flatMap((document) => searchDocument(document, phrase))
    .sort((left, right) => right.relevance - left.relevance || right.hit.createdAtMs - left.hit.createdAtMs || left.hit.startMs - right.hit.startMs)
    .slice(0, maxHits)
    .map(({ hit }) => hit);
}

function searchDocument(document: TranscriptDocument, phrase: string): Ranked[] {
  const names = new Map(document.speakers.map(({ id, name }) => [id, name]));
  const words = phrase.split(' ');
  const isTitled = foldText(document.title).includes(phrase);
  const isDated = matchesDate(phrase, document.createdAtMs);
  const named = new Set(document.speakers.filter(({ name }) => foldText(name).includes(phrase)).map(({ id }) => id));
  return document.segments.flatMap((segment, index): Ranked[] => {
    const said = joinWords(segment.words);
    const translation = segment.translation?.text ?? '';
    const inWords = findMatch(said, phrase, words);
    const match = inWords ?? findMatch(translation, phrase, words);
    const text = inWords === null && match !== null ? translation : said;
    // A title or a day stands for the whole recording: one hit, at its beginning.
    const whole = index > 0 ? 0 : isTitled ? RELEVANCE.title : isDated ? RELEVANCE.date : 0;
    const isFirstOfSpeaker = segment.speakerId !== null && named.delete(segment.speakerId);
    const relevance = match?.relevance ?? Math.max(whole, isFirstOfSpeaker ? RELEVANCE.speaker : 0);
    if (relevance === 0) return [];
    const { id: documentId, title, createdAtMs } = document;
    const speakerName = segment.speakerId === null ? null : (names.get(segment.speakerId) ?? null);
    return [{ relevance, hit: { documentId, title, segmentId: segment.id, startMs: segment.startMs, speakerName, createdAtMs, text, matchStart: match?.start ?? 0, matchEnd: match?.end ?? 0 } }];
  });
}

/** Where the phrase stands, or else the first of its words when all are there; offsets into `text` as it is shown. */
function findMatch(text: string, phrase: string, words: readonly string[]): { start: number; end: number; relevance: number } | null {
  const folded = foldText(text);
  const isPhrase = folded.includes(phrase);
  if (!isPhrase && !words.every((word) => folded.includes(word))) return null;
  const needle = isPhrase ? phrase : (words[0] ?? phrase);
  const { start, end } = unfold(text, folded.indexOf(needle), needle.length);
  return { start, end, relevance: isPhrase ? RELEVANCE.phrase : RELEVANCE.words };
}

/** Offsets into a text from offsets into its folded form, which may be longer or shorter ("ﬁ", "é" in two signs). */
function unfold(text: string, foldedStart: number, length: number): { start: number; end: number } {
  let folded = 0;
  let start: number | null = null;
  let at = 0;
  for (const { segment } of graphemes.segment(text)) {
    const next = folded + foldText(segment).length;
    if (start === null && next > foldedStart) start = at;
    at += segment.length;
    folded = next;
    if (folded >= foldedStart + length) break;
  }
  return { start: start ?? at, end: at };
}
