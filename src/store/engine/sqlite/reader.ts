import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type SqliteDatabase,
  SqliteDialect,
} from 'kysely';

/**
 * A connection that only reads, one statement at a time, each of them whole before anything else runs: so nobody
 * has to wait for a turn, which Kysely's own driver makes even a read do while a transaction is open. Transactions
 * on it are refused.
 */
export function readDialect(database: SqliteDatabase): Dialect {
  const sqlite = new SqliteDialect({ database });
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: CompiledQuery) {
      return { rows: database.prepare(sql).all(parameters) as R[] };
    },
    streamQuery: refuse,
  };
  const driver: Driver = {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => undefined,
    destroy: async () => database.close(),
  };
  return {
    createDriver: () => driver,
    createAdapter: () => sqlite.createAdapter(),
    createIntrospector: (db) => sqlite.createIntrospector(db),
    createQueryCompiler: () => sqlite.createQueryCompiler(),
  };
}

function refuse(): never {
  throw new TypeError('this connection is for single reads only');
}
