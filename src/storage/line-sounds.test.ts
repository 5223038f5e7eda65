import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { commitSound, deleteAllSounds, deleteSounds, readHeads, readPiece, readWords, writePiece } from './line-sounds';

const head = (lineId: string) => ({ lineId, sampleRateHz: 16_000, sampleCount: 3, pieceCount: 1 });

it('a sound is there when its head is, in pieces, and goes without taking others along', async () => {
  await writePiece('s', 'k', 0, Int16Array.of(1, -2, 3));
  expect((await readHeads('s')).size).toBe(0);
  await commitSound('s', 'k', head('l'), Int32Array.of(0, 1, 0, 9));
  await writePiece('s', 'k2', 0, Int16Array.of(4));
  await commitSound('s', 'k2', head('m'), new Int32Array(0));
  await commitSound('s2', 'k', head('n'), new Int32Array(0));
  expect([...(await readHeads('s'))]).toEqual([['k', head('l')], ['k2', head('m')]]);
  expect(await readPiece('s', 'k', 0)).toEqual(Int16Array.of(1, -2, 3));
  expect(await readWords('s', 'k')).toEqual(Int32Array.of(0, 1, 0, 9));
  await deleteSounds('s', ['k']);
  expect([...(await readHeads('s')).keys()]).toEqual(['k2']);
  expect(await readPiece('s', 'k', 0)).toBeNull();
  expect(await readPiece('s', 'k2', 0)).toEqual(Int16Array.of(4));
  await deleteAllSounds('s');
  expect(await readPiece('s', 'k2', 0)).toBeNull();
  expect((await readHeads('s2')).size).toBe(1);
});
