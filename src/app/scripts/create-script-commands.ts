import { canEncodeOpus } from '../../audio/encode-opus';
import { createId } from '../../lib/create-id';
import { faultMessage } from '../../session/faults';
import { selectVoices } from '../../stores/model-store';
import type { ScriptCommands } from '../../stores/script-commands';
import type { Project } from '../../studio/project';
import { castVoices } from '../../studio/script/cast-voices';
import type { Sotto } from '../sotto';
import { emptyProject, projectFromFile, projectFromText } from './import-script';

/** What a person can ask of scripts, carried out on the parts of the page. */
export function createScriptCommands(app: Sotto): ScriptCommands {
  return { ...projectCommands(app), ...editCommands(app), ...renderCommands(app), ...soundCommands(app) };
}

type Projects = Pick<ScriptCommands, 'createEmpty' | 'createFromText' | 'createFromFile' | 'duplicateProject' | 'openProject' | 'closeProject' | 'renameProject' | 'deleteProject' | 'dismissFault'>;

function projectCommands({ packs, script: { scripts, sound }, stores: { script: store, model, drafts } }: Sotto): Projects {
  /** Everybody of a text gets a voice of their own, as soon as the voices are known; a person who wants another chooses it. */
  const cast = (project: Project): Project => {
    const known = selectVoices(model.getState());
    if (known.length > 0) return { ...project, script: castVoices(project.script, known) };
    const stop = model.subscribe((now) => {
      const voices = selectVoices(now);
      if (voices.length === 0) return;
      stop();
      if (store.getState().open?.id === project.id) scripts.desk.adopt((script) => castVoices(script, voices));
    });
    return project;
  };
  const create = async (make: () => Project | Promise<Project>): Promise<boolean> => {
    try {
      const project = await make();
      void packs.persist();
      await scripts.add(project);
      return true;
    } catch (error) {
      store.setState({ fault: { code: 'unreadable-file', message: faultMessage(error) } });
      return false;
    }
  };
  return {
    createEmpty: async () => void (await create(() => emptyProject(Date.now()))),
    async createFromText(text) {
      const isMade = await create(() => cast(projectFromText(text, Date.now())));
      // It is in the script now.
      if (isMade && drafts.getState().scriptText === text) drafts.setState({ scriptText: '' });
    },
    async createFromFile(file) {
      let fault: string | null = null;
      const isMade = await create(async () => {
        const { project, music } = await projectFromFile(file, Date.now());
        // Before the script is opened, which looks for its music.
        fault = await sound.keepImported(project, music, file.name);
        return /\.json$/i.test(file.name) ? project : cast(project);
      });
      if (isMade && fault !== null) store.setState({ fault: { code: 'music-unreadable', message: fault } });
      return isMade;
    },
    openProject: async (id) => void (await scripts.open(id)),
    closeProject: () => scripts.close(),
    renameProject: (id, title) => scripts.desk.rename(id, title),
    duplicateProject: (id) => scripts.desk.duplicate(id, createId('script')),
    async deleteProject(id) {
      await scripts.remove(id);
      await packs.measure();
    },
    dismissFault: () => store.setState({ fault: null }),
  };
}

type Edits = Pick<ScriptCommands, 'edit' | 'undo' | 'redo' | 'changeVoice' | 'setMetronome' | 'changeMusic' | 'setLoudness'>;

function editCommands({ script: { scripts: { desk } }, stores: { script: store } }: Sotto): Edits {
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

function renderCommands({ script: { scripts: { queue, plan }, speaker }, stores: { script: store } }: Sotto): Renders {
  // What went wrong before is tried anew, and told anew if it goes wrong again.
  const forget = () => store.setState({ fault: null });
  return {
    renderAll() {
      forget();
      plan.settle();
      return queue.renderAll();
    },
    pause: () => queue.pause(),
    resume() {
      forget();
      plan.settle();
      queue.resume();
    },
    async renderLine(lineId) {
      plan.settle();
      await queue.again(lineId);
    },
    play: (lineId) => speaker.play(lineId),
    stop: () => speaker.stop(),
    readPlace: () => speaker.place(),
  };
}

type Sounds = Pick<ScriptCommands, 'readLineSound' | 'setMusic' | 'removeMusic' | 'exportScript' | 'cancelExport' | 'canWriteOpus'>;

function soundCommands({ script: { sound } }: Sotto): Sounds {
  return {
    readLineSound: (lineId) => sound.readLine(lineId),
    setMusic: (file) => sound.setMusic(file),
    removeMusic: () => sound.removeMusic(),
    exportScript: (format) => sound.export(format),
    cancelExport: () => sound.cancelExport(),
    canWriteOpus: () => canEncodeOpus(),
  };
}
