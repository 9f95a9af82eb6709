import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import type { Tables } from './schema.ts';

/** Runs one use-case in a transaction; resolves once it is on disk. */
export type Write = <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;

export interface Writer {
  readonly write: Write;
  /** Resolves when everything handed in so far was committed or refused. */
  idle(): Promise<void>;
  /**
   * Runs `work` once the transaction that asks for it is on disk, before anybody is told so, and again after the next
   * one while it gives false. It must not throw. Several that ask for the same work have it done once.
   */
  afterwards(work: () => boolean): void;
}

interface Job {
  readonly work: (trx: Transaction<Tables>) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Bounds how long one commit holds up the readers. */
const LARGEST_GROUP = 64;

const SAVEPOINT = CompiledQuery.raw('savepoint job');
const ROLLBACK = CompiledQuery.raw('rollback to job');
const RELEASE = CompiledQuery.raw('release job');

/**
 * Group commit: what arrives while the disk is busy shares the next flush, which is what makes `synchronous=FULL`
 * affordable. Each use-case stands behind its own savepoint: one that fails takes nothing of the others with it,
 * and none is told "done" before the commit.
 */
export function groupCommit(db: Kysely<Tables>): Writer {
  const waiting: Job[] = [];
  const later = new Set<() => boolean>();
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    // Everything that the event loop has at hand joins the first group.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      await commit(db, waiting.splice(0, LARGEST_GROUP), () => {
        for (const work of later) if (work()) later.delete(work);
      });
    }
    running = undefined;
  }

  return {
    write: (work) =>
      new Promise((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
        running ??= run();
      }),
    idle: async () => running,
    afterwards: (work) => void later.add(work),
  };
}

async function commit(db: Kysely<Tables>, jobs: readonly Job[], then: () => void): Promise<void> {
  const settle: (() => void)[] = [];
  try {
    await db.transaction().execute(async (trx) => {
      for (const job of jobs) {
        await trx.executeQuery(SAVEPOINT);
        try {
          const value = await job.work(trx);
          settle.push(() => job.resolve(value));
        } catch (error) {
          await trx.executeQuery(ROLLBACK);
          settle.push(() => job.reject(error));
        }
        await trx.executeQuery(RELEASE);
      }
    });
  } catch (error) {
    for (const job of jobs) job.reject(error);
    return;
  }
  then();
  for (const done of settle) done();
}
