import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from '../../runtime/package-file.ts';
import { StoreError } from './store-error.ts';

/** One schema change: `0001-main.sql`. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text with line ends as `\n`, so that a checkout on Windows is the same migration. */
  readonly checksum: string;
}

/** What the database remembers of a migration it has. */
export type AppliedMigration = Pick<Migration, 'version' | 'name' | 'checksum'>;

/** The folder of this package with the migrations of one kind of database. */
export function migrationsOf(kind: 'sqlite' | 'postgres'): string {
  return packageFile('migrations', kind);
}

const FILE_NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;

/** Reads the migrations of a folder, in order. Throws StoreError `migrations-unusable` for gaps and odd names. */
export function readMigrations(dir: string): readonly Migration[] {
  let names: string[];
  try {
    names = readdirSync(dir).filter((name) => name.endsWith('.sql'));
  } catch (error) {
    throw unusable(`The migrations folder ${dir} cannot be read; install Podium again.`, error);
  }
  const found = names.sort().map((name, index): Migration => {
    const version = Number(FILE_NAME.exec(name)?.[1]);
    if (version !== index + 1) {
      const wanted = String(index + 1).padStart(4, '0');
      throw unusable(`${join(dir, name)} is out of order: the next migration must be named ${wanted}-….sql.`);
    }
    const sql = readFileSync(join(dir, name), 'utf8').replaceAll('\r\n', '\n');
    return { version, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
  if (found.length === 0) throw unusable(`There are no migrations in ${dir}; install Podium again.`);
  return found;
}

/**
 * The migrations that `database` still lacks. Throws StoreError when the two do not belong together:
 * `newer-database`, `migration-changed`, `migration-missing`.
 */
export function pendingMigrations(
  database: string,
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  const newest = known.length;
  const version = Math.max(0, ...applied.map((row) => row.version));
  if (version > newest) {
    throw new StoreError(
      'newer-database',
      `The database ${database} was written by a newer Podium (schema ${version}, this one knows ${newest}). ` +
        'Update Podium, or go back to the copy made before the update with: podium restore FILE',
    );
  }
  for (const [index, row] of [...applied].sort((a, b) => a.version - b.version).entries()) {
    const file = known[row.version - 1];
    if (file === undefined || row.version !== index + 1) {
      throw new StoreError(
        'migration-missing',
        `The database ${database} lacks migration ${index + 1} but has a later one. Restore a backup with: podium restore FILE`,
      );
    }
    if (file.checksum !== row.checksum) {
      throw new StoreError(
        'migration-changed',
        `Migration ${file.name} was edited after ${database} had applied it as ${row.name}. ` +
          'Put the file back as it was and make the change in a new migration.',
      );
    }
  }
  return known.slice(applied.length);
}

function unusable(message: string, cause?: unknown): StoreError {
  return new StoreError('migrations-unusable', message, { cause });
}
