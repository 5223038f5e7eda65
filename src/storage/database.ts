import { createStore, type UseStore } from 'idb-keyval';

/**
 * An object store in a database of its own, for idb-keyval.
 *
 * What is written is committed as soon as all of it has been asked for. Left to itself, a browser commits a transaction
 * only once the page has heard that its requests went through: a page that is closed before that loses them. So work
 * that writes makes all its requests at once, and none in answer to another.
 */
export function openStore(databaseName: string, storeName: string): UseStore {
  const use = createStore(databaseName, storeName);
  return (mode, work) => use(mode, (records) => {
    const result = work(records);
    if (mode === 'readwrite') records.transaction.commit();
    return result;
  });
}
