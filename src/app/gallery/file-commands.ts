import { encodeWav } from '../../../workers/dsp/wav';
import type { Stores } from '../../stores/app-context';
import type { FileCommands, Peaks } from '../../transcripts/commands';
import { exportDocument } from '../../transcripts/exports/export-document';
import { applyToHistory, createHistory, redo, undo, type EditHistory } from '../../transcripts/history';

const RATE_HZ = 8000;
const PEAKS_PER_SECOND = 25;

/** Commands over a made-up document: edits are real, nothing is heard or stored. */
export function createGalleryFileCommands({ files }: Stores): FileCommands {
  let history: EditHistory | null = null;
  const change = (next: (now: EditHistory) => EditHistory) => {
    const { open } = files.getState();
    if (open === null) return;
    history = next(history ?? createHistory(open));
    files.setState({ open: history.present, canUndo: history.past.length > 0, canRedo: history.future.length > 0 });
  };
  const nothing = async () => {};
  const durationMs = () => files.getState().open?.durationMs ?? 0;
  return {
    changeWishes: (wish) => files.setState(({ wishes }) => ({ wishes: { ...wishes, ...wish } })),
    addFiles: nothing, addUrl: nothing, pauseFile: () => {}, resumeFile: () => {}, cancelFile: () => {}, hearAgain: nothing,
    setRecording: async (isRecording) => files.setState({ isRecording }),
    openDocument: nothing, closeDocument: () => {}, deleteDocument: nothing, renameDocument: nothing,
    edit: (action) => change((now) => applyToHistory(now, action, Date.now())),
    undo: () => change((now) => undo(now, Date.now())),
    redo: () => change((now) => redo(now, Date.now())),
    translateDocument: nothing, dubDocument: async () => null, listVersions: async () => [], stopRun: () => files.setState({ progress: null }),
    exportDocument: async (format, options) => {
      const { open } = files.getState();
      if (open === null) throw new Error('No transcript is open.');
      return exportDocument(open, format, options);
    },
    importTranscript: async () => null,
    readAudio: async () => new Blob([encodeWav(tone(durationMs()), RATE_HZ)], { type: 'audio/wav' }),
    readPeaks: async () => speechPeaks(files.getState().open?.segments ?? [], durationMs()),
    search: (query) => files.setState({ search: { query, hits: [] } }),
  };
}

function tone(durationMs: number): Float32Array {
  return Float32Array.from({ length: Math.min(600, durationMs / 1000) * RATE_HZ }, (_, index) => 0.1 * Math.sin((index / RATE_HZ) * 2 * Math.PI * 220));
}

/** Loud in words, nearly silent between them. */
function speechPeaks(segments: readonly { words: readonly { startMs: number; endMs: number }[] }[], durationMs: number): Peaks {
  const count = Math.ceil((durationMs / 1000) * PEAKS_PER_SECOND);
  const values = new Int8Array(count * 2).map((_, index) => (index % 2 === 0 ? -1 : 1));
  for (const { startMs, endMs } of segments.flatMap(({ words }) => words)) {
    for (let index = Math.floor((startMs / 1000) * PEAKS_PER_SECOND); index < (endMs / 1000) * PEAKS_PER_SECOND; index++) {
      const loud = 40 + 60 * Math.abs(Math.sin(index * 1.7)) * Math.abs(Math.sin(index * 0.31));
      values[2 * index] = -loud;
      values[2 * index + 1] = loud;
    }
  }
  return { peaksPerSecond: PEAKS_PER_SECOND, values };
}
