import type { Doors } from './doors.ts';
import type { Rewrite } from './sqlite/rewrites.ts';

/** A database that is open, its schema up to date. */
export interface Engine {
  readonly doors: Doors;
  /** Of the Store. */
  rewrite(): Promise<Rewrite>;
  /** Resolves when what was handed in is on disk or refused, and everything is given up. May be called again. */
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Default: those of this package for the kind of database. */
  readonly migrationsDir?: string | undefined;
  /** For the record, and for what is done later; ms since the epoch. */
  readonly clock: () => number;
  /** Told that the schema is up to date now, and where a copy of the database as it was before is kept. */
  readonly onMigrated?: ((copy: string) => void) | undefined;
}
