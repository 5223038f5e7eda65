import * as v from 'valibot';
import type { TranscriptDocument } from '../document';
import { JSON_FORMAT, JSON_VERSION, transcriptFileSchema } from '../exports/json-schema';
import { ImportError } from './import-error';
import { separateSegments } from './separate-segments';

const header = v.object({ format: v.literal(JSON_FORMAT), version: v.number() });

/**
 * The document of a JSON export, its id included. Segments that a hand has put out of order are put right.
 *
 * @throws {ImportError}
 */
export function parseTranscriptJson(text: string, fileName: string): TranscriptDocument {
  const value = parseValue(text, fileName);
  const head = v.safeParse(header, value);
  if (head.success && head.output.version > JSON_VERSION) throw new ImportError('newer-version', `${fileName} was written by a later version.`);
  const file = v.safeParse(transcriptFileSchema, value);
  if (!file.success) throw new ImportError('not-a-transcript', `${fileName} is not a transcript of this page: ${v.summarize([file.issues[0]])}`);
  const { id, title, fileName: recording, createdAtMs, updatedAtMs, durationMs, speakers, segments, sounds } = file.output;
  return { id, title, fileName: recording, createdAtMs, updatedAtMs, durationMs, speakers, segments: separateSegments(segments), sounds };
}

function parseValue(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ImportError('not-a-transcript', `${fileName} is not whole JSON.`, { cause });
  }
}
