import type { Stores } from '../../stores/app-context';
import type { StudioCommands, StudioSound } from '../../stores/studio-commands';
import { mergeControls } from '../../studio/controls';
import { spectrogram } from '../studio-spectrogram';

const RATE_HZ = 16_000;
const FRAME_RATE_HZ = 80;
const TEXT = '(happy)What a morning! [pause 0.4s] (whisper)But listen: (/)the river is singing.';

/** Studio over a made-up sound: nothing is made or heard. */
export function createGalleryStudioCommands({ studio }: Stores): StudioCommands {
  const change = (next: (draft: ReturnType<typeof studio.getState>['draft']) => object) => studio.setState(({ draft }) => ({ draft: { ...draft, ...next(draft) } }));
  const sound = makeSound();
  const nothing = async () => {};
  return {
    changeText: (source) => change(({ line }) => ({ line: { ...line, source } })),
    changeLine: (part) => change(({ line }) => ({ line: { ...line, ...part } })),
    changeControls: (part) => change(({ line }) => ({ line: { ...line, controls: mergeControls(line.controls, part) } })),
    changeVoice: (part) => change(({ voice }) => ({ voice: { ...voice, ...part } })),
    setMetronome: (hasMetronome) => change(() => ({ hasMetronome })),
    resetAll: () => {}, play: nothing, stop: () => {}, dismissFault: () => studio.setState({ fault: null }),
    undo: () => {}, redo: () => {}, renameText: (title) => change(() => ({ title })), newText: () => {}, openText: nothing, duplicateText: () => {}, deleteText: nothing, importText: async () => false,
    exportText: () => ({ fileName: 'text.sotto.json', blob: new Blob(['{}']) }), savePreset: () => {}, deletePreset: () => {},
    exportPresets: () => ({ fileName: 'ways.sotto.json', blob: new Blob(['{}']) }), importPresets: async () => ({ count: 0 }),
    exportSound: async () => null, canWriteOpus: async () => true,
    readPlace: () => (studio.getState().phase === 'playing' ? { word: { start: 44, end: 50 }, atMs: 1300 } : null),
    readSound: () => (studio.getState().made === null ? null : { sound, readSpectrogram: (columnCount) => spectrogram(sound.pcm, columnCount) }),
  };
}

export function setStudio(stores: Stores, more: Partial<ReturnType<Stores['studio']['getState']>> = {}): void {
  const { draft } = stores.studio.getState();
  stores.studio.setState({
    draft: { ...draft, line: { ...draft.line, source: TEXT, controls: mergeControls(draft.line.controls, { speakingRate: 1.1, pitchRange: 1.3, emotions: { happy: 0.6, surprised: 0.2 } }) } },
    shelf: [{ id: 'draft', title: '', excerpt: 'What a morning! But listen: the river is singing.', updatedAtMs: Date.UTC(2026, 10, 22, 12) }, { id: 'b', title: 'News of the week', excerpt: 'Good evening.', updatedAtMs: Date.UTC(2026, 10, 21, 9) }],
    made: { version: 1, durationMs: 3000, isComplete: true, provenance: { neural: ['prosody', 'sound of the voice'], signal: ['feelings', 'speed'] } },
    ...more,
  });
}

/** Three seconds with the outline of a few words. */
function makeSound(): StudioSound {
  const frames = 3 * FRAME_RATE_HZ;
  const isVoiced = (frame: number) => frame % 40 > 6;
  const loudness = (frame: number) => (isVoiced(frame) ? 0.25 * Math.sin((Math.PI * ((frame % 40) - 6)) / 34) : 0.004);
  const f0Hz = Float32Array.from({ length: frames }, (_, frame) => (isVoiced(frame) ? 190 + 50 * Math.sin(frame / 17) : 0));
  const levelDb = Float32Array.from({ length: frames }, (_, frame) => 20 * Math.log10(loudness(frame)));
  const pcm = Float32Array.from({ length: 3 * RATE_HZ }, (_, n) => {
    const frame = Math.floor((n / RATE_HZ) * FRAME_RATE_HZ);
    return loudness(frame) * [1, 2, 3, 5, 8].reduce((sum, partial) => sum + Math.sin((2 * Math.PI * n * partial * (f0Hz[frame] ?? 0)) / RATE_HZ) / partial, 0) / 2;
  });
  const words = ['What', 'a', 'morning!', 'But', 'listen:', 'the'].map((text, index) => ({ text, start: index, end: index, textStart: index, textEnd: index, startMs: index * 500 + 75, endMs: index * 500 + 490 }));
  return { pcm, sampleRateHz: RATE_HZ, words, frameRateHz: FRAME_RATE_HZ, f0Hz, levelDb };
}
