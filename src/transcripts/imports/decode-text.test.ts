import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text';

const utf16 = (text: string, isLittle: boolean) => {
  const bytes = new Uint8Array(2 * text.length + 2);
  const view = new DataView(bytes.buffer);
  [0xfeff, ...[...text].map((letter) => letter.charCodeAt(0))].forEach((unit, index) => view.setUint16(2 * index, unit, isLittle));
  return bytes;
};

describe('decodeText', () => {
  it.each([true, false])('reads UTF-16 by its mark (little endian: %s)', (isLittle) => {
    expect(decodeText(utf16('你好 é', isLittle))).toBe('你好 é');
  });
  it('reads UTF-8 with and without a mark', () => {
    expect(decodeText(new TextEncoder().encode('你好 é'))).toBe('你好 é');
    expect(decodeText(new TextEncoder().encode('\uFEFF你好'))).toBe('你好');
  });
  it('reads Chinese subtitles in GB 18030', () => {
    expect(decodeText(Uint8Array.of(0x31, 0x0a, 0xc4, 0xe3, 0xba, 0xc3, 0xa3, 0xac, 0xca, 0xc0, 0xbd, 0xe7, 0x0a))).toBe('1\n你好，世界\n');
  });
  it('reads French in Windows-1252', () => {
    expect(decodeText(Uint8Array.from([...'l\u00e9t\u00e9 o\u00f9 \u00e7a'].map((letter) => letter.charCodeAt(0))))).toBe('lété où ça');
  });
});
