import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../styles/tokens.css';
import '../../styles/base.css';
import '../../styles/controls.css';
import '../../styles/talk.css';
import '../../styles/panels.css';
import '../../styles/files.css';
import '../../styles/studio.css';
import '../../styles/cloning.css';
import '../../styles/script.css';
import type { Commands } from '../../session/commands';
import { createStores } from '../../stores/create-stores';
import { App } from '../app';
import { galleryVoicesCommands } from './voices-commands';
import { createGalleryFileCommands } from './file-commands';
import { createGalleryScriptCommands } from './script-commands';
import { createGalleryStudioCommands } from './studio-scenes';
import { SCENES } from './scenes';

/** A development page, no part of the build: the real components over scripted stores, one scene by `?scene=`. */
const parameters = new URLSearchParams(location.search);
const scene = SCENES[parameters.get('scene') ?? 'welcome'];
if (!scene) throw new Error(`No such scene; there are ${Object.keys(SCENES).join(', ')}.`);

const stores = createStores();
scene.set(stores);

const nothing = async () => {};
const file = () => ({ fileName: 'sotto.json', blob: new Blob(['{}'], { type: 'application/json' }) });
const level = () => {
  const rms = scene.level?.(performance.now() / 1000) ?? 0;
  return { rms, peak: rms };
};
const commands: Commands = {
  changeDrafts: (change) => stores.drafts.setState(change),
  start: nothing, retry: nothing, reopenMicrophone: nothing, speakClip: nothing, replay: nothing, previewVoice: nothing,
  newConversation: nothing, openConversation: nothing, deleteConversation: nothing, deleteNote: nothing, takeOver: nothing,
  chooseMicrophone: nothing, chooseOutput: nothing, freeStorage: async () => 0,
  exportConversation: async () => file(), exportDiagnostics: file,
  pressTalk: () => {}, releaseTalk: () => {}, stop: () => {}, sendText: () => {}, cancelTimer: () => {},
  dismissNotice: (id) => stores.turn.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) })),
  setMuted: (isMuted) => stores.device.setState({ isMuted }),
  changeSettings: (change) => stores.settings.setState(change),
  readMicrophoneLevel: level, readSpeakerLevel: level,
};

const root = document.getElementById('root');
if (!root) throw new Error('The gallery page has no element with the id "root".');
createRoot(root).render(<StrictMode><App app={{ stores, commands, fileCommands: createGalleryFileCommands(stores), studioCommands: createGalleryStudioCommands(stores), scriptCommands: createGalleryScriptCommands(stores), voicesCommands: galleryVoicesCommands }} /></StrictMode>);
