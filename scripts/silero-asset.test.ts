import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { sileroAsset } from './silero-asset';

const ENTRY = 'virtual:entry';
const MODEL = fileURLToPath(new URL('../node_modules/@ricky0123/vad-web/dist/silero_vad_v6.onnx', import.meta.url));

describe('sileroAsset', () => {
  it('has the build hold the smaller model, under a name of its own, where the page asks for it', async () => {
    const entry = { name: 'entry', resolveId: (id: string) => (id === ENTRY ? ENTRY : null), load: (id: string) => (id === ENTRY ? `import url from ${JSON.stringify(`${MODEL}?url`)}; console.log(url);` : null) };
    const built = await build({ configFile: false, logLevel: 'silent', publicDir: false, plugins: [entry, sileroAsset()], build: { write: false, target: 'esnext', assetsInlineLimit: 0, rolldownOptions: { input: ENTRY } } });
    if (!('output' in built)) throw new TypeError('Expected one output');
    const [script, ...rest] = built.output;
    const models = rest.filter(({ fileName }) => fileName.endsWith('.onnx'));
    expect(models.map(({ fileName }) => fileName)).toEqual([expect.stringMatching(/^assets\/silero_vad_v6_16khz-.{8}\.onnx$/)]);
    expect(script.code).toContain(models[0]?.fileName.split('/').at(-1));
  });
});
