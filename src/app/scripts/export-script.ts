import { writeMp3 } from '../../audio/encode-mp3';
import { writeOpus } from '../../audio/encode-opus';
import type { ExportedFile } from '../../session/commands';
import type { ExportFile } from '../../storage/export-files';
import type { StoredMusic } from '../../storage/scripts';
import type { ScriptFormat } from '../../stores/script-commands';
import type { Project } from '../../studio/project';
import { MAX_MUSIC_BYTES, writeProjectFile, type Recording as MusicRecording } from '../../studio/project-file';
import { readLine } from '../../studio/read-line';
import { chapterComments, chapterJson, chapterList, chapterMarks, scriptToTranscript, type HeardWord } from '../../studio/render/captions';
import { mixParts } from '../../studio/render/mix';
import { placeScript, type PlacedChapter } from '../../studio/render/timeline';
import { PLAIN_WAY, scriptLines, speakLine } from '../../studio/script/script';
import { exportDocument } from '../../transcripts/exports/export-document';
import { DEFAULT_SUBTITLE_RULES } from '../../transcripts/subtitles/rules';
import { fileNameOf } from '../file-name';
import { LoopedMusic, type MusicDecoder } from './looped-music';
import { countSamples, limitSound, measureGain, placeSounds, readParts, type PlacedSound, type ReadPiece } from './mixdown';
import type { RenderedLines } from './rendered-lines';
import { writeWav, writeZip, type NamedSound } from './write-sound';

export type ExportParts = {
  project: Project;
  lines: Pick<RenderedLines, 'headOf'>;
  readPiece: ReadPiece;
  readWords(key: string): Promise<Int32Array | null>;
  openFile(): Promise<ExportFile>;
  decoder: MusicDecoder;
  /** The recording under the speech; null for none. */
  music: StoredMusic | null;
  onProgress(share: number): void;
  signal: AbortSignal;
};

const NAME_WORDS_AT_MOST = 40;

type Recording = 'wav' | 'mp3' | 'ogg';
const RECORDING_TYPES: Readonly<Record<Recording, string>> = { wav: 'audio/wav', mp3: 'audio/mpeg', ogg: 'audio/ogg' };

/** The script as a file, from what has been rendered of it. Holds seconds of its sound at a time, however long it is. */
export async function exportScript(format: ScriptFormat, parts: ExportParts): Promise<ExportedFile> {
  const { project } = parts;
  const name = project.script.title === '' ? 'Script' : fileNameOf(project.script.title);
  const text = (content: string, extension: string, type: string): ExportedFile => ({ fileName: `${name}${extension}`, blob: new Blob([content], { type }) });
  switch (format) {
    case 'project':
      return text(writeProjectFile(project, await readRecording(parts)), '.sotto.json', 'application/json');
    case 'chapters':
      return text(chapterList(placeChapters(parts)), ' chapters.txt', 'text/plain');
    case 'chapters-json':
      return text(chapterJson(project.script.title, placeChapters(parts)), ' chapters.json', 'application/json');
    case 'srt':
    case 'vtt':
      return { fileName: `${name}.${format}`, blob: (await exportCaptions(format, parts)).blob };
    default:
      return exportSound(format, name, parts);
  }
}

async function readRecording({ project, music }: ExportParts): Promise<MusicRecording | null> {
  if (project.music === null || music === null || music.recording.size > MAX_MUSIC_BYTES) return null;
  return { type: music.recording.type, bytes: new Uint8Array(await music.recording.arrayBuffer()) };
}

function placeChapters({ project, lines }: Pick<ExportParts, 'project' | 'lines'>): PlacedChapter[] {
  return placeScript(project.script, (lineId) => {
    const head = lines.headOf(lineId);
    return head === null || head.sampleCount === 0 ? null : (head.sampleCount * 1000) / head.sampleRateHz;
  });
}

async function exportCaptions(format: 'srt' | 'vtt', parts: ExportParts): Promise<ExportedFile> {
  const { script } = parts.project;
  const words = new Map<string, HeardWord[]>();
  for (const { line, key } of placeSounds(script, parts.lines)) {
    const timed = await parts.readWords(key);
    if (timed !== null) words.set(line.id, toHeardWords(timed, readLine(speakLine(line, PLAIN_WAY), []).speech.text));
    parts.signal.throwIfAborted();
  }
  const document = scriptToTranscript(script, placeChapters(parts), (lineId) => words.get(lineId) ?? null, Date.now());
  const hasSpeakers = new Set(scriptLines(script).map(({ speaker }) => speaker)).size > 1;
  return exportDocument(document, format, { languages: 'original', hasSpeakers, hasTimes: true, subtitles: DEFAULT_SUBTITLE_RULES });
}

/** @param timed (words, 4), as `commitSound` takes them; each word gets the punctuation that follows it */
function toHeardWords(timed: Int32Array, text: string): HeardWord[] {
  return Array.from({ length: timed.length / 4 }, (_, index) => {
    const [textStart = 0, textEnd = 0, startMs = 0, endMs = 0] = timed.subarray(4 * index, 4 * index + 4);
    const after = text.slice(textEnd, timed[4 * index + 4] ?? text.length);
    return { text: text.slice(textStart, textEnd) + (/^[^\s\p{L}\p{N}]*/u.exec(after)?.[0] ?? ''), startMs, endMs };
  });
}

async function exportSound(format: Recording | 'zip', name: string, parts: ExportParts): Promise<ExportedFile> {
  const sounds = placeSounds(parts.project.script, parts.lines);
  const sampleRateHz = sounds[0]?.head.sampleRateHz ?? 16_000;
  const file = await parts.openFile();
  try {
    const blob = await (format === 'zip' ? writeLines(file, sounds, sampleRateHz, parts) : writeWhole(file, format, sounds, sampleRateHz, parts));
    return { fileName: `${name}.${format}`, blob };
  } catch (error) {
    // A file that cannot be thrown away is overwritten by the next export.
    await file.abort().catch(() => undefined);
    throw error;
  }
}

async function writeWhole(file: ExportFile, format: Recording, sounds: readonly PlacedSound[], sampleRateHz: number, parts: ExportParts): Promise<Blob> {
  const { project: { loudnessLufs, script }, signal } = parts;
  const bed = new MusicBed(parts, sampleRateHz);
  const source = () => mixParts(readParts(sounds, parts.readPiece), sampleRateHz, bed.open());
  const sampleCount = countSamples(sounds);
  const count = progressOf(parts, sampleCount * (loudnessLufs === null ? 1 : 2));
  try {
    const gain = await measureGain(source, sampleRateHz, loudnessLufs, count, signal);
    const mastered = limitSound(source(), sampleRateHz, gain, count, signal);
    if (format === 'wav') await writeWav(file, mastered, sampleCount, sampleRateHz);
    else if (format === 'mp3') await writeMp3(mastered, sampleRateHz, { title: script.title, chapters: chapterMarks(placeChapters(parts)) }, (bytes, position) => file.write(bytes, position));
    else await writeOpus(mastered, sampleRateHz, { TITLE: script.title, ...chapterComments(placeChapters(parts)) }, (bytes) => file.write(bytes));
  } finally {
    bed.dispose();
  }
  return file.close(RECORDING_TYPES[format]);
}

/** Each line by itself, all with the gain that the whole gets, and without music. */
async function writeLines(file: ExportFile, sounds: readonly PlacedSound[], sampleRateHz: number, parts: ExportParts): Promise<Blob> {
  const { project: { loudnessLufs }, signal, readPiece } = parts;
  const sampleCount = countSamples(sounds);
  const count = progressOf(parts, sampleCount * (loudnessLufs === null ? 1 : 2));
  const gain = await measureGain(() => mixParts(readParts(sounds, readPiece), sampleRateHz, null), sampleRateHz, loudnessLufs, count, signal);
  const named = sounds.map((sound, index): NamedSound => ({
    fileName: lineName(sound, index), sampleCount: sound.head.sampleCount, sampleRateHz,
    open: () => limitSound(mixParts(readParts([{ ...sound, pauseSamples: 0 }], readPiece), sampleRateHz, null), sampleRateHz, gain, count, signal),
  }));
  await writeZip(file, named);
  return file.close('application/zip');
}

function lineName({ line }: PlacedSound, index: number): string {
  const words = fileNameOf(line.source).slice(0, NAME_WORDS_AT_MOST);
  return `${String(index + 1).padStart(5, '0')} ${line.speaker === null ? '' : `${fileNameOf(line.speaker)} - `}${words}.wav`;
}

function progressOf({ onProgress }: ExportParts, sampleCount: number): (done: number) => void {
  let done = 0;
  return (more) => onProgress(Math.min(1, (done += more) / Math.max(1, sampleCount)));
}

/** The music of a script, begun anew for each pass over it. */
class MusicBed {
  #reader: LoopedMusic | null = null;
  constructor(private readonly parts: Pick<ExportParts, 'project' | 'music' | 'decoder'>, private readonly sampleRateHz: number) {}

  open() {
    this.dispose();
    const { project: { music: options }, music, decoder } = this.parts;
    if (options === null || music === null) return null;
    this.#reader = new LoopedMusic(decoder, music, this.sampleRateHz);
    return { reader: this.#reader, options };
  }

  dispose(): void {
    this.#reader?.dispose();
  }
}
