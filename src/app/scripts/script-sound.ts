import { CodedError } from '../../lib/coded-error';
import { faultCode, faultMessage } from '../../session/faults';
import type { ExportedFile } from '../../session/commands';
import { openExportFile } from '../../storage/export-files';
import * as soundStorage from '../../storage/line-sounds';
import * as scriptStorage from '../../storage/scripts';
import type { PicturedSound } from '../../stores/studio-commands';
import type { ScriptFormat } from '../../stores/script-commands';
import type { MusicState, ScriptFaultCode } from '../../stores/script-store';
import { DEFAULT_MUSIC, type Project } from '../../studio/project';
import type { Recording } from '../../studio/project-file';
import { MEDIA_RATE_HZ } from '../../protocol/media';
import { scriptLines } from '../../studio/script/script';
import { exportScript } from './export-script';
import { pictureLine } from './line-picture';
import { measureMusic } from './looped-music';
import type { Scripts } from './scripts';

const EXPORT_FAULTS: readonly ScriptFaultCode[] = ['export-too-large', 'music-unreadable', 'storage-failed'];

/** What lies around the lines of the open script: its music, and the files that are made of it. */
export class ScriptSound {
  #exporting: AbortController | null = null;
  #reading: AbortController | null = null;
  #music: { scriptId: string; music: scriptStorage.StoredMusic } | null = null;

  constructor(private readonly scripts: Scripts) {
    const { store } = scripts.parts;
    store.subscribe(({ open }, before) => {
      if (open?.id === before.open?.id) return;
      this.#exporting?.abort();
      this.#reading?.abort();
      this.#music = null;
      if (open?.music) void this.#restoreMusic(open.id);
    });
  }

  /** The kept sound of a line of the open script, to be looked at; null while there is none, or none that can be read. */
  async readLine(lineId: string): Promise<PicturedSound | null> {
    const { open } = this.scripts.parts.store.getState();
    const found = this.scripts.queue.lines.headOf(lineId);
    const line = open === null ? undefined : scriptLines(open.script).find(({ id }) => id === lineId);
    if (open === null || found === null || line === undefined) return null;
    const { key, ...head } = found;
    const parts = { readPiece: (at: string, index: number) => soundStorage.readPiece(open.id, at, index), readWords: (at: string) => soundStorage.readWords(open.id, at) };
    // Only a picture is missing then; whoever plays or exports the line is told why.
    return pictureLine(line, { key, head }, parts).catch(() => null);
  }

  /** Takes a recording as the music of the open script, once all of it could be decoded. */
  async setMusic(file: File): Promise<void> {
    const { store, decoder } = this.scripts.parts;
    const { open } = store.getState();
    if (open === null) return;
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    store.setState({ music: { phase: 'reading' } });
    try {
      const sampleCount = await measureMusic(decoder, file, reading.signal);
      if (sampleCount === 0) throw new CodedError('music-unreadable', `${file.name} has no sound in it that this browser can decode. Choose another recording.`);
      // A copy of its own: the file may be moved or changed on the disk it came from.
      const music = { recording: new Blob([await file.arrayBuffer()], { type: file.type }), sampleCount };
      await scriptStorage.writeMusic(open.id, music);
      if (store.getState().open?.id !== open.id) return;
      this.#music = { scriptId: open.id, music };
      this.scripts.desk.change({ music: { ...DEFAULT_MUSIC, ...store.getState().open?.music, fileName: file.name } });
      store.setState({ music: readyMusic(music) });
    } catch (error) {
      if (reading.signal.aborted) return;
      store.setState({ music: { phase: 'failed', message: faultMessage(error) } });
      this.#fail(error);
    }
  }

  /** Keeps the music that came in the file of a project; what is wrong with it, for a person, or null. */
  async keepImported({ id, music }: Project, recording: Recording | 'damaged' | null, fileName: string): Promise<string | null> {
    if (music === null || recording === null) return null;
    const refused = `The music in ${fileName} is damaged; everything else was opened. Choose ${music.fileName} again.`;
    if (recording === 'damaged') return refused;
    try {
      const blob = new Blob([recording.bytes], { type: recording.type });
      const sampleCount = await measureMusic(this.scripts.parts.decoder, blob, new AbortController().signal);
      if (sampleCount === 0) return refused;
      await scriptStorage.writeMusic(id, { recording: blob, sampleCount });
      return null;
    } catch (error) {
      return `The music in ${fileName} could not be kept (${faultMessage(error)}); everything else was opened. Choose ${music.fileName} again.`;
    }
  }

  async removeMusic(): Promise<void> {
    const { store } = this.scripts.parts;
    const { open } = store.getState();
    if (open === null) return;
    this.#reading?.abort();
    this.#music = null;
    this.scripts.desk.change({ music: null });
    store.setState({ music: { phase: 'none' } });
    await scriptStorage.deleteMusic(open.id).catch((error: unknown) => this.scripts.failWith(error));
  }

  /** The recording of the open script; null while there is none. */
  get music(): scriptStorage.StoredMusic | null {
    return this.#music?.music ?? null;
  }

  /** Makes what is missing, then the file; null when it failed or was stopped. */
  async export(format: ScriptFormat): Promise<ExportedFile | null> {
    const { store, decoder } = this.scripts.parts;
    const { queue } = this.scripts;
    this.#exporting?.abort();
    const exporting = new AbortController();
    this.#exporting = exporting;
    const { signal } = exporting;
    const scriptId = store.getState().open?.id ?? '';
    const show = (share: number) => store.setState({ exporting: { format, share } });
    try {
      show(0);
      this.scripts.plan.settle();
      if (format !== 'project' && !(await this.#makeMissing(signal))) return null;
      const { open: project } = store.getState();
      if (project === null || project.id !== scriptId) return null;
      // One that was opened just now may not have found its music yet.
      const music = this.music ?? (project.music === null ? null : await scriptStorage.readMusic(scriptId));
      return await exportScript(format, {
        project, lines: queue.lines, decoder, music, signal, onProgress: show, openFile: openExportFile,
        readPiece: (key, index) => soundStorage.readPiece(scriptId, key, index), readWords: (key) => soundStorage.readWords(scriptId, key),
      });
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
      return null;
    } finally {
      if (this.#exporting === exporting) store.setState({ exporting: null });
    }
  }

  cancelExport(): void {
    this.#exporting?.abort();
    this.scripts.parts.store.setState({ exporting: null });
  }

  /** Whether there is something to be exported, and all of it that can be made is there. */
  async #makeMissing(signal: AbortSignal): Promise<boolean> {
    const { queue } = this.scripts;
    if (queue.lines.firstMissing() !== null) {
      const stop = () => queue.pause();
      signal.addEventListener('abort', stop, { once: true });
      await queue.renderAll();
      signal.removeEventListener('abort', stop);
    }
    if (signal.aborted || queue.lines.firstMissing() !== null) return false;
    if (queue.progress().readyCount > 0) return true;
    this.scripts.fail(this.scripts.hasVoices ? 'nothing-to-say' : 'no-voice', '');
    return false;
  }

  async #restoreMusic(scriptId: string): Promise<void> {
    const { store } = this.scripts.parts;
    const music = await scriptStorage.readMusic(scriptId).catch(() => null);
    if (store.getState().open?.id !== scriptId) return;
    if (music === null) return store.setState({ music: { phase: 'failed', message: 'The recording of the music is not on this device. Choose it again.' } });
    this.#music = { scriptId, music };
    store.setState({ music: readyMusic(music) });
  }

  #fail(error: unknown): void {
    if (error instanceof DOMException) return this.scripts.failWith(error);
    const code = error instanceof CodedError ? EXPORT_FAULTS.find((known) => known === error.code) : undefined;
    this.scripts.fail(code ?? faultCode(error), faultMessage(error));
  }
}

function readyMusic({ recording, sampleCount }: scriptStorage.StoredMusic): MusicState {
  return { phase: 'ready', durationMs: (sampleCount * 1000) / MEDIA_RATE_HZ, byteCount: recording.size };
}
