import type { Commands } from '../session/commands';
import { languageOfText } from '../session/script';
import { selectVoices } from '../stores/model-store';
import { readClip, speakPcm } from './clips';
import { freshConversation } from './conversation-keeper';
import { deleteConversationSound, exportConversation, exportDiagnostics } from './export-files';
import { dismissNotice } from './notices';
import type { Sotto } from './sotto';

const SILENT = { rms: 0, peak: 0 };
const PREVIEW = { en: 'Hello, this is how I sound.', zh: '你好，我的声音是这样的。' };

/** What a person can ask for, carried out on the parts of the page. */
export function createCommands(app: Sotto): Commands {
  return { ...startingCommands(app), ...talkingCommands(app), ...keepingCommands(app), ...deviceCommands(app) };
}

type Starting = Pick<Commands, 'start' | 'retry' | 'reopenMicrophone' | 'takeOver' | 'freeStorage'>;

function startingCommands(app: Sotto): Starting {
  return {
    async start({ withMicrophone } = { withMicrophone: true }) {
      // Both at once, inside the click: the permission is asked for while the models load.
      const waking = app.wake();
      const listening = withMicrophone ? app.listen() : Promise.resolve();
      await Promise.all([waking, listening]);
    },
    retry: () => app.retry(),
    async reopenMicrophone() {
      // The models may have been loaded for a recording, with nobody to listen yet.
      const waking = app.wake();
      await Promise.all([waking, app.listen()]);
    },
    takeOver: () => app.tab.takeOver(),
    freeStorage: () => app.packs.freeStorage(),
  };
}

type Talking = Pick<Commands, 'changeDrafts' | 'pressTalk' | 'releaseTalk' | 'setMuted' | 'stop' | 'sendText' | 'speakClip' | 'replay' | 'previewVoice'>;

function talkingCommands(app: Sotto): Talking {
  return {
    changeDrafts: (change) => app.stores.drafts.setState(change),
    pressTalk: () => app.awake?.session.pressTalk(),
    releaseTalk: () => app.awake?.session.releaseTalk(),
    setMuted(isMuted) {
      if (app.awake === null) return;
      // What was said before the mute counts; the cut must not swallow its last word.
      if (isMuted) app.awake.session.stopHearing();
      app.awake.sound.mute(isMuted);
    },
    stop: () => app.awake?.session.stop(),
    // A message typed while the models load is sent when they are there.
    async sendText(text) {
      const awake = await app.wake();
      if (awake !== null) return awake.session.sendText(text);
      // What could not be sent stands in the box again, before what has been written since.
      const { message } = app.stores.drafts.getState();
      app.stores.drafts.setState({ message: message === '' ? text : `${text}\n${message}` });
    },
    async speakClip(file) {
      const [awake, pcm] = await Promise.all([app.wake(), readClip(file, app.notify)]);
      if (awake === null || pcm === null) return;
      await (await speakPcm(pcm, awake.sound, app.stores.device)).ended;
    },
    async replay(entryId) {
      const entry = app.stores.turn.getState().conversation.entries.find(({ id }) => id === entryId);
      const awake = await app.wake();
      if (entry?.kind === 'assistant') awake?.session.speakAside({ text: entry.text, language: languageOfText(entry.text), voiceId: null });
    },
    async previewVoice(voiceId) {
      const awake = await app.wake();
      const voice = selectVoices(app.stores.model.getState()).find(({ id }) => id === voiceId);
      // Talk speaks English and Mandarin; the voices of other languages are heard in the studio.
      if (voice?.language === 'en' || voice?.language === 'zh') awake?.session.speakAside({ text: PREVIEW[voice.language], language: voice.language, voiceId: voice.id });
    },
  };
}

type Keeping = Pick<Commands, 'newConversation' | 'openConversation' | 'deleteConversation' | 'exportConversation' | 'exportDiagnostics' | 'dismissNotice' | 'cancelTimer' | 'deleteNote'>;

function keepingCommands(app: Sotto): Keeping {
  const { stores, conversations } = app;
  const show = (conversation: ReturnType<typeof freshConversation>) => {
    if (app.awake === null) stores.turn.setState({ conversation });
    else app.awake.session.open(conversation);
  };
  return {
    async newConversation() {
      app.awake?.session.stop();
      await conversations.save();
      show(freshConversation());
    },
    async openConversation(id) {
      app.awake?.session.stop();
      await conversations.save();
      const conversation = await conversations.read(id);
      if (conversation !== null) show(conversation);
    },
    async deleteConversation(id) {
      if (stores.turn.getState().conversation.id === id) show(freshConversation());
      const conversation = await conversations.read(id);
      await Promise.all([conversations.delete(id), conversation === null ? null : deleteConversationSound(app, conversation)]);
    },
    exportConversation: (format) => exportConversation(app, format),
    exportDiagnostics: () => exportDiagnostics(stores),
    dismissNotice: (id) => dismissNotice(stores.turn, id),
    cancelTimer: (id) => app.timers.cancel(id),
    deleteNote: (id) => app.notes.remove([id]),
  };
}

type Devices = Pick<Commands, 'changeSettings' | 'chooseMicrophone' | 'chooseOutput' | 'readMicrophoneLevel' | 'readSpeakerLevel'>;

function deviceCommands(app: Sotto): Devices {
  const { settings } = app.stores;
  return {
    changeSettings: (change) => settings.setState(change),
    async chooseMicrophone(microphoneId) {
      settings.setState({ microphoneId });
      if (app.awake !== null) await app.listen();
    },
    async chooseOutput(outputId) {
      settings.setState({ outputId });
      await app.awake?.sound.chooseOutput(outputId);
    },
    readMicrophoneLevel: () => app.awake?.sound.readMicrophoneLevel() ?? SILENT,
    readSpeakerLevel: () => app.awake?.sound.readSpeakerLevel() ?? SILENT,
  };
}
