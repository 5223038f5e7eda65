import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor, env } from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { silero16kHz } from './silero-16khz';

const shipped = readFileSync('node_modules/@ricky0123/vad-web/dist/silero_vad_v6.onnx');

/** Noise that comes and goes, so that the recurrent state has something to remember. */
function frames(count: number): Float32Array[] {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647 - 0.5;
  return Array.from({ length: count }, (_, frame) => Float32Array.from({ length: 576 }, () => random() * (frame % 12 < 6 ? 0.4 : 0.001)));
}

async function listen(model: Uint8Array, feeds: Record<string, Tensor>) {
  const session = await InferenceSession.create(model, { executionProviders: ['wasm'] });
  let state: Tensor = new Tensor('float32', new Float32Array(256), [2, 1, 128]);
  const probabilities: number[] = [];
  for (const frame of frames(60)) {
    const { output, stateN } = await session.run({ input: new Tensor('float32', frame, [1, 576]), state, ...feeds });
    state = stateN!;
    probabilities.push(Number(output!.data[0]));
  }
  return { inputNames: session.inputNames, probabilities, state: Array.from(state.data, Number) };
}

describe('silero16kHz', () => {
  it('answers to the bit what the shipped model answers at 16 kHz, with half of its bytes', async () => {
    env.wasm.numThreads = 1;
    const model = silero16kHz(shipped);
    const expected = await listen(shipped, { sr: new Tensor('int64', BigInt64Array.of(16_000n), []) });
    const { inputNames, probabilities, state } = await listen(model, {});
    expect(inputNames).toEqual(['input', 'state']);
    expect(probabilities).toEqual(expected.probabilities);
    expect(state).toEqual(expected.state);
    expect(Math.max(...probabilities)).toBeGreaterThan(2 * Math.min(...probabilities));
    expect(model.byteLength).toBeLessThan(shipped.byteLength * 0.56);
  });

  it('refuses a model that it does not know', () => {
    const other = Buffer.from(shipped.toString('latin1').replaceAll('/decoder/rnn/If_4', '/decoder/rnn/If_9'), 'latin1');
    expect(() => silero16kHz(other)).toThrow('/decoder/rnn/If_9');
  });
});
