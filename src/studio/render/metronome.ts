const CLICK_MS = 30;
const CLICK_HZ = 1000;
const ACCENT_HZ = 1500;
const LEVEL = 0.25;

/** Clicks on every beat from the start, the first of each bar higher; mono, −1…1. */
export function renderMetronome(beatsPerMinute: number, durationMs: number, sampleRateHz: number, beatsPerBar = 4): Float32Array {
  if (!(beatsPerMinute > 0)) throw new RangeError(`Expected beatsPerMinute > 0, got ${beatsPerMinute}`);
  const clicks = new Float32Array(Math.round((durationMs * sampleRateHz) / 1000));
  const clickSamples = Math.round((CLICK_MS * sampleRateHz) / 1000);
  for (let beat = 0; ; beat++) {
    const start = Math.round((beat * 60 * sampleRateHz) / beatsPerMinute);
    if (start >= clicks.length) return clicks;
    const frequencyHz = beat % beatsPerBar === 0 ? ACCENT_HZ : CLICK_HZ;
    for (let index = 0; index < clickSamples && start + index < clicks.length; index++) {
      const fade = (1 - index / clickSamples) ** 2;
      clicks[start + index] = LEVEL * fade * Math.sin((2 * Math.PI * frequencyHz * index) / sampleRateHz);
    }
  }
}
