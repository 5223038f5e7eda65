const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const PLACES = ['', '十', '百', '千'];
const MYRIADS = ['', '万', '亿', '万亿'];
/** Longer integers are read digit by digit. */
const LONGEST_INTEGER_DIGITS = 16;

/** '2026' → '二零二六'. */
export function digitsToHanzi(digits: string): string {
  return Array.from(digits.replace(/\D/g, ''), (digit) => DIGITS[Number(digit)]).join('');
}

/** '10203' → '一万零二百零三'; commas are allowed; a leading zero means a code, read by digits. */
export function integerToHanzi(integer: string): string {
  const digits = integer.replace(/\D/g, '');
  if (digits.length > LONGEST_INTEGER_DIGITS || /^0\d/.test(digits)) return digitsToHanzi(digits);
  if (Number(digits) === 0) return '零';
  let hanzi = '';
  const groupCount = Math.ceil(digits.length / 4);
  for (let group = groupCount - 1; group >= 0; group -= 1) {
    const end = digits.length - group * 4;
    const value = digits.slice(Math.max(0, end - 4), end);
    const words = belowMyriadToHanzi(value);
    // A group that starts with zeros, or follows a group that was silent, is joined by one 零.
    if (words !== '' && hanzi !== '' && (value.startsWith('0') || hanzi.endsWith('零'))) hanzi = `${hanzi.replace(/零$/, '')}零`;
    if (words !== '') hanzi += words + (MYRIADS[group] ?? '');
  }
  return hanzi.replace(/^一十/, '十');
}

function belowMyriadToHanzi(value: string): string {
  const plain = value.replace(/^0+/, '');
  let hanzi = '';
  for (let i = 0; i < plain.length; i += 1) {
    const digit = Number(plain[i]);
    if (digit > 0) hanzi += (DIGITS[digit] ?? '') + (PLACES[plain.length - 1 - i] ?? '');
    else if (/[1-9]/.test(plain.slice(i)) && !hanzi.endsWith('零')) hanzi += '零';
  }
  return hanzi;
}

/** '-3.14' → '负三点一四'. */
export function numberToHanzi(number: string): string {
  const match = /^([-−+]?)([\d,]*)(?:\.(\d+))?$/.exec(number);
  if (match === null) return digitsToHanzi(number);
  const [, sign = '', integer = '', fraction] = match;
  const prefix = sign === '-' || sign === '−' ? '负' : sign === '+' ? '加' : '';
  return `${prefix}${integer === '' ? '零' : integerToHanzi(integer)}${fraction === undefined ? '' : `点${digitsToHanzi(fraction)}`}`;
}
