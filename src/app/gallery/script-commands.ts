import type { Stores } from '../../stores/app-context';
import type { ScriptCommands } from '../../stores/script-commands';
import type { Project } from '../../studio/project';
import { applyScriptEdit } from '../../studio/script/edit';

/** Scripts whose edits are seen, and of which nothing is made, heard or kept. */
export function createGalleryScriptCommands({ script: store }: Stores): ScriptCommands {
  const change = (next: (project: Project) => Partial<Project>) => store.setState(({ open }) => (open === null ? {} : { open: { ...open, ...next(open) } }));
  const nothing = async () => {};
  return {
    createFromText: nothing, createEmpty: nothing, createFromFile: async () => true, openProject: nothing, closeProject: async () => store.setState({ open: null }), renameProject: nothing, duplicateProject: nothing, deleteProject: nothing,
    edit: (edit) => change(({ script }) => ({ script: applyScriptEdit(script, edit) })),
    undo: () => {}, redo: () => {},
    changeVoice: (part) => change(({ voice }) => ({ voice: { ...voice, ...part } })),
    setMetronome: (hasMetronome) => change(() => ({ hasMetronome })),
    renderAll: nothing, pause: () => {}, resume: () => {}, renderLine: nothing,
    play: nothing, stop: () => {},
    readPlace: () => {
      const { playing } = store.getState();
      return playing.phase === 'playing' ? { lineId: playing.lineId, atMs: 900, word: { start: 4, end: 8 } } : null;
    },
    readLineSound: async () => null,
    setMusic: nothing, removeMusic: async () => change(() => ({ music: null })),
    changeMusic: (part) => change(({ music }) => ({ music: music && { ...music, ...part } })),
    setLoudness: (loudnessLufs) => change(() => ({ loudnessLufs })),
    exportScript: async () => null, cancelExport: () => {}, canWriteOpus: async () => true,
    dismissFault: () => store.setState({ fault: null }),
  };
}
