import type { TranscriptDocument } from '../../transcripts/document';
import { joinWords, splitWords } from '../../transcripts/join-words';
import { guessLanguage } from '../../transcripts/scripts';
import { spreadTokens } from '../../transcripts/spread-words';
import { toTimestamp } from '../../transcripts/exports/timestamps';
import { parseMarkup } from '../markup/parse-markup';
import { scriptLines, type Script } from '../script/script';
import type { PlacedChapter } from './timeline';

/** When each word of a rendered line is heard, from the line's start. */
export type HeardWord = { text: string; startMs: number; endMs: number };

/**
 * The result as a transcript, so that it is laid out and exported as subtitles (SRT, VTT) like any other.
 *
 * @param wordsOf Words of a line as the vocoder timed them; null spreads the line's words over its time.
 */
export function scriptToTranscript(script: Script, chapters: readonly PlacedChapter[], wordsOf: (lineId: string) => readonly HeardWord[] | null, nowMs: number): TranscriptDocument {
  const lines = new Map(scriptLines(script).map((line) => [line.id, line]));
  const segments = chapters.flatMap((chapter) => chapter.lines.flatMap(({ lineId, startMs, endMs }) => {
    const line = lines.get(lineId);
    const text = line === undefined ? '' : parseMarkup(line.source).speech.text;
    const heard = wordsOf(lineId)?.map((word) => ({ text: word.text, startMs: startMs + word.startMs, endMs: Math.min(endMs, startMs + word.endMs), confidence: 1 }));
    const words = heard ?? spreadTokens(splitWords(text), { startMs, endMs }, 1);
    if (line === undefined || words.length === 0) return [];
    return [{ id: lineId, startMs, endMs, speakerId: line.speaker, language: guessLanguage(joinWords(words)), words, translation: null }];
  }));
  return {
    id: 'script', title: script.title, fileName: '', createdAtMs: nowMs, updatedAtMs: nowMs, durationMs: chapters.at(-1)?.endMs ?? 0,
    speakers: script.speakers.map(({ name }) => ({ id: name, name })), segments, sounds: [],
  };
}

/** Chapters as podcast players read them from a description: `00:00:00 Title`. */
export function chapterList(chapters: readonly PlacedChapter[]): string {
  return chapters.map(({ title, startMs }, index) => `${toTimestamp(startMs, '.').slice(0, 8)} ${chapterTitle(title, index)}`).join('\n');
}

/** Chapters as Podcasting 2.0 has them (JSON chapters, version 1.2.0); times in seconds. */
export function chapterJson(title: string, chapters: readonly PlacedChapter[]): string {
  const listed = chapters.map((chapter, index) => ({ startTime: Math.round(chapter.startMs) / 1000, title: chapterTitle(chapter.title, index) }));
  return JSON.stringify({ version: '1.2.0', title, chapters: listed }, null, 1);
}

/** Chapters as comments of an Ogg file (`CHAPTER001=00:00:00.000`, the extension that VLC, mpv and FFmpeg read). */
export function chapterComments(chapters: readonly PlacedChapter[]): Record<string, string> {
  return Object.fromEntries(chapters.flatMap(({ title, startMs }, index) => {
    const name = `CHAPTER${String(index + 1).padStart(3, '0')}`;
    return [[name, toTimestamp(startMs, '.')], [`${name}NAME`, chapterTitle(title, index)]];
  }));
}

/** Chapters for the tag of an MP3 file; milliseconds. */
export function chapterMarks(chapters: readonly PlacedChapter[]): { title: string; startMs: number; endMs: number }[] {
  return chapters.map(({ title, startMs, endMs }, index) => ({ title: chapterTitle(title, index), startMs, endMs }));
}

function chapterTitle(title: string, index: number): string {
  return title.trim() === '' ? `Chapter ${index + 1}` : title;
}
