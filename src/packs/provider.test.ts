import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseManifest } from './manifest';
import { chooseProvider, chooseThreadCount, type Capabilities } from './provider';

const MANIFEST = parseManifest(JSON.parse(readFileSync(new URL('../../e2e/fixtures/packs/random/manifest.json', import.meta.url), 'utf8')));
const capable: Capabilities = { webgpu: 'hardware', adapterName: 'test', maxBufferBytes: 1e9, hasJspi: true, isCrossOriginIsolated: true, threadCount: 2 };

describe('chooseProvider', () => {
  it.each([
    [{}, 'auto', 'webgpu', 'chosen'],
    [{}, 'wasm', 'wasm', 'flag'],
    [{ webgpu: 'software' }, 'auto', 'wasm', 'fallback-adapter'],
    [{ webgpu: 'software' }, 'webgpu', 'webgpu', 'flag'],
    [{ webgpu: 'unsupported' }, 'webgpu', 'wasm', 'no-webgpu'],
    [{ webgpu: 'no-adapter' }, 'auto', 'wasm', 'no-webgpu'],
    [{ maxBufferBytes: 1000 }, 'auto', 'wasm', 'too-small'],
  ] as const)('%o, asked for %s: %s because %s', (change, wanted, provider, reason) => {
    expect(chooseProvider({ ...capable, ...change }, MANIFEST, wanted)).toEqual({ provider, reason });
  });
});

describe('chooseThreadCount', () => {
  it.each([[false, 16, 1], [true, 1, 1], [true, 2, 1], [true, 8, 4], [true, 64, 4]])('isolated %s with %d cores: %d', (isIsolated, cores, threads) => {
    expect(chooseThreadCount(isIsolated, cores)).toBe(threads);
  });
});
