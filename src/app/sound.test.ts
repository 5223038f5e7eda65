import { afterEach, describe, expect, it, vi } from 'vitest';
import { AudioHost } from '../audio/audio-host';
import { devices, fakeContextOf, FakeStream, installFakeAudio, settle } from '../audio/test-helpers/fake-audio';
import { createDeviceStore } from '../stores/device-store';
import { createTurnStore } from '../stores/turn-store';
import { createNotify } from './notices';
import { Sound } from './sound';

installFakeAudio();
const opened: Sound[] = [];
afterEach(() => Promise.all(opened.splice(0).map((sound) => sound.host.dispose())));

async function openSound() {
  const stores = { device: createDeviceStore(), turn: createTurnStore() };
  const sound = await Sound.open(stores, createNotify(stores.turn));
  opened.push(sound);
  const context = fakeContextOf(sound.host);
  const notices = () => stores.turn.getState().notices.map(({ code }) => code);
  const phase = () => stores.device.getState().microphone.phase;
  return { sound, context, notices, phase };
}

describe('Sound', () => {
  it.each([
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'busy'],
    ['NotAllowedError', 'refused'],
  ])('tells %s apart, and takes it back when the microphone opens', async (name, phase) => {
    const world = await openSound();
    devices.getUserMedia.mockRejectedValueOnce(new DOMException('', name)).mockResolvedValueOnce(new FakeStream());
    await world.sound.listen(null);
    expect(world.phase()).toBe(phase);
    expect(world.notices()).toEqual([`microphone-${phase}`]);
    await world.sound.listen(null);
    expect(world.phase()).toBe('live');
    expect(world.notices()).toEqual([]);
  });

  it('leaves no context behind where its worklets cannot be had', async () => {
    const close = vi.spyOn(AudioHost.prototype, 'dispose');
    vi.spyOn(AudioHost.prototype, 'addModule').mockRejectedValueOnce(new DOMException('Unable to load a worklet.', 'AbortError'));
    await expect(openSound()).rejects.toThrow('Unable to load a worklet.');
    expect(close).toHaveBeenCalledOnce();
    vi.restoreAllMocks();
  });

  it('says that a microphone gives no sound for as long as it does', async () => {
    const { sound, context, notices, phase } = await openSound();
    devices.getUserMedia.mockResolvedValue(new FakeStream());
    await sound.listen(null);
    context.level = 0;
    await context.render(5);
    expect(notices()).toEqual(['microphone-silent']);
    expect(phase()).toBe('live');
    context.level = 0.1;
    await context.render(0.1);
    expect(notices()).toEqual([]);
  });

  it('says at once that the system has silenced the microphone, until it is heard or let go', async () => {
    const { sound, context, notices } = await openSound();
    const stream = new FakeStream();
    devices.getUserMedia.mockResolvedValue(stream);
    await sound.listen(null);
    stream.track.dispatchEvent(new Event('mute'));
    context.level = 0;
    await context.render(0.2);
    expect(notices()).toEqual(['microphone-silent']);
    sound.capture.stop();
    await settle();
    expect(notices()).toEqual([]);
  });
});
