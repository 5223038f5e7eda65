/** Periodic Hann window, 0.5 − 0.5·cos(2πn/N): the form whose shifted copies add up to a constant. */
export function hannWindow(length: number): Float64Array {
  assertPositiveInteger('length', length);
  return Float64Array.from({ length }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / length));
}

/** Zeroth-order modified Bessel function of the first kind, by its power series (Abramowitz and Stegun 9.6.12). */
export function besselI0(x: number): number {
  const quarter = (x * x) / 4;
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k += 1) {
    term *= quarter / (k * k);
    sum += term;
  }
  return sum;
}

export function assertPositiveInteger(name: string, value: number): void {
  if (!Number.isInteger(value) || value <= 0) throw new RangeError(`Expected ${name} to be a positive integer, got ${value}`);
}
