import { decodeClip } from '../audio/decode-clip';
import { ClipError } from '../audio/errors';
import { CAPTURE_RATE_HZ } from '../protocol/capture';
import type { NoticeCode } from '../session/notices';
import type { DeviceStore } from '../stores/device-store';
import type { Notify } from './notices';
import type { Sound } from './sound';

/** Silence after a clip, longer than any end of turn, so that its last utterance ends before the room is heard again. */
const TAIL_S = 1.5;

const NOTICE_OF: Record<ClipError['code'], NoticeCode> = {
  'not-audio': 'clip-unreadable',
  'lying-header': 'clip-broken',
  empty: 'clip-empty',
  'too-long': 'clip-too-long',
  'too-large': 'clip-too-long',
};

/** A clip that is being spoken: where it begins on the capture clock and on the page's. */
export type SpokenClip = { startSample: number; endSample: number; startPageMs: number; ended: Promise<void> };

/** Decodes a file; null when it cannot be heard, and then a notice says why. */
export async function readClip(file: Blob, notify: Notify): Promise<Float32Array | null> {
  try {
    return await decodeClip(file);
  } catch (error) {
    if (!(error instanceof ClipError)) throw error;
    notify(NOTICE_OF[error.code], file instanceof File ? file.name : '');
    return null;
  }
}

/** Speaks 16 kHz mono into capture in the place of the microphone, at its own speed. */
export async function speakPcm(pcm: Float32Array, sound: Sound, device: DeviceStore): Promise<SpokenClip> {
  const padded = new Float32Array(pcm.length + TAIL_S * CAPTURE_RATE_HZ);
  padded.set(pcm);
  const { isMuted } = device.getState();
  // Muting silences whatever capture hears; during a clip the room is not heard anyway.
  if (isMuted) sound.capture.mute(false);
  device.setState({ isClipPlaying: true });
  const run = await sound.capture.playClip(padded);
  const ended = run.ended.then(() => {
    if (isMuted) sound.capture.mute(true);
    device.setState({ isClipPlaying: false });
  });
  return { startSample: run.startSample, endSample: run.startSample + pcm.length, startPageMs: sound.contextToPageMs(run.startContextTimeS), ended };
}
