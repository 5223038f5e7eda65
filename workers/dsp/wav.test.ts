import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeWav, floatsToInt16, floatToInt16, int16ToFloats, probeWav } from './wav';

const encoded = () => encodeWav(Float32Array.from({ length: 160 }, (_, n) => Math.sin(n / 5)), 16000);

function patched(edit: (view: DataView) => void): ArrayBuffer {
  const bytes = encoded();
  edit(new DataView(bytes));
  return bytes;
}

describe('encodeWav', () => {
  it('writes a header that says what follows', () => {
    expect(probeWav(encoded())).toEqual({
      kind: 'wav',
      header: { formatTag: 1, channelCount: 1, sampleRateHz: 16000, bitsPerSample: 16, dataOffset: 44, dataByteLength: 320, seconds: 0.01 },
    });
  });

  it('clips, and keeps the sign', () => {
    const view = new DataView(encodeWav(Float32Array.from([1, -1, 2, -2, 0, NaN, 0.5]), 16000), 44);
    expect(Array.from({ length: 7 }, (_, n) => view.getInt16(n * 2, true))).toEqual([32767, -32768, 32767, -32768, 0, 0, 16384]);
  });

  it('keeps samples to half a step', () => {
    fc.assert(fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (sample) => Math.abs(floatToInt16(sample) / 32768 - sample) < 1 / 16384));
  });
});

describe('int16ToFloats', () => {
  it('gives every step back that it came from, from −1 to 1', () => {
    const steps = Int16Array.from({ length: 65_536 }, (_, n) => n - 32_768);
    const floats = int16ToFloats(steps);
    expect([floats[0], floats[32_768], floats[65_535]]).toEqual([-1, 0, 1]);
    expect(floatsToInt16(floats)).toEqual(steps);
  });
});

describe('probeWav', () => {
  it.each([
    ['more sound than there is', patched((view) => view.setUint32(40, 9_000_000, true)), 'claims 9000000 bytes of sound and has 320'],
    ['no channels', patched((view) => view.setUint16(22, 0, true)), '0 channels'],
    ['an impossible rate', patched((view) => view.setUint32(24, 3, true)), '3 samples a second'],
    ['samples that do not fit', patched((view) => view.setUint16(34, 24, true)), '24-bit'],
    ['a format chunk past the end', patched((view) => view.setUint32(16, 4_000_000_000, true)), 'format chunk'],
    ['nothing after the header', encoded().slice(0, 36), 'no sound'],
  ])('calls a wav broken that claims %s', (_, bytes, reason) => {
    const probe = probeWav(bytes);
    expect(probe.kind === 'broken' ? probe.reason : probe.kind).toContain(reason);
  });

  it('takes the rest of the file for a length left open by a pipe', () => {
    const probe = probeWav(patched((view) => view.setUint32(40, 0xffffffff, true)));
    expect(probe.kind === 'wav' && probe.header.dataByteLength).toBe(320);
  });

  it('reads any bytes without reading past them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(60), (noise, cut) => {
        const bytes = new Uint8Array(encoded().slice(0, cut + 12));
        bytes.set(noise.subarray(0, Math.max(0, bytes.length - 12)), 12);
        expect(['wav', 'broken']).toContain(probeWav(bytes.buffer).kind);
        expect(probeWav(noise.slice().buffer).kind).toBeTypeOf('string');
      }),
    );
  });
});
