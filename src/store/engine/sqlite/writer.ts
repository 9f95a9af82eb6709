import { CompiledQuery, type Dialect, type SqliteDatabase, SqliteDialect } from 'kysely';
import type { Connection } from './driver.ts';

/**
 * The connection that writes. A transaction takes the write lock as it begins, so that a lock held elsewhere is met
 * before any work is done and not in its middle, where SQLite cannot wait any more (SQLITE_BUSY_SNAPSHOT); one set to
 * `read only` takes none. `prepared` is `db` with its statements kept.
 */
export function writeDialect(db: Connection, prepared: SqliteDatabase): Dialect {
  const sqlite = new SqliteDialect({ database: prepared });
  return {
    createDriver() {
      const driver = sqlite.createDriver();
      driver.beginTransaction = async (connection, { accessMode }) => {
        await connection.executeQuery(BEGIN[accessMode ?? 'read write']);
      };
      driver.rollbackTransaction = async (connection) => {
        // A full disk, among others, has rolled back already: https://sqlite.org/lang_transaction.html
        if (db.inTransaction) await connection.executeQuery(ROLLBACK);
      };
      return driver;
    },
    createAdapter: () => sqlite.createAdapter(),
    createIntrospector: (kysely) => sqlite.createIntrospector(kysely),
    createQueryCompiler: () => sqlite.createQueryCompiler(),
  };
}

const BEGIN = {
  'read write': CompiledQuery.raw('begin immediate'),
  'read only': CompiledQuery.raw('begin'),
} as const;
const ROLLBACK = CompiledQuery.raw('rollback');
