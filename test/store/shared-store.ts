import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { dailyStore } from '../../src/store/daily/index.ts';
import { deckStore } from '../../src/store/decks/index.ts';
import type { Doors } from '../../src/store/engine/doors.ts';
import { whileBusy } from '../../src/store/engine/patience.ts';
import { readDialect } from '../../src/store/engine/sqlite/reader.ts';
import { isBusy, troubleOf } from '../../src/store/engine/sqlite/trouble.ts';
import { groupCommit } from '../../src/store/engine/sqlite/write.ts';
import { writeDialect } from '../../src/store/engine/sqlite/writer.ts';
import { labStore } from '../../src/store/labs/index.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import { peopleStore } from '../../src/store/people/index.ts';
import { questionStore } from '../../src/store/questions/index.ts';
import { reportStore } from '../../src/store/reports/index.ts';
import type { Tables } from '../../src/store/tables.ts';

/**
 * A store over a file that others have open, too, as several processes have one database server: what `openStore` refuses
 * for SQLite. Nothing here is lost by a kill, for nobody pulls a plug, so nothing is flushed to the disk.
 */
export function sharedStore(path: string) {
  const connection = new Database(path, { timeout: 0 });
  for (const setting of ['journal_mode = WAL', 'synchronous = OFF', 'foreign_keys = ON'])
    connection.pragma(setting);
  const prepared = {
    prepare: (sql: string) => connection.prepare(sql) as never,
    close: () => connection.close(),
  };
  const reading = new Database(path, { timeout: 0, readonly: true });
  const forReading = {
    prepare: (sql: string) => reading.prepare(sql) as never,
    close: () => reading.close(),
  };
  const db = new Kysely<Tables>({ dialect: writeDialect(connection, prepared) });
  const reader = new Kysely<Tables>({ dialect: readDialect(forReading) });
  const { write, end } = groupCommit(db, { isBusy, troubleOf, onWaiting: () => undefined });
  const read: Doors['read'] = (work) => whileBusy(() => work(reader), isBusy, 2000);
  const doors: Doors = {
    read,
    commit: write,
    own: (_userId, work, patienceMs) => write(work, patienceMs),
    rows: write,
    sweeping: (work) => write(work),
    snapshot: (work) => read(() => db.transaction().setAccessMode('read only').execute(work)),
    removing: (work, _isRemoval, patienceMs) => write(work, patienceMs),
    removed: async () => undefined,
    dropOldCopies: () => undefined,
  };
  return {
    ...questionStore(doors),
    ...memoryStore(doors),
    ...deckStore(doors),
    ...peopleStore(doors),
    ...labStore(doors),
    ...dailyStore(doors),
    ...reportStore(doors),
    async close(): Promise<void> {
      await end();
      await reader.destroy();
      await db.destroy();
    },
  };
}
