import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { mp3EncoderAsset } from './mp3-encoder-asset';

const ENTRY = 'virtual:entry';

describe('mp3EncoderAsset', () => {
  it('has the build hold the encoder with its notice as a file of its own, and no text that a worker is made of', async () => {
    const entry = { name: 'entry', resolveId: (id: string) => (id === ENTRY ? ENTRY : null), load: (id: string) => (id === ENTRY ? "import { registerMp3Encoder } from '@mediabunny/mp3-encoder'; registerMp3Encoder();" : null) };
    const built = await build({ configFile: false, logLevel: 'silent', publicDir: false, plugins: [entry, mp3EncoderAsset()], build: { write: false, target: 'esnext', assetsInlineLimit: 0, rolldownOptions: { input: ENTRY, external: ['mediabunny'] } } });
    if (!('output' in built)) throw new TypeError('Expected one output');
    const [script, ...rest] = built.output;
    const [worker, ...others] = rest.flatMap((file) => (file.type === 'asset' ? [file] : []));
    expect(others).toEqual([]);
    expect(worker?.fileName).toMatch(/^assets\/mp3-encoder\.worker-.{8}\.js$/);
    expect(String(worker?.source)).toMatch(/^\/\*! LAME [\s\S]*General Public License[\s\S]*AGFzbQ/);
    expect(script.code).toContain(worker?.fileName.split('/').at(-1));
    expect(script.code).not.toContain('AGFzbQ');
    expect(script.code.length).toBeLessThan(20_000);
  });
});
