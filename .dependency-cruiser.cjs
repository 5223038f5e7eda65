/** The import table of ../shared/design.md section 2, as rules: each zone may import only what is listed. */
const OURS = '^(src|workers|e2e|scripts|training)/';
const TESTS = '\\.test\\.tsx?$|/test-helpers/';
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: TESTS },
  to: { path: OURS, pathNot: allowed },
});
const noPackage = (name, from, packages) => ({
  name, severity: 'error', from: { path: from, pathNot: TESTS }, to: { path: packages },
});
const BASE = ['^src/protocol/', '^src/lib/'];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('protocol-alone', '^src/protocol/', ['^src/protocol/']),
    only('lib-alone', '^src/lib/', ['^src/lib/']),
    only('dsp-alone', '^workers/dsp/', ['^workers/dsp/']),
    only('worklets', '^workers/worklets/', ['^workers/worklets/', '^workers/dsp/', ...BASE]),
    noPackage('worklets-no-packages', '^workers/(worklets|dsp)/', 'node_modules'),
    only('runtime', '^workers/runtime/', ['^workers/runtime/', '^workers/dsp/', '^src/packs/', ...BASE]),
    ...['tokenizer', 'llm', 'vocoder', 'vad', 'media'].map((engine) =>
      only(`engine-${engine}`, `^workers/${engine}/`, [`^workers/${engine}/`, '^workers/runtime/', '^workers/dsp/', '^src/packs/', ...BASE])),
    only('outer-ring', '^src/(clients|audio|storage|packs)/', ['^src/(clients|audio|storage|packs)/', '\\.worker\\.ts', '\\.worklet\\.ts', '^workers/dsp/', ...BASE]),
    noPackage('outer-ring-no-react', '^src/(clients|audio|storage|packs|session|transcripts|transcription|studio)/', 'node_modules/(react|react-dom|zustand)/'),
    only('session', '^src/session/', ['^src/session/', ...BASE]),
    only('transcripts', '^src/transcripts/', ['^src/transcripts/', '^src/session/commands', ...BASE]),
    only('transcription', '^src/transcription/', ['^src/transcription/', '^src/transcripts/', ...BASE]),
    only('studio', '^src/studio/', ['^src/studio/', '^src/transcripts/', ...BASE]),
    only('stores', '^src/stores/', ['^src/stores/', '^src/session/', '^src/transcripts/', '^src/studio/', ...BASE]),
    only('ui', '^src/ui/', ['^src/ui/', '^src/lib/']),
    ...['conversation', 'models', 'diagnostics', 'files', 'studio', 'settings'].map((feature) =>
      only(`feature-${feature}`, `^src/features/${feature}/`, [`^src/features/${feature}/`, '^src/ui/', '^src/stores/', '^src/session/', '^src/transcripts/', '^src/studio/', ...BASE])),
    only('e2e-outside', '^e2e/', ['^e2e/', '^scripts/', '^src/protocol/', '^src/lib/', '/test-helpers/']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.node.json' },
    enhancedResolveOptions: { conditionNames: ['import', 'types', 'default'], exportsFields: ['exports'] },
  },
};
