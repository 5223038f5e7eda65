import type { TranscriptDocument } from '../document';
import { JSON_FORMAT, JSON_VERSION } from './json-schema';

/** The whole document: words with times and confidences, speakers, translations, sounds. Reading it back gives the same document. */
export function toJson({ id, title, fileName, createdAtMs, updatedAtMs, durationMs, speakers, segments, sounds }: TranscriptDocument): string {
  return `${JSON.stringify({ format: JSON_FORMAT, version: JSON_VERSION, id, title, fileName, createdAtMs, updatedAtMs, durationMs, speakers, segments, sounds }, null, 1)}\n`;
}
