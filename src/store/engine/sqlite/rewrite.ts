import { type ChildProcess, spawn } from 'node:child_process';
import { dirname } from 'node:path';

/** A rewrite of the whole file, in a process of its own. */
export interface Rewriting {
  /** Resolves when it asks for the write lock, or has ended without. */
  readonly ready: Promise<void>;
  /** `stopped` when it did not come to its end: the file is as it was. Rejects when SQLite fails. */
  readonly end: Promise<'done' | 'stopped'>;
  /** Ends it where that frees the write lock for long: once all is written, only the log is left to be emptied. */
  yield(): void;
  /** Ends it, whatever it does. */
  stop(): void;
}

/**
 * Runs as it stands, so that it needs no compiled file. The write lock is held while it runs; readers are not stopped.
 * Only once the log is empty nothing of what was removed is left: a backup that reads an older state keeps it. What
 * finds a lock in spite of SQLite's own waiting (a commit between reading and writing, another's checkpoint) is
 * tried again.
 */
const SCRIPT = `
  const { createRequire } = require('node:module');
  const [, from, path, temporary] = process.argv;
  const pause = new Int32Array(new SharedArrayBuffer(4));
  function within(ms, work) {
    const until = performance.now() + ms;
    for (;;) {
      try {
        if (work()) return true;
      } catch (error) {
        if (!String(error.code).startsWith('SQLITE_BUSY')) throw error;
      }
      if (performance.now() > until) return false;
      Atomics.wait(pause, 0, 0, 10);
    }
  }
  let said;
  try {
    const db = new (createRequire(from)('better-sqlite3'))(path, { fileMustExist: true, timeout: 1000 });
    for (const setting of ['synchronous = FULL', 'secure_delete = ON', 'temp_store = ' + temporary]) db.pragma(setting);
    process.send({ ready: true });
    const written = within(2000, () => (db.exec('VACUUM'), true));
    if (written) process.send({ written });
    said = { done: written && within(10000, () => db.pragma('wal_checkpoint(TRUNCATE)')[0].busy === 0) };
    db.close();
  } catch ({ message }) {
    said = { failed: message };
  }
  process.send(said, () => process.disconnect());
`;

/** Up to this size the new file is put together in memory, so that no temporary file is needed. */
const IN_MEMORY_BYTES = 64 * 2 ** 20;

/**
 * Writes every page of the SQLite file anew (VACUUM). `secure_delete` overwrites the row that is deleted, but not the
 * copies of it that were left behind when a full page was split or pages were balanced: `rebuildPage()` in SQLite's
 * btree.c puts the cells together at the end of the page and leaves what stood below them. A process and not a
 * thread, because it can be ended in the middle, when somebody waits for the lock: SQLite then drops what it wrote.
 */
export function rewriteSqlite(path: string, bytes: number): Rewriting {
  const temporary = bytes <= IN_MEMORY_BYTES ? 'MEMORY' : 'FILE';
  const child = spawn(
    process.execPath,
    ['--input-type=commonjs', '-e', SCRIPT, import.meta.url, path, temporary],
    {
      // No token; and a temporary file lies on the disk that the data is on.
      env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, SQLITE_TMPDIR: dirname(path) },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  );
  let written = false;
  const ready = new Promise<void>((resolve) => {
    child.on('message', (said: Said) => {
      if (said.ready === true) resolve();
      if (said.written === true) written = true;
    });
    child.once('close', () => resolve());
  });
  return {
    ready,
    end: ending(child),
    yield: () => void (written || child.kill('SIGKILL')),
    stop: () => void child.kill('SIGKILL'),
  };
}

interface Said {
  readonly ready?: boolean;
  readonly written?: boolean;
  readonly done?: boolean;
  readonly failed?: string;
}

async function ending(child: ChildProcess): Promise<'done' | 'stopped'> {
  let last: Said = {};
  child.on('message', (said: Said) => {
    last = said;
  });
  // Not before it is gone: until then it may hold the file.
  const signal = await new Promise<string | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (_code, by) => resolve(by));
  });
  if (last.failed !== undefined) throw new TypeError(`the file could not be rewritten: ${last.failed}`);
  if (last.done === undefined && signal === null) {
    throw new TypeError('the process that rewrites the file ended without a word');
  }
  return last.done === true ? 'done' : 'stopped';
}
