/** Largest absolute difference of two equally long rows; infinite when the lengths differ or a value is not a number. */
export function maxDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let largest = 0;
  for (let n = 0; n < actual.length; n += 1) {
    const difference = Math.abs((actual[n] ?? NaN) - (expected[n] ?? NaN));
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  }
  return largest;
}
