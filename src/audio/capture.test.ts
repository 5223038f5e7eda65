import { describe, expect, it } from 'vitest';
import { Capture } from './capture';
import { devices, FakeStream, installFakeAudio, openHost, RATE_HZ } from './test-helpers/fake-audio';
import type { CaptureUpdate } from './types';

installFakeAudio();

async function setUp() {
  const { host, context } = openHost();
  const capture = await Capture.create(host);
  const updates: CaptureUpdate[] = [];
  capture.subscribe((update) => updates.push(update));
  const frames = () => updates.flatMap((update) => (update.type === 'frame' ? [update] : []));
  const stop = async () => {
    capture.dispose();
    await host.dispose();
  };
  return { context, capture, updates, frames, stop };
}

describe('Capture', () => {
  it('reads back what the device does, and keeps the past by sample', async () => {
    const { context, capture, frames, stop } = await setUp();
    devices.getUserMedia.mockResolvedValue(new FakeStream());
    const settings = await capture.start({ kind: 'microphone' });
    expect(settings).toMatchObject({ label: 'Desk microphone', sampleRateHz: RATE_HZ, echoCancellation: true, noiseSuppression: false });
    expect(devices.getUserMedia.mock.calls[0]?.[0].audio).toMatchObject({ echoCancellation: true });
    await context.render(1);
    expect(frames().length).toBe(Math.floor(capture.endSample / 512));
    expect(capture.read(4000, 8000)).toHaveLength(4000);
    expect(capture.read(4000, 8000)[2000]).toBeCloseTo(0.25, 3);
    await stop();
  });

  it('asks for the chosen device and no other', async () => {
    const { capture, stop } = await setUp();
    devices.getUserMedia.mockResolvedValue(new FakeStream());
    await capture.start({ kind: 'microphone', deviceId: 'desk' });
    expect(devices.getUserMedia.mock.calls[0]?.[0].audio.deviceId).toEqual({ exact: 'desk' });
    await stop();
  });

  it('says why there is no microphone, and hears silence meanwhile', async () => {
    const { context, capture, frames, stop } = await setUp();
    devices.getUserMedia.mockRejectedValue(new DOMException('', 'NotAllowedError'));
    await expect(capture.start({ kind: 'microphone' })).rejects.toMatchObject({ code: 'microphone-denied' });
    await context.render(0.1);
    expect(frames().every(({ pcm }) => pcm.every((sample) => sample === 0))).toBe(true);
    await stop();
  });

  it('tells that the microphone was lost, goes on counting, and starts again on the same clock', async () => {
    const { context, capture, updates, frames, stop } = await setUp();
    const first = new FakeStream();
    devices.getUserMedia.mockResolvedValueOnce(first).mockResolvedValueOnce(new FakeStream());
    await capture.start({ kind: 'microphone' });
    await context.render(0.2);
    first.track.dispatchEvent(new Event('ended'));
    expect(updates.at(-1)).toMatchObject({ type: 'capture.failed', code: 'microphone-lost' });
    await context.render(0.2);
    await capture.start({ kind: 'microphone' });
    await context.render(0.2);
    const starts = frames().map(({ startSample }) => startSample);
    expect(starts).toEqual(starts.map((_, index) => index * 512));
    expect(frames().at(-1)?.pcm[256]).toBeCloseTo(0.25, 3);
    expect(first.track.isStopped).toBe(true);
    await stop();
  });

  it('lets a permission that comes late give way to the newer source', async () => {
    const { context, capture, stop } = await setUp();
    const late = new FakeStream();
    let allow: (stream: FakeStream) => void = () => undefined;
    devices.getUserMedia.mockReturnValueOnce(new Promise<FakeStream>((resolve) => (allow = resolve)));
    const first = capture.start({ kind: 'microphone' });
    await capture.start({ kind: 'silence' });
    allow(late);
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect(late.track.isStopped).toBe(true);
    expect(context.connected.size).toBe(0);
    await stop();
  });

  it('does not stop a stream that it was only lent', async () => {
    const { capture, stop } = await setUp();
    const lent = new FakeStream();
    await capture.start({ kind: 'stream', stream: lent as unknown as MediaStream });
    capture.stop();
    expect(lent.track.isStopped).toBe(false);
    await stop();
  });

  it('passes on that devices came or went, and that one fell silent', async () => {
    const { capture, updates, stop } = await setUp();
    const stream = new FakeStream();
    devices.getUserMedia.mockResolvedValue(stream);
    await capture.start({ kind: 'microphone' });
    stream.track.dispatchEvent(new Event('mute'));
    devices.dispatchEvent(new Event('devicechange'));
    expect(updates.slice(-2)).toEqual([{ type: 'capture.silenced', isSilenced: true }, { type: 'devices.changed' }]);
    await stop();
  });

  it('gives zeros while muted', async () => {
    const { context, capture, frames, stop } = await setUp();
    devices.getUserMedia.mockResolvedValue(new FakeStream());
    await capture.start({ kind: 'microphone' });
    capture.mute(true);
    await context.render(0);
    await context.render(0.2);
    expect(frames().length).toBeGreaterThan(4);
    expect(frames().every(({ pcm }) => pcm.every((sample) => sample === 0))).toBe(true);
    await stop();
  });

  describe('that gives digital silence', () => {
    const silences = (updates: CaptureUpdate[]) => updates.flatMap((update) => (update.type === 'capture.silenced' ? [update.isSilenced] : []));

    async function listenTo(level: number) {
      const world = await setUp();
      devices.getUserMedia.mockResolvedValue(new FakeStream());
      await world.capture.start({ kind: 'microphone' });
      world.context.level = level;
      return world;
    }

    it('says so after four seconds, and takes it back with the first sound', async () => {
      const { context, updates, stop } = await listenTo(0);
      await context.render(3.9);
      expect(silences(updates)).toEqual([]);
      await context.render(0.3);
      expect(silences(updates)).toEqual([true]);
      context.level = 1e-4;
      await context.render(0.1);
      expect(silences(updates)).toEqual([true, false]);
      await stop();
    });

    it('is given more time once it has sounded, as headsets gate their noise', async () => {
      const { context, updates, stop } = await listenTo(0.25);
      await context.render(0.5);
      context.level = 0;
      await context.render(20);
      expect(silences(updates)).toEqual([]);
      await context.render(11);
      expect(silences(updates)).toEqual([true]);
      await stop();
    });

    it('is not blamed for being muted here, nor for not being there', async () => {
      const { context, capture, updates, stop } = await listenTo(0);
      capture.mute(true);
      await context.render(6);
      capture.mute(false);
      await context.render(3);
      capture.stop();
      await context.render(6);
      expect(silences(updates)).toEqual([]);
      await stop();
    });
  });
});
