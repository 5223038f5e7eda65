import { CAPTURE_RATE_HZ } from '../protocol/capture';

/** Nothing but zeros for this long after it was opened: a microphone behind a switch, or one that another program holds. */
const FROM_THE_START_S = 4;
/** Later a pause may be all zeros where a headset gates its noise, so that more of them are no surprise. */
const AFTER_SOUND_S = 30;

/** Tells a microphone that gives digital silence from a quiet room, which is never exactly zero. */
export class SilenceWatch {
  #zeroSamples = 0;
  #hasSounded = false;

  /** Takes the next samples of the microphone, 16 kHz. Zeros are `unclear` until there have been too many of them. */
  hear(pcm: Float32Array): 'sounding' | 'unclear' | 'silenced' {
    if (pcm.some((sample) => sample !== 0)) {
      this.#hasSounded = true;
      this.#zeroSamples = 0;
      return 'sounding';
    }
    this.#zeroSamples += pcm.length;
    const allowedS = this.#hasSounded ? AFTER_SOUND_S : FROM_THE_START_S;
    return this.#zeroSamples >= allowedS * CAPTURE_RATE_HZ ? 'silenced' : 'unclear';
  }

  /** Another microphone, or the same one opened or unmuted again. */
  reset(): void {
    this.#zeroSamples = 0;
    this.#hasSounded = false;
  }
}
