import { MicrophoneError } from '../audio/errors';
import type { ExportedFile } from '../session/commands';
import { readPeaks, readRecording } from '../storage/transcripts';
import type { FileCommands } from '../transcripts/commands';
import { exportDocument } from '../transcripts/exports/export-document';
import { FileRecorder } from './file-recorder';
import type { Sotto } from './sotto';

/** What a person can ask of recordings, carried out on the parts of the page. */
export function createFileCommands(app: Sotto): FileCommands {
  return { ...addingCommands(app), ...queueCommands(app), ...documentCommands(app), ...languageCommands(app) };
}

type Adding = Pick<FileCommands, 'changeWishes' | 'addFiles' | 'addUrl' | 'setRecording' | 'importTranscript'>;

function addingCommands(app: Sotto): Adding {
  const { files: store } = app.stores;
  const { device } = app.stores;
  const recorder = new FileRecorder();
  let isMutedForIt = false;
  const muteTalk = () => {
    // What is recorded is not said to the assistant.
    isMutedForIt = device.getState().microphone.phase === 'live' && !device.getState().isMuted;
    if (isMutedForIt) app.awake?.sound.mute(true);
  };
  const stop = async () => {
    const file = await recorder.stop();
    if (isMutedForIt) app.awake?.sound.mute(false);
    isMutedForIt = false;
    store.setState({ isRecording: false });
    if (file !== null) await app.files.add([file]);
  };
  return {
    changeWishes: (change) => store.setState(({ wishes }) => ({ wishes: { ...wishes, ...change } })),
    async addFiles(files) {
      void app.packs.persist();
      await app.files.add(files);
    },
    addUrl: (url) => app.files.remote.fetch(url),
    async setRecording(isRecording) {
      if (!isRecording) return stop();
      try {
        await recorder.start(app.stores.settings.getState().microphoneId, () => void stop());
        muteTalk();
        store.setState({ isRecording: true });
      } catch (error) {
        if (!(error instanceof MicrophoneError)) throw error;
        app.notify(error.code === 'microphone-denied' ? 'microphone-refused' : error.code);
      }
    },
    importTranscript: (file) => app.files.import(file),
  };
}

type Queueing = Pick<FileCommands, 'pauseFile' | 'resumeFile' | 'cancelFile' | 'hearAgain'>;

function queueCommands({ files, translations }: Sotto): Queueing {
  return {
    pauseFile: (id) => files.queue.pause(id),
    resumeFile: (id) => {
      if (!files.remote.retry(id)) files.queue.resume(id);
    },
    cancelFile: (id) => {
      if (!files.remote.drop(id)) void files.cancel(id);
    },
    async hearAgain(id, language) {
      translations.stop(id);
      await files.hearAgain(id, language);
    },
  };
}

type Documents = Pick<FileCommands, 'openDocument' | 'closeDocument' | 'deleteDocument' | 'renameDocument' | 'listVersions' | 'edit' | 'undo' | 'redo' | 'exportDocument' | 'readAudio' | 'readPeaks' | 'search'>;

function documentCommands({ files, translations, packs }: Sotto): Documents {
  return {
    openDocument: (id) => files.show(id),
    closeDocument: () => void files.leave(),
    async deleteDocument(id) {
      translations.stop(id);
      await files.delete(id);
      await packs.measure();
    },
    renameDocument: (id, title) => files.change(id, (document) => ({ ...document, title })),
    listVersions: (id) => files.listVersions(id),
    edit: (action) => files.open?.edit(action),
    undo: () => files.open?.undo(),
    redo: () => files.open?.redo(),
    async exportDocument(format, options) {
      if (files.open === null) throw new Error('No transcript is open.');
      return exportDocument(files.open.document, format, options);
    },
    readAudio: (id) => readRecording(id),
    readPeaks: (id) => readPeaks(id),
    search: (query) => files.search(query),
  };
}

type Languages = Pick<FileCommands, 'translateDocument' | 'dubDocument' | 'stopRun'>;

function languageCommands(app: Sotto): Languages {
  return {
    async translateDocument(to) {
      const { open } = app.files;
      if (open !== null) await app.translations.translate(open.id, to);
    },
    async dubDocument(voiceId): Promise<ExportedFile | null> {
      const { open } = app.files;
      if (open === null) return null;
      return app.translations.dub(open.document, voiceId);
    },
    stopRun: () => app.translations.giveUp(),
  };
}
