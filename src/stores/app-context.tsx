import { createContext, use, type ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { Commands } from '../session/commands';
import type { FileCommands } from '../transcripts/commands';
import type { Diagnostics } from '../session/diagnostics';
import type { Drafts } from '../session/drafts';
import type { Settings } from '../session/settings';
import type { DeviceStore, DeviceStoreState } from './device-store';
import type { DiagnosticsStore } from './diagnostics-store';
import type { DraftStore } from './draft-store';
import type { FilesStore, FilesStoreState } from './files-store';
import type { ModelStore, ModelStoreState } from './model-store';
import type { ScriptCommands } from './script-commands';
import type { ScriptStore, ScriptStoreState } from './script-store';
import type { SettingsStore } from './settings-store';
import type { StudioCommands } from './studio-commands';
import type { StudioStore, StudioStoreState } from './studio-store';
import type { ToolStore, ToolStoreState } from './tool-store';
import type { TurnStore, TurnStoreState } from './turn-store';
import type { VoicesCommands } from './voices-commands';
import type { VoicesStore, VoicesStoreState } from './voices-store';

export type Stores = {
  turn: TurnStore;
  model: ModelStore;
  settings: SettingsStore;
  device: DeviceStore;
  diagnostics: DiagnosticsStore;
  drafts: DraftStore;
  tools: ToolStore;
  files: FilesStore;
  studio: StudioStore;
  script: ScriptStore;
  voices: VoicesStore;
};

/** What the features see of the app. */
export type AppHandle = { stores: Stores; commands: Commands; fileCommands: FileCommands; studioCommands: StudioCommands; scriptCommands: ScriptCommands; voicesCommands: VoicesCommands };

const AppContext = createContext<AppHandle | null>(null);

export function AppProvider({ app, children }: { app: AppHandle; children: ReactNode }) {
  return <AppContext value={app}>{children}</AppContext>;
}

function useApp(): AppHandle {
  const app = use(AppContext);
  if (app === null) throw new Error('This component stands outside of AppProvider.');
  return app;
}

function useSelected<State, Value>(store: StoreApi<State>, selector: (state: State) => Value): Value {
  return useStore(store, selector);
}

export const useCommands = (): Commands => useApp().commands;
export const useFileCommands = (): FileCommands => useApp().fileCommands;
export const useStudioCommands = (): StudioCommands => useApp().studioCommands;
export const useScriptCommands = (): ScriptCommands => useApp().scriptCommands;
export const useVoicesCommands = (): VoicesCommands => useApp().voicesCommands;
export const useTurn = <Value,>(selector: (state: TurnStoreState) => Value): Value => useSelected(useApp().stores.turn, selector);
export const useModel = <Value,>(selector: (state: ModelStoreState) => Value): Value => useSelected(useApp().stores.model, selector);
export const useSettings = <Value,>(selector: (state: Settings) => Value): Value => useSelected(useApp().stores.settings, selector);
export const useDevice = <Value,>(selector: (state: DeviceStoreState) => Value): Value => useSelected(useApp().stores.device, selector);
export const useDiagnostics = <Value,>(selector: (state: Diagnostics) => Value): Value => useSelected(useApp().stores.diagnostics, selector);
export const useDrafts = <Value,>(selector: (state: Drafts) => Value): Value => useSelected(useApp().stores.drafts, selector);
export const useTools = <Value,>(selector: (state: ToolStoreState) => Value): Value => useSelected(useApp().stores.tools, selector);
/** For handlers that look at the present state once; to draw it, use `useFiles`. */
export const useFilesStore = (): FilesStore => useApp().stores.files;
export const useFiles = <Value,>(selector: (state: FilesStoreState) => Value): Value => useSelected(useApp().stores.files, selector);
/** For handlers that look at the present state once; to draw it, use `useStudio`. */
export const useStudioStore = (): StudioStore => useApp().stores.studio;
export const useStudio = <Value,>(selector: (state: StudioStoreState) => Value): Value => useSelected(useApp().stores.studio, selector);
/** For handlers that look at the present state once; to draw it, use `useScript`. */
export const useScriptStore = (): ScriptStore => useApp().stores.script;
export const useScript = <Value,>(selector: (state: ScriptStoreState) => Value): Value => useSelected(useApp().stores.script, selector);
export const useVoices = <Value,>(selector: (state: VoicesStoreState) => Value): Value => useSelected(useApp().stores.voices, selector);
