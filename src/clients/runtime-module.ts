import plainWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

let compiling: Promise<WebAssembly.Module | null> | null = null;

/**
 * onnxruntime for WebAssembly, 14 MB, compiled once on this page: workers are sent the module instead of fetching and
 * compiling one each.
 *
 * Null when it could not be had. Workers then fetch it for themselves, and what they say is what the person is told.
 */
export function compileRuntime(): Promise<WebAssembly.Module | null> {
  compiling ??= compile();
  return compiling;
}

async function compile(): Promise<WebAssembly.Module | null> {
  try {
    return await WebAssembly.compileStreaming(fetch(plainWasmUrl));
  } catch {
    // The next load tries again.
    compiling = null;
    return null;
  }
}
