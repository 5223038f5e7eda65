import type * as OrtModule from 'onnxruntime-web';
import asyncifyModuleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiModuleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainModuleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { ExecutionProvider } from '../../src/protocol/graphs';

export type Ort = typeof OrtModule;

let loading: Promise<Ort> | null = null;

/**
 * onnxruntime-web for this realm; the first call decides the build and the number of threads.
 *
 * The imports are dynamic because a module worker loses the messages that arrive while its top level awaits, and
 * so that the library is a chunk of its own, which its thread workers start from. Both paths are given, so that
 * nothing comes from another host.
 */
export function loadOrt(provider: ExecutionProvider, threadCount: number): Promise<Ort> {
  loading ??= importOrt(provider, threadCount);
  return loading;
}

/** Whether WebAssembly can wait for promises by itself, which the smaller and faster WebGPU build needs. */
export function hasJspi(): boolean {
  return 'Suspending' in WebAssembly;
}

async function importOrt(provider: ExecutionProvider, threadCount: number): Promise<Ort> {
  const ort = await importBuild(provider);
  ort.env.wasm.numThreads = threadCount;
  ort.env.logLevel = 'error';
  return ort;
}

async function importBuild(provider: ExecutionProvider): Promise<Ort> {
  if (provider === 'wasm') {
    const ort = await import('onnxruntime-web/wasm');
    ort.env.wasm.wasmPaths = { mjs: plainModuleUrl, wasm: plainWasmUrl };
    return ort;
  }
  if (hasJspi()) {
    const ort = await import('onnxruntime-web/jspi');
    ort.env.wasm.wasmPaths = { mjs: jspiModuleUrl, wasm: jspiWasmUrl };
    return ort;
  }
  const ort = await import('onnxruntime-web/webgpu');
  ort.env.wasm.wasmPaths = { mjs: asyncifyModuleUrl, wasm: asyncifyWasmUrl };
  return ort;
}
