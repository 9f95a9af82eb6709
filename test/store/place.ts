import type { Place } from '../../src/store/index.ts';

/** Where a process that a test starts finds its database: an SQLite file, or a PostgreSQL by its address. */
export function placeOf(database: string): Place {
  return database.startsWith('postgres:') ? { url: database } : { path: database };
}
