import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { float32, Graph, readFloat32, takeTensor } from './graph';

type Session = ConstructorParameters<typeof Graph>[1];

/** A session that doubles its input, or fails. */
function session(run: Session['run']): Session {
  return {
    inputNames: ['x'],
    outputNames: ['y'],
    inputMetadata: [{ name: 'x', isTensor: true, type: 'float32', shape: [1, 'T', 80] }],
    outputMetadata: [],
    run,
    release: async () => undefined,
    startProfiling: () => undefined,
    endProfiling: () => undefined,
  };
}

const doubles = session(async (feeds: Record<string, unknown>) => {
  const { x } = feeds;
  if (!(x instanceof ort.Tensor) || !(x.data instanceof Float32Array)) throw new TypeError('no tensor');
  return { y: new ort.Tensor('float32', x.data.map((value) => 2 * value), x.dims) };
});
const breaks = session(async () => Promise.reject(new Error('mapAsync failed')));
const feeds = { x: float32(Float32Array.of(1, 2), [1, 2]) };

describe('Graph', () => {
  it('takes plain arrays and gives tensors that can be fed back', async () => {
    const graph = new Graph(ort, doubles, 'double', 'wasm', () => null);
    const once = await graph.run(feeds);
    expect([...readFloat32(once, 'y')]).toEqual([2, 4]);
    const twice = await graph.run({ x: takeTensor(once, 'y') });
    expect([...readFloat32(twice, 'y')]).toEqual([4, 8]);
  });

  it('tells the declared shape of an input', () => {
    const graph = new Graph(ort, doubles, 'double', 'wasm', () => null);
    expect(graph.inputDims('x')).toEqual([1, 'T', 80]);
    expect(() => graph.inputDims('z')).toThrow(RangeError);
  });

  it('names an output that is not there', async () => {
    const outputs = await new Graph(ort, doubles, 'double', 'wasm', () => null).run(feeds);
    expect(() => takeTensor(outputs, 'logits')).toThrow(/logits/);
  });

  it('says device-lost when the device went while it ran, also when the run itself did not fail', async () => {
    let lost: string | null = null;
    const failing = new Graph(ort, session(async () => {
      setTimeout(() => (lost = 'reset'), 1);
      throw new Error('mapAsync failed');
    }), 'a', 'webgpu', () => lost);
    await expect(failing.run(feeds)).rejects.toMatchObject({ code: 'device-lost' });
    await expect(new Graph(ort, doubles, 'b', 'webgpu', () => lost).run(feeds)).rejects.toMatchObject({ code: 'device-lost' });
  });

  it('passes other errors on', async () => {
    await expect(new Graph(ort, breaks, 'a', 'webgpu', () => null).run(feeds)).rejects.toThrow('mapAsync failed');
  });
});
