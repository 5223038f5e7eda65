// Runs scripts/evaluate-cloning.ts through Vite, as the tests are run: the page's modules import wasm and workers by address.
import { createServer } from 'vite';

const server = await createServer({ server: { middlewareMode: true, watch: null, hmr: false }, appType: 'custom', optimizeDeps: { noDiscovery: true } });
await server.ssrLoadModule('/scripts/evaluate-cloning.ts');
