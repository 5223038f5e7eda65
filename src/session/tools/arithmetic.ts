import { ToolError } from './tool';

const NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/i;
const MAX_DEPTH = 60;

/**
 * Value of an arithmetic expression: `+ - * / ^ % ( ) sqrt()`, with × ÷ − √ as people type them.
 *
 * `%` before an operand is the remainder, with the sign of the divisor; at the end of an operand it is per cent. `^` binds tightest and to
 * the right. A grammar of our own, so that no text from a model is ever run as code.
 */
export function evaluate(expression: string): number {
  const text = expression.normalize('NFKC').toLowerCase().replaceAll(',', '').replaceAll('×', '*').replaceAll('÷', '/').replaceAll('−', '-').replaceAll('**', '^').replaceAll('√', 'sqrt').replace(/\s+/g, '');
  const parser = new Parser(text);
  const value = parser.parse();
  if (!Number.isFinite(value)) throw new ToolError(Number.isNaN(value) ? 'that has no real result' : 'the result is too large');
  return value;
}

class Parser {
  #position = 0;
  #depth = 0;

  constructor(private readonly text: string) {}

  parse(): number {
    const value = this.#sum();
    if (this.#position < this.text.length) this.#fail();
    return value;
  }

  #sum(): number {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) this.#fail();
    let value = this.#product();
    for (;;) {
      if (this.#take('+')) value += this.#product();
      else if (this.#take('-')) value -= this.#product();
      else break;
    }
    this.#depth -= 1;
    return value;
  }

  #product(): number {
    let value = this.#signed();
    for (;;) {
      if (this.#take('*')) value *= this.#signed();
      else if (this.#take('/')) value /= nonZero(this.#signed());
      else if (this.#peekOperandAfterPercent()) value = remainder(value, nonZero(this.#signedAfter('%')));
      else return value;
    }
  }

  #signed(): number {
    if (this.#take('-')) return -this.#signed();
    if (this.#take('+')) return this.#signed();
    return this.#power();
  }

  #signedAfter(sign: string): number {
    this.#take(sign);
    return this.#signed();
  }

  #power(): number {
    let base = this.#atom();
    while (this.text[this.#position] === '%' && !this.#peekOperandAfterPercent()) {
      this.#take('%');
      base /= 100;
    }
    return this.#take('^') ? base ** this.#signed() : base;
  }

  #atom(): number {
    if (this.#take('sqrt')) {
      this.#depth += 1;
      if (this.#depth > MAX_DEPTH) this.#fail();
      const value = Math.sqrt(this.#atom());
      this.#depth -= 1;
      return value;
    }
    if (this.#take('(')) {
      const value = this.#sum();
      if (!this.#take(')')) this.#fail();
      return value;
    }
    const [digits] = NUMBER.exec(this.text.slice(this.#position)) ?? [];
    if (digits === undefined) return this.#fail();
    this.#position += digits.length;
    return Number(digits);
  }

  #peekOperandAfterPercent(): boolean {
    return this.text[this.#position] === '%' && /^[\d.(s]/.test(this.text.slice(this.#position + 1));
  }

  #take(sign: string): boolean {
    if (!this.text.startsWith(sign, this.#position)) return false;
    this.#position += sign.length;
    return true;
  }

  #fail(): never {
    throw new ToolError('this is not arithmetic');
  }
}

function nonZero(divisor: number): number {
  if (divisor === 0) throw new ToolError('cannot divide by zero');
  return divisor;
}

const remainder = (value: number, divisor: number): number => value - divisor * Math.floor(value / divisor);

/** A number as it is said: whole where it is whole, six decimals at most, no trailing zeros. */
export function numberText(value: number): string {
  if (Math.abs(value) >= 1e15) return value.toPrecision(6).replace(/\.?0+(e|$)/, '$1');
  const text = value.toFixed(6).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}
