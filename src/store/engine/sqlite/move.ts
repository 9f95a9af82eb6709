import { existsSync, rmSync, statSync } from 'node:fs';
import { migrationsOf, readMigrations } from '../migrations.ts';
import {
  MARK,
  MOST_BYTES,
  MOST_ROWS,
  type MoveSource,
  type MoveTarget,
  notEmpty,
  type Row,
  sizeOf,
} from '../move/sides.ts';
import { StoreError } from '../store-error.ts';
import {
  checkKinds,
  columnsOf,
  countOf,
  isNeverGivenTwice,
  numbered,
  others,
  quoted,
  sequenceOf,
  tablesOf,
} from './described.ts';
import { type Connection, sqliteDriver } from './driver.ts';
import { keepPrivate, trueName } from './file.ts';
import { type Lock, takeLock } from './lock.ts';
import { hasMark, migrateSqlite } from './migrate.ts';
import { refusal } from './open.ts';

/** What other programs that have the file open are waited for, in ms. */
const WAIT_MS = 5_000;

/**
 * Opens an SQLite file to be copied from, for this process alone, and brings its schema up to date. Throws StoreError:
 * there is none, a bot has it, and as the migrations do.
 */
export async function sqliteSource(path: string, now: number): Promise<MoveSource> {
  if (!mayBeThere(path))
    throw new StoreError(
      'not-possible',
      `There is no database at ${path}; nothing was copied. Check --from, or DATABASE_PATH where you left that out.`,
    );
  const { location, db, close } = await opened(
    path,
    async ({ location, db }) => {
      await migrateSqlite(location, db, readMigrations(migrationsOf('sqlite')), now);
      // One moment for everything that is read from here on.
      db.exec('BEGIN');
    },
    now,
  );
  return {
    location,
    tables: async () => tablesOf(db),
    count: async (table) => countOf(db, table),
    async *rows(table) {
      const order = table.key.map(quoted).join(', ');
      let part: Row[] = [];
      let bytes = 0;
      for (const row of db
        .prepare(`SELECT ${columnsOf(table)} FROM ${quoted(table.name)} ORDER BY ${order}`)
        .raw()
        .iterate()) {
        checkKinds(location, table, row as Row);
        part.push(row as Row);
        bytes += sizeOf(row as Row);
        if (part.length < MOST_ROWS && bytes < MOST_BYTES) continue;
        yield part;
        part = [];
        bytes = 0;
      }
      if (part.length > 0) yield part;
    },
    async lastNumber(table) {
      const column = numbered(db, table);
      if (column === undefined) return undefined;
      const largest = db
        .prepare(`SELECT max(${quoted(column)}) FROM ${quoted(table.name)}`)
        .pluck()
        .get();
      return (sequenceOf(db, table) ?? largest ?? 0n) as bigint;
    },
    close,
  };
}

/**
 * Opens an SQLite file to be copied into, for this process alone: there is none yet, or it is empty, or a move into it was
 * stopped, which begins anew. Throws StoreError: it has data of its own, a bot has it, a newer Podium made it.
 */
export async function sqliteTarget(path: string, now: number): Promise<MoveTarget> {
  const { location, db, close } = await opened(
    path,
    async ({ location, db }) => {
      const foreign = others(db);
      if (foreign !== undefined) throw new StoreError('not-possible', notEmpty(location, foreign, ANOTHER));
      await migrateSqlite(location, db, readMigrations(migrationsOf('sqlite')), now);
      const full = tablesOf(db).find(
        (table) => db.prepare(`SELECT 1 FROM ${quoted(table.name)} LIMIT 1`).get() !== undefined,
      );
      if (full !== undefined) throw new StoreError('not-possible', notEmpty(location, full.name, ANOTHER));
    },
    now,
    true,
  );
  return {
    location,
    tables: async () => tablesOf(db),
    count: async (table) => countOf(db, table),
    async begin() {
      db.exec(`CREATE TABLE ${MARK} (one INTEGER PRIMARY KEY)`);
      // Until it is finished a power cut costs no more than beginning anew.
      db.pragma('synchronous = NORMAL');
    },
    holdable: (value) => value,
    async insert(table, rows) {
      const places = table.columns.map(() => '?').join(', ');
      const add = db.prepare(`INSERT INTO ${quoted(table.name)} (${columnsOf(table)}) VALUES (${places})`);
      db.transaction(() => {
        for (const row of rows) add.run(row);
      }).immediate();
    },
    async find(table, rows) {
      const wanted = table.key.map((name) => `${quoted(name)} = ?`).join(' AND ');
      const find = db.prepare(`SELECT ${columnsOf(table)} FROM ${quoted(table.name)} WHERE ${wanted}`).raw();
      const places = table.key.map((name) => table.columns.findIndex((column) => column.name === name));
      return rows.map((row) => find.get(places.map((place) => row[place])) as Row | undefined);
    },
    async numberAfter(table, last) {
      if (!isNeverGivenTwice(db, table)) return;
      const { changes } = db
        .prepare('UPDATE sqlite_sequence SET seq = ? WHERE name = ?')
        .run(last, table.name);
      if (changes === 0)
        db.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').run(table.name, last);
    },
    goesOnBehind: async (table) => (isNeverGivenTwice(db, table) ? (sequenceOf(db, table) ?? 0n) : undefined),
    async finish() {
      db.pragma('synchronous = FULL');
      db.exec(`DROP TABLE ${MARK}`);
      db.pragma('wal_checkpoint(TRUNCATE)');
    },
    close,
  };
}

const ANOTHER = 'Name another file with --to.';

interface Opened {
  readonly location: string;
  readonly db: Connection;
  close(): Promise<void>;
}

/** `anew`: a file that a stopped move has left is removed first. */
async function opened(
  path: string,
  prepare: (parts: Omit<Opened, 'close'>) => Promise<void>,
  now: number,
  anew = false,
): Promise<Opened> {
  let location = path;
  let lock: Lock | undefined;
  let db: Connection | undefined;
  try {
    location = trueName(path);
    const held = await takeLock(location, now);
    lock = held;
    keepPrivate(location);
    if (anew && isMarked(location))
      for (const end of ['', '-wal', '-shm']) rmSync(`${location}${end}`, { force: true });
    keepPrivate(location);
    const connection = new (sqliteDriver())(location, { timeout: WAIT_MS });
    db = connection;
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON'])
      connection.pragma(pragma);
    await prepare({ location, db });
    connection.defaultSafeIntegers();
    return {
      location,
      db,
      async close() {
        connection.close();
        held.release();
      },
    };
  } catch (error) {
    db?.close();
    lock?.release();
    throw refusal(location, error, anew ? '--to' : '--from');
  }
}

/** A file that this account may not look at is there all the same: opening it says why it cannot be read. */
function mayBeThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}

function isMarked(location: string): boolean {
  if (!existsSync(location)) return false;
  const db = new (sqliteDriver())(location, { timeout: WAIT_MS });
  try {
    return hasMark(db);
  } finally {
    db.close();
  }
}
