import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { openStore } from './database';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

it('what is written is committed without waiting for any answer, because the page may be gone when it comes', async () => {
  const use = openStore('kept', 'records');
  const isClosed = await use('readwrite', (records) => {
    records.put('first', 'a');
    // Runs before anything that was asked for can be answered, and after the store has handed the work over.
    return Promise.resolve().then(() => isOver(() => records.put('late', 'b')));
  });
  expect(isClosed).toBe(true);
  expect(await use('readonly', (records) => new Promise((resolve) => (records.getAll().onsuccess = ({ target }) => resolve(target instanceof IDBRequest ? target.result : null))))).toEqual(['first']);
});

function isOver(write: () => unknown): boolean {
  try {
    write();
    return false;
  } catch (error) {
    return error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'TransactionInactiveError');
  }
}
