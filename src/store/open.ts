import { dailyStore } from './daily/index.ts';
import { deckStore } from './decks/index.ts';
import type { Engine, EngineOptions } from './engine/engine.ts';
import { sqliteEngine } from './engine/sqlite/engine.ts';
import { examStore } from './exams/index.ts';
import { gatewayStore } from './gateway/index.ts';
import { groupStore, studyGroupStore } from './groups/index.ts';
import { labStore } from './labs/index.ts';
import { lessonStore } from './lessons/index.ts';
import { matchStore } from './matches/index.ts';
import { memoryStore } from './memory/index.ts';
import { peopleStore } from './people/index.ts';
import type { Place } from './place.ts';
import { questionStore } from './questions/index.ts';
import { reportStore } from './reports/index.ts';
import type { Store } from './store.ts';

export type StoreOptions = Place & Partial<EngineOptions>;

/**
 * Opens the store and brings its schema up to date. An SQLite file is this process's alone; a PostgreSQL database is
 * shared by as many as like.
 * Throws StoreError with a sentence for whoever runs the bot: in use by another process, not a database, cannot be
 * reached, written by a newer Podium, a migration that was edited or failed.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { migrationsDir, clock = Date.now, onMigrated } = options;
  const shared: EngineOptions = { migrationsDir, clock, onMigrated };
  const { doors, rewrite, close } = await engineOf(options, shared);
  return {
    ...questionStore(doors),
    ...memoryStore(doors),
    ...deckStore(doors),
    ...peopleStore(doors),
    ...groupStore(doors),
    ...studyGroupStore(doors),
    ...labStore(doors),
    ...lessonStore(doors),
    ...matchStore(doors),
    ...reportStore(doors),
    ...dailyStore(doors),
    ...examStore(doors),
    ...gatewayStore(doors),
    rewrite,
    close,
  };
}

function engineOf(place: Place, options: EngineOptions): Promise<Engine> {
  return 'path' in place ? sqliteEngine(place.path, options) : postgresAt(place, options);
}

/** Opens a PostgreSQL database. What talks to it is loaded where it is used. Throws as {@link openStore}. */
export async function postgresAt(
  { url, connections }: Exclude<Place, { readonly path: string }>,
  options: EngineOptions,
): Promise<Engine> {
  const { postgresEngine } = await import('./engine/postgres/engine.ts');
  return postgresEngine(url, { ...options, connections });
}
