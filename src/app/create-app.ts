import type { AppHandle } from '../stores/app-context';
import { createStores } from '../stores/create-stores';
import { createCommands } from './create-commands';
import { createFileCommands } from './create-file-commands';
import { readFlags } from './flags';
import { createScriptCommands } from './scripts/create-script-commands';
import { Sotto } from './sotto';
import { createStudioCommands } from './studio-actions';
import { createTestInterface } from './test-interface';
import { createVoicesCommands } from './voices-create';

/** Builds everything behind the screen; to be called once, before the page is drawn. */
export function createApp(): AppHandle {
  const stores = createStores();
  const app = new Sotto(stores, readFlags(window.location.search));
  window.sotto = createTestInterface(app);
  return { stores, commands: createCommands(app), fileCommands: createFileCommands(app), studioCommands: createStudioCommands(app), scriptCommands: createScriptCommands(app), voicesCommands: createVoicesCommands(app.cloned) };
}
