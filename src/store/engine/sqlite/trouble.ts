import { StoreError, type StoreErrorCode } from '../store-error.ts';
import { sqliteDriver } from './driver.ts';

/** SQLite's result code (`SQLITE_BUSY`, `SQLITE_IOERR_WRITE`; https://sqlite.org/rescode.html); '' for other errors. */
function resultCode(error: unknown): string {
  return error instanceof sqliteDriver().SqliteError ? error.code : '';
}

/**
 * Another connection has the lock, and trying again helps: a write lock, a WAL that is being recovered, a schema that
 * is being changed, or (SQLITE_PROTOCOL) a start of a read that lost every race.
 */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(resultCode(error));
}

const AGAIN = 'then try again.';

/** What a person is told. Nothing of it names a path: that is for whoever runs the bot, in the log. */
const TROUBLES: readonly (readonly [RegExp, StoreErrorCode, string])[] = [
  [
    /^SQLITE_(BUSY|LOCKED|PROTOCOL)/,
    'busy',
    `Another program is using my database just now, so nothing was recorded. Wait a moment, ${AGAIN}`,
  ],
  [
    /^SQLITE_FULL/,
    'no-room',
    `My disk is full, so nothing was recorded. Whoever runs this bot must make room on it; ${AGAIN}`,
  ],
  [
    /^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/,
    'not-writable',
    `My database cannot be written to, so nothing was recorded. Whoever runs this bot must make it writable; ${AGAIN}`,
  ],
  [
    /^SQLITE_IOERR/,
    'disk-failed',
    `My disk failed me, so nothing was recorded. Whoever runs this bot must see that it works and has room; ${AGAIN}`,
  ],
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    'damaged',
    'My database is damaged, so nothing was recorded. Whoever runs this bot must stop it and restore a backup with `podium restore`.',
  ],
];

/** The error as the store's own where SQLite was kept from its work by something outside; any other as it is. */
export function troubleOf(error: unknown): unknown {
  const code = resultCode(error);
  const known = TROUBLES.find(([pattern]) => pattern.test(code));
  return known === undefined ? error : new StoreError(known[1], known[2], { cause: error });
}
