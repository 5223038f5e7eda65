import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { silero16kHz } from './silero-16khz.ts';

const MODEL = new URL('../node_modules/@ricky0123/vad-web/dist/silero_vad_v6.onnx', import.meta.url);
const IMPORTED = /\/@ricky0123\/vad-web\/dist\/silero_vad_v6\.onnx\?url$/;
const FILE_NAME = 'silero_vad_v6_16khz.onnx';
const DEV_PATH = `/@${FILE_NAME}`;

/** Has an import of Silero as a URL bring the model that only knows 16 kHz: made at build, and for each request in development. */
export function sileroAsset(): Plugin {
  let isBuild = false;
  const make = async () => silero16kHz(await readFile(MODEL));
  return {
    name: 'sotto-silero-asset',
    enforce: 'pre',
    configResolved({ command }) {
      isBuild = command === 'build';
    },
    async load(id) {
      if (!IMPORTED.test(id)) return null;
      if (!isBuild) return `export default ${JSON.stringify(DEV_PATH)};`;
      const reference = this.emitFile({ type: 'asset', name: FILE_NAME, source: await make() });
      return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
    },
    configureServer({ middlewares }) {
      middlewares.use(DEV_PATH, (_request, response, next) => {
        make().then((model) => response.setHeader('Content-Type', 'application/octet-stream').end(model), next);
      });
    },
  };
}
