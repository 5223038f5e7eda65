import { afterEach, describe, expect, it, vi } from 'vitest';
import { openGpuDevice } from './gpu-device';

/** A browser whose adapter records what is asked of it. */
function stubAdapter(subgroupMinSize: number, features: string[]) {
  let lose: (info: { message: string; reason: string }) => void = () => undefined;
  const device = { lost: new Promise((resolve) => (lose = resolve)) };
  const limits = Object.create({ maxBufferSize: 1 << 30, maxStorageBuffersPerShaderStage: 10 });
  const requestDevice = vi.fn(async () => device);
  const adapter = { limits, features: new Set(features), info: { subgroupMinSize }, requestDevice };
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => adapter } });
  return { requestDevice, lose, device };
}

afterEach(() => vi.unstubAllGlobals());

describe('openGpuDevice', () => {
  it('asks for every limit of the adapter, because the defaults are too few buffers', async () => {
    const { requestDevice } = stubAdapter(32, []);
    await openGpuDevice();
    expect(requestDevice).toHaveBeenCalledWith({ requiredLimits: { maxBufferSize: 1 << 30, maxStorageBuffersPerShaderStage: 10 }, requiredFeatures: [] });
  });

  it.each([
    [4, ['shader-f16']],
    [8, ['shader-f16', 'subgroups']],
  ])('with subgroups of %d asks for %o', async (subgroupMinSize, requiredFeatures) => {
    const { requestDevice } = stubAdapter(subgroupMinSize, ['shader-f16', 'subgroups']);
    await openGpuDevice();
    expect(requestDevice).toHaveBeenCalledWith(expect.objectContaining({ requiredFeatures }));
  });

  it('knows when the device has gone, and why', async () => {
    const { lose } = stubAdapter(32, []);
    const gpu = await openGpuDevice();
    expect(gpu.lostReason()).toBeNull();
    lose({ message: 'unplugged', reason: 'unknown' });
    await expect.poll(() => gpu.lostReason()).toBe('unplugged');
  });

  it('is device-lost where there is no adapter', async () => {
    vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => null } });
    await expect(openGpuDevice()).rejects.toMatchObject({ code: 'device-lost' });
    vi.stubGlobal('navigator', {});
    await expect(openGpuDevice()).rejects.toMatchObject({ code: 'device-lost' });
  });
});
