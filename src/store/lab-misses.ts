import { labMissesIn } from './engine/sqlite/lab-misses.ts';
import type { LabStore } from './labs/interface.ts';
import { openStore, type Place } from './open.ts';

/**
 * What was asked for in labs and is not simulated, also while the bot runs: an SQLite file, which the bot has to itself,
 * is read beside it; a PostgreSQL database is opened like any other. Throws StoreError.
 * @public The command line loads the store as a whole.
 */
export async function labMissesAt(place: Place, limit: number): ReturnType<LabStore['labMisses']> {
  if ('path' in place) return labMissesIn(place.path, limit);
  const store = await openStore(place);
  return store.labMisses(limit).finally(() => store.close());
}
