import type { Session } from '../session/session';
import type { DeviceStore } from '../stores/device-store';
import type { Sound } from './sound';

type Host = { stores: { device: DeviceStore }; readonly awake: { session: Pick<Session, 'stopHearing'>; sound: Pick<Sound, 'mute'> } | null };

/** Keeps Talk from hearing what is not meant for it; answers how to give it its ear back. */
export function coverEar(app: Host): () => void {
  const { microphone, isMuted } = app.stores.device.getState();
  if (microphone.phase !== 'live' || isMuted || app.awake === null) return () => undefined;
  const { session, sound } = app.awake;
  session.stopHearing();
  sound.mute(true);
  return () => sound.mute(false);
}
