/** Writes the mean of `channels` into `mono` and returns the sample count; no channels means silence of `mono.length`. */
export function downmix(channels: readonly Float32Array[], mono: Float32Array): number {
  const first = channels[0];
  if (first === undefined) {
    mono.fill(0);
    return mono.length;
  }
  const count = Math.min(first.length, mono.length);
  for (let n = 0; n < count; n += 1) {
    let sum = 0;
    for (let c = 0; c < channels.length; c += 1) sum += channels[c]?.[n] ?? 0;
    mono[n] = sum / channels.length;
  }
  return count;
}
