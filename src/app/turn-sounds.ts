import { floatsToInt16 } from '../../workers/dsp/wav';
import { createId } from '../lib/create-id';
import type { TurnId } from '../protocol/job';
import { deleteOtherVisits, deleteTurnSound, readTurnSound, writeTurnSound, type TurnSound } from '../storage/turn-sounds';
import type { SoundPiece } from './sound-pieces';

/** Of both sides together, this much is kept for an export; what is older goes. */
const KEEP_SECONDS = 2400;
const LOCK = 'sotto-visit';

export const saidName = (turnId: TurnId): string => `said:${turnId}`;
/** A turn may have been played in several runs, each under a name of its own. */
export const heardName = (playbackId: TurnId): string => `heard:${playbackId}`;

/** What was said and heard on this visit, by name; on disk, and in memory only until it is there. */
export class TurnSounds {
  readonly #visitId = createId('visit');
  /** Seconds of everything kept, oldest first. */
  readonly #kept = new Map<string, number>();
  /** Not on disk yet, or not to be got there. */
  readonly #waiting = new Map<string, TurnSound>();

  constructor(private readonly keepSeconds = KEEP_SECONDS) {}

  /** Deletes what visits have left that are over. A visit goes on while its tab holds a lock in its name. */
  async open(): Promise<void> {
    const visits = new Set([this.#visitId]);
    if (navigator.locks !== undefined) {
      void navigator.locks.request(`${LOCK} ${this.#visitId}`, () => new Promise(() => undefined));
      const { held = [], pending = [] } = await navigator.locks.query();
      for (const { name = '' } of [...held, ...pending]) if (name.startsWith(`${LOCK} `)) visits.add(name.slice(LOCK.length + 1));
    }
    // What cannot be deleted now, the next visit deletes.
    await deleteOtherVisits(visits).catch(() => undefined);
  }

  /** Without room on the disk it stays in memory. */
  async keep(name: string, { pcm, sampleRateHz }: SoundPiece): Promise<void> {
    const sound = { pcm: floatsToInt16(pcm), sampleRateHz };
    this.#waiting.set(name, sound);
    this.#kept.set(name, pcm.length / sampleRateHz);
    const isWritten = await writeTurnSound(this.#visitId, name, sound).then(() => true, () => false);
    // Deleted, or said anew under the same name, while it was being written.
    if (isWritten && this.#waiting.get(name) === sound) this.#waiting.delete(name);
    if (!this.#kept.has(name)) await this.#delete([name]);
    await this.#forgetOldest();
  }

  async read(name: string): Promise<SoundPiece | null> {
    const sound = this.#waiting.get(name) ?? (await readTurnSound(this.#visitId, name).catch(() => null));
    if (sound === null) return null;
    const pcm = new Float32Array(sound.pcm.length);
    sound.pcm.forEach((sample, index) => (pcm[index] = sample / 0x8000));
    return { pcm, sampleRateHz: sound.sampleRateHz };
  }

  async delete(names: readonly string[]): Promise<void> {
    for (const name of names) this.#kept.delete(name);
    await this.#delete(names);
  }

  async #forgetOldest(): Promise<void> {
    let seconds = [...this.#kept.values()].reduce((sum, length) => sum + length, 0);
    const old: string[] = [];
    for (const [name, length] of this.#kept) {
      if (seconds <= this.keepSeconds || old.length === this.#kept.size - 1) break;
      old.push(name);
      seconds -= length;
    }
    if (old.length > 0) await this.delete(old);
  }

  async #delete(names: readonly string[]): Promise<void> {
    for (const name of names) this.#waiting.delete(name);
    // What cannot be deleted now goes with the visit.
    await Promise.allSettled(names.map((name) => deleteTurnSound(this.#visitId, name)));
  }
}
