const ONES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve',
  'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const SCALES = ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion'];
const IRREGULAR_ORDINALS: Record<string, string> = {
  one: 'first', two: 'second', three: 'third', five: 'fifth', eight: 'eighth', nine: 'ninth', twelve: 'twelfth',
};
/** Longer integers are read digit by digit: nobody hears a quintillion. */
const LONGEST_CARDINAL_DIGITS = 15;

/** '0815' → 'zero eight one five'. */
export function digitsToWords(digits: string): string {
  return Array.from(digits.replace(/\D/g, ''), (digit) => ONES[Number(digit)]).join(' ');
}

/** '1204' → 'one thousand two hundred four'; commas are allowed; a leading zero means a code, read by digits. */
export function integerToWords(integer: string): string {
  const digits = integer.replace(/\D/g, '');
  if (digits.length > LONGEST_CARDINAL_DIGITS || /^0\d/.test(digits)) return digitsToWords(digits);
  if (Number(digits) === 0) return 'zero';
  const groups: string[] = [];
  for (let end = digits.length, scale = 0; end > 0; end -= 3, scale += 1) {
    const group = belowThousandToWords(Number(digits.slice(Math.max(0, end - 3), end)));
    if (group !== '') groups.unshift(`${group} ${SCALES[scale] ?? ''}`.trim());
  }
  return groups.join(' ');
}

function belowThousandToWords(value: number): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  const words = hundreds > 0 ? [`${ONES[hundreds] ?? ''} hundred`] : [];
  if (rest >= 20) words.push(`${TENS[Math.floor(rest / 10)] ?? ''}${rest % 10 > 0 ? ` ${ONES[rest % 10] ?? ''}` : ''}`);
  else if (rest > 0) words.push(ONES[rest] ?? '');
  return words.join(' ');
}

/** '-3.50' → 'minus three point five zero'. */
export function numberToWords(number: string): string {
  const match = /^([-−+]?)([\d,]*)(?:\.(\d+))?$/.exec(number);
  if (match === null) return digitsToWords(number);
  const [, sign = '', integer = '', fraction] = match;
  const prefix = sign === '-' || sign === '−' ? 'minus ' : sign === '+' ? 'plus ' : '';
  const tail = fraction === undefined ? '' : ` point ${digitsToWords(fraction)}`;
  return `${prefix}${integer === '' ? 'zero' : integerToWords(integer)}${tail}`;
}

/** '22' → 'twenty second'. */
export function ordinalToWords(integer: string): string {
  const words = integerToWords(integer).split(' ');
  const last = words.pop() ?? '';
  const ordinal = IRREGULAR_ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return [...words, ordinal].join(' ');
}

/** '1984' → 'nineteen eighty four', '2005' → 'two thousand five', '1900' → 'nineteen hundred'. */
export function yearToWords(year: string): string {
  const value = Number(year);
  const [century, rest] = [Math.floor(value / 100), value % 100];
  if (value % 1000 < 10 || value < 1000 || value > 2999) return integerToWords(year);
  if (rest === 0) return `${integerToWords(String(century))} hundred`;
  return `${integerToWords(String(century))} ${rest < 10 ? `oh ${ONES[rest] ?? ''}` : integerToWords(String(rest))}`;
}

/** Hours and minutes of a clock: (3, 5) → 'three oh five', (12, 0) → "twelve o'clock" unless `hasSuffix`. */
export function clockToWords(hour: number, minute: number, hasSuffix: boolean): string {
  const hours = integerToWords(String(hour));
  if (minute === 0) return hasSuffix || hour > 12 || hour === 0 ? (hasSuffix ? hours : `${hours} hundred`) : `${hours} o'clock`;
  return `${hours} ${minute < 10 ? 'oh ' : ''}${integerToWords(String(minute))}`;
}
