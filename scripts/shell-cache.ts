import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { PAGE_HEADERS } from './page-headers.ts';

/**
 * Writes `sw.js`, a service worker that keeps the page's own files, so that a second visit needs no network.
 *
 * Model weights are not listed: they are kept once, in IndexedDB, by `src/packs`. The cache is named by the
 * hash of the file list, so that a new build replaces the old shell as a whole.
 */
export function shellCache(): Plugin {
  return {
    name: 'sotto-shell-cache',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = ['./', 'icon.svg', 'manifest.webmanifest', ...Object.keys(bundle).filter((file) => !file.endsWith('.map') && file !== 'index.html')];
      const version = createHash('sha256').update(JSON.stringify(Object.entries(bundle).map(([name, item]) => [name, item.type === 'chunk' ? item.code.length : item.source.length]))).digest('hex').slice(0, 12);
      const template = readFileSync(new URL('./service-worker.template.js', import.meta.url), 'utf8');
      const source = template.replace('__VERSION__', version).replace('__FILES__', JSON.stringify(files));
      this.emitFile({ type: 'asset', fileName: 'sw.js', source });
      const headers = Object.entries(PAGE_HEADERS).map(([name, value]) => `  ${name}: ${value}`);
      this.emitFile({ type: 'asset', fileName: '_headers', source: ['/*', ...headers, ''].join('\n') });
    },
  };
}
