import { microphoneError, microphoneErrorFrom } from './errors';
import type { CaptureSettings } from './types';

/** Echo cancellation keeps the assistant from hearing itself; the other two make a far voice clearer. */
const ASKED_FOR = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };

/** Opens a microphone; asks for the permission where it has not been given. Rejects with `MicrophoneError`. */
export async function openMicrophone(deviceId?: string): Promise<MediaStream> {
  // Absent outside secure contexts: then no page of this origin can ever listen.
  if (navigator.mediaDevices === undefined) throw microphoneError('microphone-missing');
  const audio: MediaTrackConstraints = deviceId === undefined ? ASKED_FOR : { ...ASKED_FOR, deviceId: { exact: deviceId } };
  const stream = await navigator.mediaDevices.getUserMedia({ audio }).catch((reason: unknown) => {
    throw microphoneErrorFrom(reason);
  });
  if (stream.getAudioTracks()[0] === undefined) throw microphoneError('microphone-missing');
  return stream;
}

/** What the device does, which may not be what was asked for. */
export function readSettings(kind: CaptureSettings['kind'], stream?: MediaStream): CaptureSettings {
  const track = stream?.getAudioTracks()[0];
  if (track === undefined) return { kind, label: '' };
  const { deviceId, sampleRate, echoCancellation, noiseSuppression, autoGainControl } = track.getSettings();
  return {
    kind,
    label: track.label,
    deviceId,
    sampleRateHz: sampleRate,
    // Newer browsers answer with the kind of echo cancellation, as a word.
    echoCancellation: echoCancellation === undefined ? undefined : Boolean(echoCancellation),
    noiseSuppression,
    autoGainControl,
  };
}

export type AudioDevice = { deviceId: string; label: string };

/** Names are empty until a microphone has been allowed. */
export async function listDevices(kind: 'audioinput' | 'audiooutput'): Promise<AudioDevice[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices.filter((device) => device.kind === kind && device.deviceId !== '').map(({ deviceId, label }) => ({ deviceId, label }));
}

export type TrackListeners = { onLost: () => void; onSilenced: (isSilenced: boolean) => void };

/** Watches the first audio track until `signal` aborts. */
export function watchTrack(stream: MediaStream, { onLost, onSilenced }: TrackListeners, signal: AbortSignal): void {
  const track = stream.getAudioTracks()[0];
  track?.addEventListener('ended', onLost, { signal });
  track?.addEventListener('mute', () => onSilenced(true), { signal });
  track?.addEventListener('unmute', () => onSilenced(false), { signal });
}
