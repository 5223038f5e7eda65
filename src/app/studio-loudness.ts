/** ITU-R BS.1770-4: blocks of 400 ms every 100 ms, and what is too quiet to count. */
const BLOCK_S = 0.4;
const STEP_S = 0.1;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;
const OFFSET_LU = -0.691;
/** Above this a sample is bent towards 1 instead of being cut. */
const KNEE = 0.8;

type Biquad = { b0: number; b1: number; b2: number; a1: number; a2: number };

/** Integrated loudness of mono sound in LUFS; −Infinity when nothing in it is loud enough to count. */
export function measureLoudness(pcm: Float32Array, sampleRateHz: number): number {
  const weighted = filter(filter(pcm, shelf(sampleRateHz)), highPass(sampleRateHz));
  const block = Math.round(BLOCK_S * sampleRateHz);
  const step = Math.round(STEP_S * sampleRateHz);
  const powers: number[] = [];
  for (let start = 0; start === 0 || start + block <= weighted.length; start += step) {
    const part = weighted.subarray(start, start + block);
    powers.push(part.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, part.length));
  }
  const loud = powers.filter((power) => toLufs(power) > ABSOLUTE_GATE_LUFS);
  const gate = toLufs(mean(loud)) + RELATIVE_GATE_LU;
  return toLufs(mean(loud.filter((power) => toLufs(power) > gate)));
}

/** The sound at a loudness; peaks that would go beyond full scale are bent. Silence stays silence. */
export function normaliseLoudness(pcm: Float32Array, sampleRateHz: number, targetLufs: number): Float32Array {
  const loudness = measureLoudness(pcm, sampleRateHz);
  if (!Number.isFinite(loudness)) return pcm;
  const gain = 10 ** ((targetLufs - loudness) / 20);
  return pcm.map((sample) => bend(sample * gain));
}

function bend(sample: number): number {
  const level = Math.abs(sample);
  return level <= KNEE ? sample : Math.sign(sample) * (KNEE + (1 - KNEE) * Math.tanh((level - KNEE) / (1 - KNEE)));
}

const mean = (values: readonly number[]) => (values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length);
const toLufs = (power: number) => OFFSET_LU + 10 * Math.log10(power);

function filter(pcm: Float32Array | Float64Array, { b0, b1, b2, a1, a2 }: Biquad): Float64Array {
  const out = new Float64Array(pcm.length);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let n = 0; n < pcm.length; n += 1) {
    const x = pcm[n] ?? 0;
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    out[n] = y;
    [x2, x1, y2, y1] = [x1, x, y1, y];
  }
  return out;
}

/** The head as a sphere: +4 dB above about 2 kHz. Analogue prototypes of the standard's 48 kHz filters, for any rate. */
function shelf(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRateHz);
  const q = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return { b0: (high + (band * k) / q + k * k) / a0, b1: (2 * (k * k - high)) / a0, b2: (high - (band * k) / q + k * k) / a0, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}

/** What is below hearing does not count. */
function highPass(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRateHz);
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}
