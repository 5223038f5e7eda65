import { describe, expect, it, vi } from 'vitest';
import { Recovery } from './recovery';

describe('Recovery', () => {
  it('restarts once for all the jobs that fail together', async () => {
    const restart = vi.fn(async () => true);
    const onRecovered = vi.fn();
    const recovery = new Recovery({ restart, onRecovered, onBroken: vi.fn() });
    expect(await Promise.all([recovery.recover('device-lost'), recovery.recover('internal')])).toEqual([true, true]);
    expect(restart).toHaveBeenCalledExactlyOnceWith('device-lost');
    expect(onRecovered).toHaveBeenCalledOnce();
  });

  it('tells of a restart that breaks, and tries again at the next fault', async () => {
    const broken = new Error('no worker');
    const restart = vi.fn<() => Promise<boolean>>().mockRejectedValueOnce(broken).mockResolvedValueOnce(true);
    const parts = { restart, onRecovered: vi.fn(), onBroken: vi.fn() };
    const recovery = new Recovery(parts);
    expect(await recovery.recover('internal')).toBe(false);
    expect(parts.onBroken).toHaveBeenCalledExactlyOnceWith(broken);
    expect(parts.onRecovered).not.toHaveBeenCalled();
    expect(await recovery.recover('internal')).toBe(true);
    expect(parts.onRecovered).toHaveBeenCalledOnce();
  });

  it('leaves the conversation alone when the engines did not come back', async () => {
    const parts = { restart: async () => false, onRecovered: vi.fn(), onBroken: vi.fn() };
    expect(await new Recovery(parts).recover('out-of-memory')).toBe(false);
    expect(parts.onRecovered).not.toHaveBeenCalled();
  });
});
