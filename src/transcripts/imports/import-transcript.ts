import type { TranscriptDocument } from '../document';
import { readSrtText, readVttText } from './cue-text';
import { cuesToDocument, type ImportSource } from './cues-to-document';
import { ImportError } from './import-error';
import { parseCues } from './parse-cues';
import { parseTranscriptJson } from './parse-json';

/**
 * A transcript file as a document to go on editing. What it is shows in its content, not in its name.
 *
 * @throws {ImportError} When it is none of the formats, or has no words.
 */
export function importTranscript(text: string, source: ImportSource): TranscriptDocument {
  const content = text.replace(/^\uFEFF/u, '');
  if (content.trim() === '') throw new ImportError('empty', `${source.fileName} is empty.`);
  const isVtt = /^\s*WEBVTT(?![^\s])/u.test(content);
  const cues = parseCues(content, isVtt).map((cue) => ({ ...cue, runs: (isVtt ? readVttText : readSrtText)(cue.text) }));
  if (cues.length === 0 && /^\s*[[{]/u.test(content)) return { ...parseTranscriptJson(content, source.fileName), id: source.id };
  if (cues.length === 0 && !isVtt) throw new ImportError('not-a-transcript', `${source.fileName} is neither SRT, WebVTT nor a transcript in JSON.`);
  const document = cuesToDocument(cues, source);
  if (document.segments.length === 0) throw new ImportError('empty', `${source.fileName} has no words.`);
  return document;
}
