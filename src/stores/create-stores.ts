import type { Stores } from './app-context';
import { createDeviceStore } from './device-store';
import { createDraftStore } from './draft-store';
import { createDiagnosticsStore } from './diagnostics-store';
import { createFilesStore } from './files-store';
import { createModelStore } from './model-store';
import { createScriptStore } from './script-store';
import { createSettingsStore } from './settings-store';
import { createStudioStore } from './studio-store';
import { createToolStore } from './tool-store';
import { createTurnStore } from './turn-store';
import { createVoicesStore } from './voices-store';

export function createStores(): Stores {
  return {
    turn: createTurnStore(),
    model: createModelStore(),
    settings: createSettingsStore(),
    device: createDeviceStore(),
    diagnostics: createDiagnosticsStore(),
    drafts: createDraftStore(),
    tools: createToolStore(),
    files: createFilesStore(),
    studio: createStudioStore(),
    script: createScriptStore(),
    voices: createVoicesStore(),
  };
}
