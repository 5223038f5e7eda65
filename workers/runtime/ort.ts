import type * as OrtModule from 'onnxruntime-web';
import asyncifyModuleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiModuleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainModuleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { ExecutionProvider } from '../../src/protocol/graphs';
import factoryUrl from './ort-factory.mjs?url';

export type Ort = typeof OrtModule;

declare global {
  /** Read by `ort-factory.mjs`. */
  var sottoRuntime: { glueUrl: string; module: WebAssembly.Module } | undefined;
}

let loading: Promise<Ort> | null = null;

/**
 * onnxruntime-web for this realm; the first call decides the build and the number of threads.
 *
 * The imports are dynamic because a module worker loses the messages that arrive while its top level awaits, and
 * so that the library is a chunk of its own, which its thread workers start from. Both paths are given, so that
 * nothing comes from another host.
 *
 * @param compiled the runtime for wasm, which the page compiles once for all its workers; without it it is fetched here
 */
export function loadOrt(provider: ExecutionProvider, threadCount: number, compiled: WebAssembly.Module | null = null): Promise<Ort> {
  loading ??= importOrt(provider, threadCount, compiled);
  return loading;
}

/** Whether WebAssembly can wait for promises by itself, which the smaller and faster WebGPU build needs. */
export function hasJspi(): boolean {
  return 'Suspending' in WebAssembly;
}

async function importOrt(provider: ExecutionProvider, threadCount: number, compiled: WebAssembly.Module | null): Promise<Ort> {
  const ort = await importBuild(provider, compiled);
  ort.env.wasm.numThreads = threadCount;
  ort.env.logLevel = 'error';
  return ort;
}

async function importBuild(provider: ExecutionProvider, compiled: WebAssembly.Module | null): Promise<Ort> {
  if (provider === 'wasm') {
    const ort = await import('onnxruntime-web/wasm');
    if (compiled !== null) globalThis.sottoRuntime = { glueUrl: new URL(plainModuleUrl, self.location.href).href, module: compiled };
    ort.env.wasm.wasmPaths = { mjs: compiled === null ? plainModuleUrl : factoryUrl, wasm: plainWasmUrl };
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
