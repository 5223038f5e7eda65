import * as v from 'valibot';
import { fromBase64, toBase64 } from '../lib/base64';
import { CodedError } from '../lib/coded-error';
import { hashText } from '../lib/hash-text';
import { EMOTIONS, NEUTRAL_SPEECH, type SpeechControls } from '../protocol/speech';
import { DEFAULT_BEATS_PER_MINUTE, isPlainLine, LINE_PAUSE_MS, type Line, type SpeakerWay } from './script/script';
import type { SpeechPreset } from './presets';
import type { Project } from './project';
import { presetSchema, projectSchema } from './project-schema';
import { repairScript } from './script/repair-script';

const PROJECT_FORMAT = 'sotto-studio-project';
/** Longer music stays on its device: a text a third longer than this has to be held at once. */
export const MAX_MUSIC_BYTES = 20e6;
const PRESETS_FORMAT = 'sotto-studio-presets';
/** Counts up when a reader of the version before would misread the file. */
const VERSION = 2;

export type ProjectFault =
  /** No JSON, or not one of ours. */
  | 'not-a-project'
  /** Written by a later version of this page. */
  | 'newer-version';

/** Why a file could not be opened in Studio; the message is for a person. */
export class ProjectError extends CodedError<ProjectFault> {
  override readonly name = 'ProjectError';
}

/** A project as the text of a file. What is neutral is left out. */
export function writeProject(project: Project): string {
  const { script } = project;
  const chapters = script.chapters.map((chapter) => ({ ...chapter, lines: chapter.lines.map(writeLine) }));
  const speakers = script.speakers.map((speaker) => ({ ...speaker, way: writeWay(speaker.way) }));
  return JSON.stringify({ format: PROJECT_FORMAT, version: VERSION, ...project, script: { ...script, speakers, narratorWay: writeWay(script.narratorWay), chapters } });
}

/** @throws {ProjectError} */
export function readProject(text: string, fileName: string): Project {
  const project = readFile(text, fileName, PROJECT_FORMAT, projectSchema);
  return { ...project, script: repairScript(project.script) };
}

/** A recording as it was chosen. */
export type Recording = { type: string; bytes: Uint8Array<ArrayBuffer> };

/** A project as the text of a file that also has its music; music of more than `MAX_MUSIC_BYTES` is left out. */
export function writeProjectFile(project: Project, music: Recording | null): string {
  const text = writeProject(project);
  if (music === null || music.bytes.length > MAX_MUSIC_BYTES) return text;
  const base64 = toBase64(music.bytes);
  return `${text.slice(0, -1)},"recording":${JSON.stringify({ type: music.type, check: hashText(base64), base64 })}}`;
}

const recordingSchema = v.pipe(
  v.object({ type: v.string(), check: v.string(), base64: v.string() }),
  v.check(({ check, base64 }) => check === hashText(base64)),
);

/**
 * A project with the music in its file: null when there is none. Music that is not as it was written does not keep the rest from being read.
 *
 * @throws {ProjectError}
 */
export function readProjectFile(text: string, fileName: string): { project: Project; music: Recording | 'damaged' | null } {
  const { recording, ...project } = readFile(text, fileName, PROJECT_FORMAT, v.object({ ...projectSchema.entries, recording: v.optional(v.unknown()) }));
  return { project: { ...project, script: repairScript(project.script) }, music: recording === undefined ? null : readRecording(recording) };
}

function readRecording(value: unknown): Recording | 'damaged' {
  const read = v.safeParse(recordingSchema, value);
  const bytes = read.success ? fromBase64(read.output.base64) : null;
  return !read.success || bytes === null ? 'damaged' : { type: read.output.type, bytes };
}

export function writePresets(presets: readonly SpeechPreset[]): string {
  return JSON.stringify({ format: PRESETS_FORMAT, version: VERSION, presets: presets.map(writePreset) }, null, 1);
}

/** @throws {ProjectError} */
export function readPresets(text: string, fileName: string): SpeechPreset[] {
  return readFile(text, fileName, PRESETS_FORMAT, v.object({ presets: v.array(presetSchema) })).presets;
}

const header = v.object({ format: v.string(), version: v.number() });
const KINDS: Readonly<Record<string, string>> = { [PROJECT_FORMAT]: 'a Studio project', [PRESETS_FORMAT]: 'a list of Studio presets' };

function readFile<Schema extends v.GenericSchema>(text: string, fileName: string, format: string, schema: Schema): v.InferOutput<Schema> {
  const value = parseJson(text, fileName);
  const head = v.safeParse(header, value);
  if (!head.success || head.output.format !== format) {
    const other = head.success ? KINDS[head.output.format] : undefined;
    throw new ProjectError('not-a-project', `${fileName} is ${other ?? 'something else'}, not ${KINDS[format] ?? 'a file of Studio'}. Choose a file that Studio has exported.`);
  }
  if (head.output.version > VERSION) throw new ProjectError('newer-version', `${fileName} was written by a later version of Sotto. Reload the page to get that version, then open the file again.`);
  const read = v.safeParse(schema, value);
  if (read.success) return read.output;
  throw new ProjectError('not-a-project', `${fileName} is damaged: ${v.summarize([read.issues[0]])}. Choose another copy of it.`);
}

function parseJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProjectError('not-a-project', `${fileName} is not whole JSON. Choose a file that Studio has exported.`, { cause });
  }
}

function writePreset({ id, name, controls }: SpeechPreset) {
  return { id, name, controls: writeControls(controls) };
}

const NEUTRAL_VALUES: ReadonlyMap<string, unknown> = new Map(Object.entries(NEUTRAL_SPEECH));

function writeControls(controls: SpeechControls) {
  const { emotions, ...rest } = controls;
  const changed = Object.fromEntries(Object.entries(rest).filter(([name, value]) => value !== NEUTRAL_VALUES.get(name)));
  const felt = EMOTIONS.filter((emotion) => emotions[emotion] > 0);
  return felt.length === 0 ? changed : { ...changed, emotions: Object.fromEntries(felt.map((emotion) => [emotion, emotions[emotion]])) };
}

function writeWay(way: SpeakerWay | undefined) {
  return way === undefined ? undefined : { ...way, controls: writeControls(way.controls) };
}

function writeLine(line: Line) {
  const { id, source, speaker, controls, dialect, voice, pauseAfterMs, pitchPoints, melodySource, beatsPerMinute } = line;
  return {
    id, source,
    ...(speaker === null ? {} : { speaker }),
    ...(isPlainLine(line) ? {} : { controls }),
    ...(dialect === null ? {} : { dialect }),
    ...(voice === null ? {} : { voice }),
    ...(pauseAfterMs === LINE_PAUSE_MS ? {} : { pauseAfterMs }),
    ...(pitchPoints.length === 0 ? {} : { pitchPoints }),
    ...(melodySource === '' ? {} : { melodySource }),
    ...(beatsPerMinute === DEFAULT_BEATS_PER_MINUTE ? {} : { beatsPerMinute }),
  };
}
