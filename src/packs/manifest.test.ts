import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listGraphFiles, maxTensorBytes, parseManifest, type Manifest } from './manifest';
import { findPack, listKnownPacks } from './registry';

const readRandom = (): Manifest => JSON.parse(readFileSync(new URL('../../e2e/fixtures/packs/random/manifest.json', import.meta.url), 'utf8'));

/** The random pack's manifest with one thing changed. */
function spoil(change: (manifest: Manifest) => void): unknown {
  const manifest = readRandom();
  change(manifest);
  return manifest;
}

describe('parseManifest', () => {
  it('reads what training writes', () => {
    const manifest = parseManifest(readRandom());
    expect(Object.keys(manifest.graphs)).toEqual(['tokenizer', 'llm', 'prosody', 'acoustic', 'vocoder']);
    expect(manifest.capabilities).toMatchObject({ recognition: true, conversation: true, synthesis: true });
    expect(maxTensorBytes(manifest)).toBe(64 * 513 * 4);
  });

  it('finds every file of the built-in pack as its manifest describes it', () => {
    const folder = new URL('../../public/models/mini/', import.meta.url);
    const mini = parseManifest(JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')));
    expect(mini.id).toBe('mini');
    for (const { path, bytes, sha256 } of mini.files) {
      const content = readFileSync(new URL(path, folder));
      expect([path, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([path, bytes, sha256]);
    }
  });

  it('says that a newer version needs a newer page', () => {
    expect(() => parseManifest({ schemaVersion: 2, anything: 'else' })).toThrowError(expect.objectContaining({ code: 'manifest-newer-version', message: expect.stringContaining('version 2') }));
  });

  it.each([
    ['not an object', () => 'hello', 'Expected Object'],
    ['an older version', () => spoil((m) => Object.assign(m, { schemaVersion: 0 })), 'schemaVersion'],
    ['a hash that is none', () => spoil((m) => (m.files[0]!.sha256 = 'abc')), 'files.0.sha256'],
    ['a path that leaves the pack', () => spoil((m) => (m.files[0]!.path = '../secret.bin')), 'files.0.path'],
    ['a path to another site', () => spoil((m) => (m.files[0]!.path = 'https://example.org/x')), 'files.0.path'],
    ['an absolute path', () => spoil((m) => (m.files[0]!.path = '/etc/x')), 'files.0.path'],
    ['a negative size', () => spoil((m) => (m.files[0]!.bytes = -1)), 'files.0.bytes'],
    ['no files', () => spoil((m) => (m.files = [])), 'at least one file'],
    ['a file twice', () => spoil((m) => m.files.push(m.files[0]!)), 'listed twice'],
    ['a graph without its weights', () => spoil((m) => (m.files = m.files.filter((file) => file.path !== 'llm.weights.bin'))), 'not listed'],
    ['a total that does not add up', () => spoil((m) => (m.totalBytes += 1)), 'totalBytes'],
    ['a missing capability', () => spoil((m) => Object.assign(m, { capabilities: {} })), 'capabilities.recognition'],
  ])('refuses %s, and says where', (_name, make, place) => {
    expect(() => parseManifest(make())).toThrowError(expect.objectContaining({ code: 'manifest-invalid', message: expect.stringContaining(place) }));
  });
});

describe('listGraphFiles', () => {
  it('gives the skeleton of the provider and the same weights', () => {
    const manifest = parseManifest(readRandom());
    const [wasm, webgpu] = [listGraphFiles(manifest, 'wasm'), listGraphFiles(manifest, 'webgpu')];
    expect(wasm[1]).toEqual({ name: 'llm', skeleton: 'llm.wasm.onnx', weights: 'llm.weights.bin', tensors: 'llm.tensors.json', golden: 'golden/llm.json' });
    expect(webgpu[1]).toEqual({ ...wasm[1], skeleton: 'llm.webgpu.onnx' });
  });
});

describe('the registry', () => {
  it('finds the built-in pack wherever the page lives', () => {
    expect(listKnownPacks('https://host.test/sotto/index.html')).toEqual([{ id: 'mini', baseUrl: 'https://host.test/sotto/models/mini/' }]);
    expect(findPack('mini', 'https://host.test/').baseUrl).toBe('https://host.test/models/mini/');
  });

  it('takes any folder on the same site, and none elsewhere', () => {
    expect(findPack('models/other', 'https://host.test/').baseUrl).toBe('https://host.test/models/other/');
    expect(() => findPack('https://elsewhere.test/models/', 'https://host.test/')).toThrow(RangeError);
  });
});
