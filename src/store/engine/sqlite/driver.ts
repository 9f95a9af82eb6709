import { createRequire } from 'node:module';
import type Driver from 'better-sqlite3';

export type { Database as Connection } from 'better-sqlite3';

let driver: typeof Driver | undefined;

/**
 * better-sqlite3, loaded when a database is first opened: the CLI does without it, and a Node.js too old for it, which
 * it would kill without a word, is told so before.
 */
export function sqliteDriver(): typeof Driver {
  driver ??= createRequire(import.meta.url)('better-sqlite3') as typeof Driver;
  return driver;
}
