import * as v from 'valibot';
import { RecordStore } from './records';

const TIMER = v.object({ id: v.string(), label: v.string(), lengthMs: v.number(), endsAtMs: v.number() });

export type StoredTimer = v.InferOutput<typeof TIMER>;

const store = new RecordStore('timers', TIMER);

/** Timers outlive the page: one that ended meanwhile rings on the next visit. */
export const writeTimer = (timer: StoredTimer): Promise<void> => store.write(timer);
export const deleteTimer = (id: string): Promise<void> => store.delete(id);
export const listTimers = (): Promise<StoredTimer[]> => store.list();
