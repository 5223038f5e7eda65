import type { ExecutionProvider } from '../protocol/graphs';
import { maxTensorBytes, type Manifest } from './manifest';

/** What this browser and device can compute with. Works on the page and in a worker. */
export type Capabilities = {
  /** `software` is an adapter that computes on the CPU, many times slower than WebAssembly. */
  webgpu: 'hardware' | 'software' | 'no-adapter' | 'unsupported';
  adapterName: string;
  maxBufferBytes: number;
  hasJspi: boolean;
  isCrossOriginIsolated: boolean;
  threadCount: number;
};

/** Why the provider is what it is; the keys diagnostics and the settings show. */
export type ProviderReason = 'chosen' | 'flag' | 'no-webgpu' | 'fallback-adapter' | 'too-small';

export type ProviderChoice = { provider: ExecutionProvider; reason: ProviderReason };

const MAX_THREADS = 4;

export async function probeCapabilities(): Promise<Capabilities> {
  const gpu = 'gpu' in navigator ? navigator.gpu : undefined;
  // A browser may offer the interface and still refuse with an exception, for example when its GPU process is gone.
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  return {
    webgpu: gpu === undefined ? 'unsupported' : adapter ? (isSoftware(adapter.info) ? 'software' : 'hardware') : 'no-adapter',
    adapterName: adapter ? [adapter.info.vendor, adapter.info.architecture, adapter.info.description].filter(Boolean).join(' ') : '',
    maxBufferBytes: adapter ? Math.min(adapter.limits.maxBufferSize, adapter.limits.maxStorageBufferBindingSize) : 0,
    hasJspi: 'Suspending' in WebAssembly,
    isCrossOriginIsolated: globalThis.crossOriginIsolated,
    threadCount: chooseThreadCount(globalThis.crossOriginIsolated, navigator.hardwareConcurrency),
  };
}

/** Half of the logical cores, because the other half shares their arithmetic units; one without shared memory. */
export function chooseThreadCount(isCrossOriginIsolated: boolean, logicalCores: number): number {
  if (!isCrossOriginIsolated) return 1;
  return Math.max(1, Math.min(MAX_THREADS, Math.floor(logicalCores / 2)));
}

/** WebGPU on real hardware that can hold the models; WebAssembly otherwise, or when the visitor asked for it. */
export function chooseProvider(capabilities: Capabilities, manifest: Manifest, wanted: ExecutionProvider | 'auto'): ProviderChoice {
  if (wanted === 'wasm') return { provider: 'wasm', reason: 'flag' };
  const isUsable = capabilities.webgpu === 'hardware' || capabilities.webgpu === 'software';
  if (!isUsable) return { provider: 'wasm', reason: 'no-webgpu' };
  if (maxTensorBytes(manifest) > capabilities.maxBufferBytes) return { provider: 'wasm', reason: 'too-small' };
  if (wanted === 'webgpu') return { provider: 'webgpu', reason: 'flag' };
  return capabilities.webgpu === 'software' ? { provider: 'wasm', reason: 'fallback-adapter' } : { provider: 'webgpu', reason: 'chosen' };
}

function isSoftware(info: GPUAdapterInfo): boolean {
  const isFallback: unknown = Reflect.get(info, 'isFallbackAdapter');
  return isFallback === true || /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${info.architecture} ${info.description} ${info.device}`);
}
