import { faultMessage } from '../../session/faults';
import type { ScriptCommands } from '../../stores/script-commands';
import type { Project } from '../../studio/project';
import type { Sotto } from '../sotto';
import { emptyProject, projectFromFile, projectFromText } from './import-script';

/** What a person can ask of scripts, carried out on the parts of the page. */
export function createScriptCommands(app: Sotto): ScriptCommands {
  return { ...projectCommands(app), ...editCommands(app), ...renderCommands(), ...soundCommands(app) };
}

type Projects = Pick<ScriptCommands, 'createFromText' | 'createEmpty' | 'createFromFile' | 'openProject' | 'closeProject' | 'renameProject' | 'duplicateProject' | 'deleteProject' | 'dismissFault'>;

function projectCommands({ desk, stores: { script: store } }: Sotto): Projects {
  const create = async (make: () => Project | Promise<Project>): Promise<boolean> => {
    try {
      await desk.add(await make());
      return true;
    } catch (error) {
      store.setState({ fault: { code: 'unreadable-file', message: faultMessage(error) } });
      return false;
    }
  };
  return {
    createFromText: async (text) => void (await create(() => projectFromText(text, Date.now()))),
    createEmpty: async () => void (await create(() => emptyProject(Date.now()))),
    createFromFile: (file) => create(() => projectFromFile(file, Date.now())),
    openProject: async (id) => void (await desk.open(id)),
    closeProject: () => desk.close(),
    renameProject: (id, title) => desk.rename(id, title),
    duplicateProject: (id) => desk.duplicate(id),
    deleteProject: (id) => desk.remove(id),
    dismissFault: () => store.setState({ fault: null }),
  };
}

type Edits = Pick<ScriptCommands, 'edit' | 'undo' | 'redo' | 'changeVoice' | 'setMetronome' | 'changeMusic' | 'setLoudness'>;

function editCommands({ desk, stores: { script: store } }: Sotto): Edits {
  return {
    edit: (edit) => desk.edit(edit),
    undo: () => desk.undo(),
    redo: () => desk.redo(),
    changeVoice(part) {
      const { open } = store.getState();
      if (open !== null) desk.change({ voice: { ...open.voice, ...part } });
    },
    setMetronome: (hasMetronome) => desk.change({ hasMetronome }),
    changeMusic(part) {
      const music = store.getState().open?.music;
      if (music) desk.change({ music: { ...music, ...part } });
    },
    setLoudness: (loudnessLufs) => desk.change({ loudnessLufs }),
  };
}

type Renders = Pick<ScriptCommands, 'renderAll' | 'pause' | 'resume' | 'renderLine' | 'play' | 'stop' | 'readPlace'>;

function renderCommands(): Renders {
  return { renderAll: async () => undefined, pause: () => undefined, resume: () => undefined, renderLine: async () => undefined, play: async () => undefined, stop: () => undefined, readPlace: () => null };
}

type Sounds = Pick<ScriptCommands, 'setMusic' | 'removeMusic' | 'exportScript' | 'cancelExport' | 'canWriteOpus'>;

function soundCommands({ desk }: Sotto): Sounds {
  return { setMusic: async () => undefined, removeMusic: async () => desk.change({ music: null }), exportScript: async () => null, cancelExport: () => undefined, canWriteOpus: async () => true };
}
