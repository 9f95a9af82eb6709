import { setTimeout as sleep } from 'node:timers/promises';
import { CompiledQuery, type Kysely } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { Work } from '../doors.ts';
import { backOff, PATIENCE_MS } from '../patience.ts';

/** Runs one use-case in a transaction; resolves once it is on disk. Waits `patienceMs` at most for a lock held elsewhere. */
export type Write = <T>(work: Work<T>, patienceMs?: number) => Promise<T>;

export interface Writer {
  readonly write: Write;
  /** Resolves when everything handed in so far was committed or refused. From now on nobody is patient. */
  end(): Promise<void>;
  /**
   * Runs `work` once the transaction that asks for it is on disk, before anybody is told so, and again after the next
   * one while it gives false. It must not throw. Several that ask for the same work have it done once.
   */
  afterwards(work: () => boolean): void;
  /** Begins no transaction for so long, in ms, so that another who waits for the lock gets it. */
  giveWay(ms: number): void;
  /** How long ago, in ms, the last transaction was handed in; infinite before the first. */
  quietFor(): number;
}

/** What the writer asks of the database it writes to. */
export interface WriterParts {
  /** True for an error of a transaction that did not begin because the lock is held elsewhere. */
  readonly isBusy: (error: unknown) => boolean;
  /** The error as whoever handed the work in gets it. */
  readonly troubleOf: (error: unknown) => unknown;
  /** Told again and again, while the lock is held elsewhere, how long the first in the queue has waited, in ms. */
  readonly onWaiting: (ms: number) => void;
}

interface Job {
  readonly work: Work<unknown>;
  readonly since: number;
  readonly patienceMs: number;
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
 * and none is told "done" before the commit. While another program holds the lock, the queue waits on a timer.
 */
export function groupCommit(db: Kysely<Tables>, { isBusy, troubleOf, onWaiting }: WriterParts): Writer {
  const waiting: Job[] = [];
  const later = new Set<() => boolean>();
  let running: Promise<void> | undefined;
  let ending = false;
  let handedIn = Number.NEGATIVE_INFINITY;
  let givingWay: Promise<unknown> | undefined;

  async function run(): Promise<void> {
    // Everything that the event loop has at hand joins the first group.
    await new Promise((resolve) => setImmediate(resolve));
    for (let tries = 0; waiting.length > 0; ) {
      await givingWay;
      givingWay = undefined;
      const group = waiting.splice(0, LARGEST_GROUP);
      const locked = await commit(group);
      tries = locked === undefined ? 0 : tries + 1;
      if (locked === undefined) continue;
      waiting.unshift(...group);
      onWaiting(performance.now() - (group[0]?.since ?? 0));
      refuseOverdue(locked);
      if (waiting.length > 0) await sleep(Math.min(backOff(tries), untilNextIsOverdue()));
    }
    running = undefined;
  }

  /** The moment at which a job is given up, on the clock of `performance`. */
  function overdueAt(job: Job): number {
    return job.since + (ending ? Math.min(PATIENCE_MS, job.patienceMs) : job.patienceMs);
  }

  function refuseOverdue(locked: unknown): void {
    const now = performance.now();
    const overdue = waiting.filter((job) => overdueAt(job) <= now);
    if (overdue.length === 0) return;
    waiting.splice(0, waiting.length, ...waiting.filter((job) => overdueAt(job) > now));
    for (const job of overdue) job.reject(troubleOf(locked));
  }

  function untilNextIsOverdue(): number {
    const first = waiting.reduce((least, job) => Math.min(least, overdueAt(job)), Number.POSITIVE_INFINITY);
    return Math.max(1, first - performance.now());
  }

  /** Gives the error that says so where the lock is held elsewhere: then nothing was done. */
  async function commit(jobs: readonly Job[]): Promise<unknown> {
    const settle: (() => void)[] = [];
    let begun = false;
    try {
      await db.transaction().execute(async (trx) => {
        begun = true;
        for (const job of jobs) {
          await trx.executeQuery(SAVEPOINT);
          try {
            const value = await job.work(trx);
            settle.push(() => job.resolve(value));
          } catch (error) {
            // An error that cost the whole transaction, or the disk: it is everybody's.
            if (troubleOf(error) !== error) throw error;
            await trx.executeQuery(ROLLBACK);
            settle.push(() => job.reject(error));
          }
          await trx.executeQuery(RELEASE);
        }
      });
    } catch (error) {
      if (!begun && isBusy(error)) return error;
      for (const job of jobs) job.reject(troubleOf(error));
      return undefined;
    }
    for (const work of later) if (work()) later.delete(work);
    for (const done of settle) done();
    return undefined;
  }

  return {
    write: (work, patienceMs = PATIENCE_MS) =>
      new Promise((resolve, reject) => {
        const since = performance.now();
        handedIn = since;
        waiting.push({ work, since, patienceMs, resolve: resolve as (value: unknown) => void, reject });
        running ??= run();
      }),
    async end() {
      ending = true;
      await running;
    },
    afterwards: (work) => void later.add(work),
    giveWay(ms) {
      givingWay = sleep(ms);
    },
    quietFor: () => performance.now() - handedIn,
  };
}
