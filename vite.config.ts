import react from '@vitejs/plugin-react';
import { defaultClientConditions } from 'vite';
import { configDefaults, defineConfig } from 'vitest/config';
import { mp3EncoderAsset } from './scripts/mp3-encoder-asset.ts';
import { shellCache } from './scripts/shell-cache.ts';
import { sileroAsset } from './scripts/silero-asset.ts';
import { ISOLATION_HEADERS, PAGE_HEADERS } from './scripts/page-headers.ts';

export default defineConfig({
  // A missing model file must be a 404, not the page: 'mpa' switches the single-page fallback off.
  appType: 'mpa',
  plugins: [react(), shellCache(), sileroAsset(), mp3EncoderAsset()],
  assetsInclude: ['**/*.onnx'],
  worker: { format: 'es' },
  // The content security policy is left out in development: fast refresh needs inline scripts.
  server: { headers: ISOLATION_HEADERS },
  preview: { headers: PAGE_HEADERS },
  build: { target: 'esnext', assetsInlineLimit: 0 },
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  test: {
    // Generous, because nothing here is timed and the machine may be busy.
    testTimeout: 60_000,
    include: ['src/**/*.test.{ts,tsx}', 'workers/**/*.test.ts', 'e2e/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'e2e/specs/**'],
  },
});
