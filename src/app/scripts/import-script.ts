import { createId } from '../../lib/create-id';
import { PLAIN_SHAPE } from '../../protocol/speech';
import { createProject, type Project } from '../../studio/project';
import { MAX_MUSIC_BYTES, readProjectFile, type Recording } from '../../studio/project-file';
import { ScriptImportError } from '../../studio/script/import-error';
import { parseEpub } from '../../studio/script/parse-epub';
import { parseMarkdown } from '../../studio/script/parse-markdown';
import { parseScriptText } from '../../studio/script/parse-script-text';
import { createLine, scriptLines, type Script } from '../../studio/script/script';
import type { ParseXml } from '../../studio/script/xml';
import { decodeText } from '../../transcripts/imports/decode-text';
import { parsePage } from './parse-page';

/** The longest novels have five; a book with pictures in it may be larger. */
const MAX_TEXT_BYTES = 20e6;
const MAX_BOOK_BYTES = 300e6;
/** The longest text, and music as long as it may be, which takes four letters for three bytes. */
const MAX_PROJECT_BYTES = MAX_TEXT_BYTES + 1.4 * MAX_MUSIC_BYTES;
/** A file is known by its beginning. */
const LOOKED_AT_UNITS = 100_000;
const MOST_CONTROLS = 0.02;
/** The voice that is chosen for the language of each line. */
const ANY_VOICE = { voiceId: '', shape: PLAIN_SHAPE };

/** A project with one line, to be written. */
export function emptyProject(nowMs: number): Project {
  const chapter = { id: createId('chapter'), title: '', lines: [createLine(createId('line'), '')] };
  return createProject(createId('script'), { title: '', speakers: [], chapters: [chapter] }, ANY_VOICE, nowMs);
}

/** A project of a text as a person types or pastes it. @throws {ScriptImportError} */
export function projectFromText(text: string, nowMs: number): Project {
  return toProject(parseScriptText(text, { title: '', readsTitles: true }), nowMs);
}

/** A project that was read, and the music in its file. */
export type ImportedProject = { project: Project; music: Recording | 'damaged' | null };

/**
 * A project of a .txt, .md, .epub or project .json. One of ours gets an id of its own, so that it stands beside the one it was exported from.
 *
 * @throws {ScriptImportError | ProjectError} with a sentence for a person
 */
export async function projectFromFile(file: File, nowMs: number, readXml: ParseXml = parsePage): Promise<ImportedProject> {
  const title = file.name.replace(/\.[^.]*$/, '');
  const options = { title, readsTitles: true };
  const isBook = /\.epub$/i.test(file.name) || file.type === 'application/epub+zip';
  const isProject = /\.json$/i.test(file.name);
  const maxBytes = isBook ? MAX_BOOK_BYTES : isProject ? MAX_PROJECT_BYTES : MAX_TEXT_BYTES;
  if (file.size > maxBytes) throw new ScriptImportError('too-large', `${file.name} is larger than ${maxBytes / 1e6} MB. Split it, or paste a part of it.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isBook) return { project: toProject(parseEpub(bytes, readXml, options), nowMs), music: null };
  const text = decodeText(bytes);
  if (!isText(text)) throw new ScriptImportError('not-text', `${file.name} is not a text. Choose a .txt, .md or .epub file, or a project that Studio has saved.`);
  if (isProject) {
    const { project, music } = readProjectFile(text, file.name);
    return { project: { ...project, id: createId('script'), updatedAtMs: nowMs }, music };
  }
  const parse = /\.(?:md|markdown)$/i.test(file.name) ? parseMarkdown : parseScriptText;
  return { project: toProject(parse(text, options), nowMs), music: null };
}

/** Text has next to no control characters; sounds, pictures and packed files are full of them whatever encoding they are taken for. */
function isText(text: string): boolean {
  const start = text.slice(0, LOOKED_AT_UNITS);
  return (start.match(/[\0-\x08\x0e-\x1f\x7f-\x9f\ufffd]/g)?.length ?? 0) <= MOST_CONTROLS * start.length;
}

function toProject(script: Script, nowMs: number): Project {
  if (scriptLines(script).length === 0) throw new ScriptImportError('empty', 'There is no text in it to be said.');
  return createProject(createId('script'), script, ANY_VOICE, nowMs);
}
