import type { AudioHost } from './audio-host';

/** Partials of a small bell: frequency over the fundamental, loudness, and how fast it dies away. */
const PARTIALS = [
  { ratio: 1, gain: 0.6, decaysPerSecond: 5 },
  { ratio: 2.76, gain: 0.25, decaysPerSecond: 9 },
  { ratio: 5.4, gain: 0.1, decaysPerSecond: 16 },
];
const ATTACK_S = 0.004;

/** One strike of a bell, −1…1. */
export function bell(fundamentalHz: number, seconds: number, sampleRateHz: number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * sampleRateHz) }, (_, n) => {
    const timeS = n / sampleRateHz;
    const tail = Math.min(1, (seconds - timeS) / 0.02);
    const sum = PARTIALS.reduce((total, { ratio, gain, decaysPerSecond }) => {
      const isAudible = fundamentalHz * ratio < sampleRateHz / 2;
      return total + (isAudible ? gain * Math.exp(-decaysPerSecond * timeS) * Math.sin(2 * Math.PI * fundamentalHz * ratio * timeS) : 0);
    }, 0);
    return 0.5 * Math.min(1, timeS / ATTACK_S) * tail * sum;
  });
}

/** The ring of a timer: two rising strikes, three times. */
export function timerRing(sampleRateHz: number): Float32Array {
  const strikes = [0, 1, 2].flatMap((round) => [
    { atS: round * 0.9, hz: 880 },
    { atS: round * 0.9 + 0.18, hz: 1174.7 },
  ]);
  const ring = new Float32Array(Math.round(3.2 * sampleRateHz));
  for (const { atS, hz } of strikes) {
    const start = Math.round(atS * sampleRateHz);
    bell(hz, 1.2, sampleRateHz).forEach((sample, n) => {
      if (start + n < ring.length) ring[start + n] = (ring[start + n] ?? 0) + sample;
    });
  }
  return ring;
}

/** Plays at once, over whatever else is heard; the function it returns stops it. */
export function playEarcon({ context }: Pick<AudioHost, 'context'>, pcm: Float32Array, sampleRateHz: number): () => void {
  const buffer = context.createBuffer(1, pcm.length, sampleRateHz);
  buffer.copyToChannel(Float32Array.from(pcm), 0);
  const node = new AudioBufferSourceNode(context, { buffer });
  node.connect(context.destination);
  node.onended = () => node.disconnect();
  node.start();
  return () => node.stop();
}
