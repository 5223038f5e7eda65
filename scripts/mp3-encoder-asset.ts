import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const PACKAGE = new URL('../node_modules/@mediabunny/mp3-encoder/package.json', import.meta.url);
const MODULE = /\/@mediabunny\/mp3-encoder\/dist\/bundles\/mediabunny-mp3-encoder\.mjs$/;
const MAKER = 'inlineWorker';

/**
 * Has the MP3 encoder be a file of its own, loaded as a worker.
 *
 * Its package carries it as a text and makes a `blob:` of that, which the content security policy of the page refuses. As a file it
 * also is what the licence of LAME asks for: something that can be replaced without the rest. In development there is no policy.
 */
export function mp3EncoderAsset(): Plugin {
  return {
    name: 'sotto-mp3-encoder-asset',
    apply: 'build',
    transform(code, id) {
      if (!MODULE.test(id)) return null;
      const call = findCall(this.parse(code));
      if (call === null) throw new Error(`Expected a call of ${MAKER} with a text in ${id}`);
      const reference = this.emitFile({ type: 'asset', name: 'mp3-encoder.worker.js', source: notice() + call.text });
      const worker = `new Worker(import.meta.ROLLUP_FILE_URL_${reference}, { name: 'mp3-encoder' })`;
      return { code: code.slice(0, call.start) + worker + code.slice(call.end), map: null };
    },
  };
}

function notice(): string {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8'));
  return `/*! LAME 3.100, an MP3 encoder (https://lame.sourceforge.io), compiled to WebAssembly. GNU Library General Public License, version 2 or
later: see licences/LGPL-2.txt beside the page. Built and wrapped by @mediabunny/mp3-encoder ${version} (https://github.com/Vanilagy/mediabunny,
with instructions for building it), Mozilla Public License 2.0. Another build of the same may be put in the place of this file. */
`;
}

type Call = { start: number; end: number; text: string };

/** The first call of the maker of workers with a literal, wherever it stands. */
function findCall(node: unknown): Call | null {
  if (typeof node !== 'object' || node === null) return null;
  if (isMakerCall(node)) return { start: node.start, end: node.end, text: node.arguments[0].value };
  for (const child of Object.values(node)) {
    const found = findCall(child);
    if (found !== null) return found;
  }
  return null;
}

function isMakerCall(node: object): node is { start: number; end: number; arguments: [{ value: string }] } {
  if (!('type' in node) || node.type !== 'CallExpression' || !('callee' in node) || !('arguments' in node)) return false;
  const { callee, arguments: args } = node as { callee: { name?: string }; arguments: { value?: unknown }[] };
  return callee.name === MAKER && typeof args[0]?.value === 'string';
}
