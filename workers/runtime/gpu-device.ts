import { JobFailure } from './serve-jobs';

/** A device of our own, and whether it has gone. */
export type GpuDevice = { device: GPUDevice; lostReason(): string | null };

/** Smallest subgroup the attention shaders of onnxruntime-web 1.30 compute correctly with. */
const MIN_SUBGROUP_SIZE = 8;

/**
 * Opens a device with every limit of the adapter: with the default limits shaders of nine buffers do not compile.
 *
 * `subgroups` is left out on adapters with small subgroups, where the runtime's prefill shader computes wrong values.
 */
export async function openGpuDevice(): Promise<GpuDevice> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new JobFailure('device-lost', 'This browser offers no WebGPU adapter.');
  const requiredLimits: Record<string, number> = {};
  for (const key in adapter.limits) {
    const limit: unknown = Reflect.get(adapter.limits, key);
    if (typeof limit === 'number') requiredLimits[key] = limit;
  }
  const device = await adapter.requestDevice({ requiredLimits, requiredFeatures: wantedFeatures(adapter) });
  let reason: string | null = null;
  void device.lost.then((info) => {
    reason = info.message || info.reason;
  });
  return { device, lostReason: () => reason };
}

function wantedFeatures(adapter: GPUAdapter): GPUFeatureName[] {
  const subgroupMinSize: unknown = Reflect.get(adapter.info, 'subgroupMinSize');
  const hasWideSubgroups = typeof subgroupMinSize === 'number' && subgroupMinSize >= MIN_SUBGROUP_SIZE;
  const wanted: GPUFeatureName[] = ['shader-f16', 'timestamp-query'];
  if (hasWideSubgroups) wanted.push('subgroups');
  return wanted.filter((feature) => adapter.features.has(feature));
}
