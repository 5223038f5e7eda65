import type { StudioCommands } from '../stores/studio-commands';
import { EMPTY_DRAFT, type StudioDraft } from '../stores/studio-store';
import { mergeControls } from '../studio/controls';
import { parseMarkup } from '../studio/markup/parse-markup';
import { movePitchPoints } from '../studio/script/move-pitch-points';
import type { Line } from '../studio/script/script';
import type { Sotto } from './sotto';
import { spectrogram } from './studio-spectrogram';
import { fileNameOf } from './file-name';
import { canWriteOpus, exportSound } from './studio-export';

/** What a person can ask of Studio, carried out on the parts of the page. */
export function createStudioCommands(app: Sotto): StudioCommands {
  const { studio, shelf, studioHistory, stores: { studio: store } } = app;
  /** What is being said belongs to the text that goes. */
  const leave = () => studio.leave();
  const change = (next: (draft: StudioDraft) => Partial<StudioDraft>) => store.setState(({ draft }) => ({ draft: { ...draft, ...next(draft) } }));
  return {
    changeText: (source) => change(({ line }) => ({ line: { ...line, source, pitchPoints: movedPoints(line, source) } })),
    changeLine: (part) => change(({ line }) => ({ line: { ...line, ...part } })),
    changeControls: (part) => change(({ line }) => ({ line: { ...line, controls: mergeControls(line.controls, part) } })),
    changeVoice: (part) => change(({ voice }) => ({ voice: { ...voice, ...part } })),
    setMetronome: (hasMetronome) => change(() => ({ hasMetronome })),
    resetAll() {
      studioHistory.seal();
      change(({ line }) => ({ line: { ...EMPTY_DRAFT.line, source: line.source }, voice: EMPTY_DRAFT.voice, hasMetronome: false }));
    },
    undo: () => studioHistory.undo(),
    redo: () => studioHistory.redo(),
    play: (fromSource = 0) => studio.play(fromSource),
    stop: () => studio.stop(),
    dismissFault: () => store.setState({ fault: null }),
    exportSound: (wish) => exportSound(app, wish),
    canWriteOpus,
    renameText: (title) => change(() => ({ title })),
    newText: () => { leave(); shelf.create(); },
    openText: (id) => { leave(); return shelf.openText(id); },
    duplicateText: () => { leave(); shelf.duplicate(); },
    deleteText: (id) => { if (store.getState().draft.id === id) leave(); return shelf.remove(id); },
    exportText() {
      const { title, line } = store.getState().draft;
      return { fileName: `${fileNameOf(title === '' ? line.source : title)}.sotto.json`, blob: new Blob([shelf.exportFile()], { type: 'application/json' }) };
    },
    importText: (file) => { leave(); return shelf.importFile(file); },
    savePreset: (name, controls) => shelf.savePreset(name, controls),
    deletePreset: (id) => shelf.removePreset(id),
    exportPresets: () => ({ fileName: 'Ways of speaking.sotto.json', blob: new Blob([shelf.exportPresets()], { type: 'application/json' }) }),
    importPresets: (file) => shelf.importPresets(file),
    readPlace: () => studio.place(),
    readSound: () => {
      const sound = studio.sound();
      return sound === null ? null : { sound, readSpectrogram: (columnCount) => spectrogram(sound.pcm, columnCount) };
    },
  };
}

/** What was drawn stays over the words it was drawn over. */
function movedPoints({ source: before, pitchPoints }: Line, after: string): Line['pitchPoints'] {
  return pitchPoints.length === 0 ? pitchPoints : movePitchPoints(pitchPoints, parseMarkup(before).speech.text, parseMarkup(after).speech.text);
}
