import { describe, expect, it } from 'vitest';
import { Mutex } from './mutex';

describe('Mutex', () => {
  it('never lets two tasks overlap, and keeps their order', async () => {
    const mutex = new Mutex();
    const log: string[] = [];
    const task = (name: string, waits: number) => mutex.run(async () => {
      log.push(`${name} begins`);
      for (let i = 0; i < waits; i++) await Promise.resolve();
      log.push(`${name} ends`);
      return name;
    });
    expect(await Promise.all([task('a', 9), task('b', 0), task('c', 3)])).toEqual(['a', 'b', 'c']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('goes on after a task that failed, and tells only its caller', async () => {
    const mutex = new Mutex();
    const failed = mutex.run(() => Promise.reject(new Error('broken')));
    const next = mutex.run(() => Promise.resolve(2));
    await expect(failed).rejects.toThrow('broken');
    expect(await next).toBe(2);
  });
});
