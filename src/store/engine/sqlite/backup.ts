import { existsSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StoreError } from '../store-error.ts';
import { makeFolder, makePrivate } from './file.ts';

/**
 * Runs in the worker as it stands: a worker cannot be started from TypeScript on every Node, and this is all it does.
 * VACUUM INTO reads one snapshot through a connection of its own, so that writers are neither stopped nor waited for.
 * It takes an empty file for a new one: https://sqlite.org/lang_vacuum.html
 */
const WORKER = `
  const { createRequire } = require('node:module');
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = createRequire(workerData.from)('better-sqlite3');
  const db = new Database(workerData.source, { readonly: true, timeout: 10000 });
  try {
    db.prepare('VACUUM INTO ?').run(workerData.target);
  } finally {
    db.close();
  }
  parentPort.postMessage('done');
`;

/**
 * Writes a compact copy of the database, as it is at one moment, to `target`, readable by this account alone; its
 * folder is created. It may run while the store is open, in this process or another. Resolves once the copy is on
 * disk. Throws StoreError `not-possible` when the target exists already or cannot be written; then nothing is left of it.
 */
export async function backup(source: string, target: string): Promise<void> {
  const file = resolve(target);
  if (!existsSync(source)) {
    throw new StoreError('not-possible', `There is no database at ${source}. Check DATABASE_PATH.`);
  }
  try {
    makeFolder(dirname(file));
    makePrivate(file);
  } catch (error) {
    throw refused(source, file, error);
  }
  try {
    await copy(resolve(source), file);
    const written = await open(file, 'r');
    await written.sync().finally(() => written.close());
  } catch (error) {
    rmSync(file, { force: true });
    throw refused(source, file, error);
  }
}

async function copy(source: string, target: string): Promise<void> {
  await new Promise<void>((done, fail) => {
    const worker = new Worker(WORKER, {
      eval: true,
      workerData: { source, target, from: import.meta.url },
    });
    worker.once('message', () => done());
    worker.once('error', fail);
    worker.once('exit', (code) => fail(new Error(`the copying thread ended with code ${code}`)));
  });
}

function refused(source: string, file: string, error: unknown): StoreError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EEXIST' && existsSync(file)) {
    return new StoreError(
      'not-possible',
      `${file} exists already; a backup overwrites nothing. Name another file.`,
    );
  }
  const said = error instanceof Error ? error.message : String(error);
  return new StoreError(
    'not-possible',
    `${source} could not be copied to ${file}: ${said}. Check the space and the rights there.`,
    { cause: error },
  );
}
