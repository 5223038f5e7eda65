import { del, get, keys, set, values } from 'idb-keyval';
import * as v from 'valibot';
import { openStore } from './database';

/**
 * A store of records of one type, by id, in a database of its own.
 *
 * What is read is checked: a record of another version, or one that something else damaged, is skipped, because one
 * bad record must not keep a person from all the others. It is not deleted either.
 */
export class RecordStore<Schema extends v.GenericSchema<{ id: string }>> {
  readonly #schema: Schema;
  readonly #store: ReturnType<typeof openStore>;

  constructor(name: string, schema: Schema) {
    this.#schema = schema;
    this.#store = openStore(`sotto-${name}`, 'records');
  }

  async read(id: string): Promise<v.InferOutput<Schema> | null> {
    return this.#check(await get(id, this.#store));
  }

  async list(): Promise<v.InferOutput<Schema>[]> {
    const all = await values<unknown>(this.#store);
    return all.map((value) => this.#check(value)).filter((record) => record !== null);
  }

  /** Ids of everything stored, readable or not. */
  async ids(): Promise<string[]> {
    return (await keys<IDBValidKey>(this.#store)).filter((key) => typeof key === 'string');
  }

  async write(record: v.InferOutput<Schema>): Promise<void> {
    const checked = v.parse(this.#schema, record);
    await set(checked.id, checked, this.#store);
  }

  async delete(id: string): Promise<void> {
    await del(id, this.#store);
  }

  #check(value: unknown): v.InferOutput<Schema> | null {
    const result = v.safeParse(this.#schema, value);
    return result.success ? result.output : null;
  }
}
