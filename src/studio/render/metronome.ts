const CLICK_HZ = 1760;
const DOWNBEAT_HZ = 2637;
const CLICK_S = 0.03;
const CLICK_GAIN = 0.22;
const BEATS_PER_BAR = 4;

/** Adds a click on every beat to a stretch of sound, in place; `startSample` is where the stretch begins on the grid. */
export function addClicks(pcm: Float32Array, startSample: number, sampleRateHz: number, beatsPerMinute: number): void {
  const beatSamples = (sampleRateHz * 60) / beatsPerMinute;
  const clickSamples = Math.round(CLICK_S * sampleRateHz);
  for (let beat = Math.max(0, Math.floor((startSample - clickSamples) / beatSamples)); beat * beatSamples < startSample + pcm.length; beat += 1) {
    const at = Math.round(beat * beatSamples) - startSample;
    const pitchHz = beat % BEATS_PER_BAR === 0 ? DOWNBEAT_HZ : CLICK_HZ;
    for (let n = Math.max(0, -at); n < clickSamples && at + n < pcm.length; n += 1) {
      const fade = 1 - n / clickSamples;
      pcm[at + n] = (pcm[at + n] ?? 0) + CLICK_GAIN * fade * fade * Math.sin((2 * Math.PI * pitchHz * n) / sampleRateHz);
    }
  }
}
