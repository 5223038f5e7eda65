/** Real input, double precision inside: the log of a small power keeps its digits. */
type Reals = Float32Array | Float64Array;

/**
 * Discrete Fourier transform of `size` real samples, `size` a power of two.
 *
 * One complex radix-2 transform of half the size, split afterwards (Press et al., Numerical Recipes, 12.3.2).
 * Tables and work space are made once, so a transform allocates nothing. Spectra have size/2 + 1 bins.
 */
export class RealFft {
  readonly size: number;
  readonly binCount: number;
  readonly #half: number;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #reversed: Uint32Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;

  constructor(size: number) {
    if (!Number.isInteger(size) || size < 4 || (size & (size - 1)) !== 0) {
      throw new RangeError(`Expected size to be a power of two of at least 4, got ${size}`);
    }
    const half = size / 2;
    this.size = size;
    this.binCount = half + 1;
    this.#half = half;
    this.#cos = Float64Array.from({ length: half }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.#sin = Float64Array.from({ length: half }, (_, k) => Math.sin((2 * Math.PI * k) / size));
    this.#reversed = bitReversal(half);
    this.#re = new Float64Array(half);
    this.#im = new Float64Array(half);
  }

  /** Writes X[k] = Σ x[n]·e^(−2πikn/size) for k = 0 … size/2. `input` may be shorter: zeros follow it. */
  forward(input: Reals, outRe: Reals, outIm: Reals): void {
    const [half, re, im] = [this.#half, this.#re, this.#im];
    for (let n = 0; n < half; n += 1) {
      const at = this.#reversed[n] ?? 0;
      re[at] = input[2 * n] ?? 0;
      im[at] = input[2 * n + 1] ?? 0;
    }
    this.#butterflies(-1);
    for (let k = 0; k <= half; k += 1) {
      const a = k % half;
      const b = (half - k) % half;
      const evenRe = ((re[a] ?? 0) + (re[b] ?? 0)) / 2;
      const evenIm = ((im[a] ?? 0) - (im[b] ?? 0)) / 2;
      const oddRe = ((im[a] ?? 0) + (im[b] ?? 0)) / 2;
      const oddIm = ((re[b] ?? 0) - (re[a] ?? 0)) / 2;
      const cos = k === half ? -1 : (this.#cos[k] ?? 0);
      const sin = k === half ? 0 : (this.#sin[k] ?? 0);
      outRe[k] = evenRe + oddRe * cos + oddIm * sin;
      outIm[k] = evenIm + oddIm * cos - oddRe * sin;
    }
  }

  /** Writes the `size` real samples whose spectrum is given; divides by `size`, so it undoes `forward`. */
  inverse(inRe: Reals, inIm: Reals, output: Reals): void {
    const [half, re, im] = [this.#half, this.#re, this.#im];
    for (let k = 0; k < half; k += 1) {
      const mirrored = half - k;
      const evenRe = ((inRe[k] ?? 0) + (inRe[mirrored] ?? 0)) / 2;
      const evenIm = ((inIm[k] ?? 0) - (inIm[mirrored] ?? 0)) / 2;
      const diffRe = ((inRe[k] ?? 0) - (inRe[mirrored] ?? 0)) / 2;
      const diffIm = ((inIm[k] ?? 0) + (inIm[mirrored] ?? 0)) / 2;
      const cos = this.#cos[k] ?? 0;
      const sin = this.#sin[k] ?? 0;
      const at = this.#reversed[k] ?? 0;
      re[at] = evenRe - (diffRe * sin + diffIm * cos);
      im[at] = evenIm + (diffRe * cos - diffIm * sin);
    }
    this.#butterflies(1);
    for (let n = 0; n < half; n += 1) {
      output[2 * n] = (re[n] ?? 0) / half;
      output[2 * n + 1] = (im[n] ?? 0) / half;
    }
  }

  /** In place over the bit-reversed work space; `sign` is that of the exponent. */
  #butterflies(sign: 1 | -1): void {
    const [half, re, im] = [this.#half, this.#re, this.#im];
    for (let width = 2; width <= half; width *= 2) {
      const reach = width / 2;
      const stride = this.size / width;
      for (let offset = 0; offset < reach; offset += 1) {
        const cos = this.#cos[offset * stride] ?? 0;
        const sin = sign * (this.#sin[offset * stride] ?? 0);
        for (let a = offset; a < half; a += width) {
          const b = a + reach;
          const bRe = (re[b] ?? 0) * cos - (im[b] ?? 0) * sin;
          const bIm = (re[b] ?? 0) * sin + (im[b] ?? 0) * cos;
          re[b] = (re[a] ?? 0) - bRe;
          im[b] = (im[a] ?? 0) - bIm;
          re[a] = (re[a] ?? 0) + bRe;
          im[a] = (im[a] ?? 0) + bIm;
        }
      }
    }
  }
}

function bitReversal(size: number): Uint32Array {
  const reversed = new Uint32Array(size);
  for (let n = 1; n < size; n += 1) {
    reversed[n] = ((reversed[n >> 1] ?? 0) >> 1) | ((n & 1) === 1 ? size >> 1 : 0);
  }
  return reversed;
}
