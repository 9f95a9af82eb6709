import { type Kysely, sql, type Transaction } from 'kysely';
import { DAY, MINUTE } from '../../../study/schedule/day.ts';
import type { Tables } from '../../tables.ts';
import { StoreError } from '../store-error.ts';
import type { Rewriting } from './rewrite.ts';
import type { Write } from './write.ts';

/** Notes, with what was removed for good, that the file is to be rewritten. */
export async function oweRewrite(trx: Transaction<Tables>, now: number): Promise<void> {
  await trx
    .insertInto('owed_rewrite')
    .values({ one: 1, since: now, serial: 1 })
    .onConflict((on) => on.column('one').doUpdateSet({ serial: sql<number>`owed_rewrite.serial + 1` }))
    .execute();
}

/** What came of {@link Rewriter.check}; `later`: somebody is writing, or the last one is not long ago. */
export type Rewrite = 'not-owed' | 'later' | 'done' | 'stopped';

export interface Rewriter {
  /** Rewrites the file where that is owed and disturbs nobody. Throws StoreError `no-room`, and what SQLite says. */
  check(): Promise<Rewrite>;
  /** Somebody has waited for the write lock this long, in ms. */
  waited(ms: number): void;
  /** Stops what runs; it stays owed. */
  close(): Promise<void>;
}

export interface RewriterParts {
  readonly reader: Kysely<Tables>;
  readonly write: Write;
  readonly quietFor: () => number;
  /** Lets the one who asks for the lock have it: under load it would be free for moments only. */
  readonly giveWay: (ms: number) => void;
  readonly clock: () => number;
  readonly rewrite: (bytes: number) => Rewriting;
  /** Of the file with its log, and what is free beside it. */
  readonly space: () => Promise<{ readonly bytes: number; readonly free: number }>;
}

/** Half of what was measured on a slow machine: 200 MB a second. */
const BYTES_A_MS = 100_000;
/** A rewrite shorter than this delays an answer without anybody noticing. */
const UNNOTICED_MS = 500;
/** For that long nobody may have written, or five times as long as the rewrite will take. */
const QUIET_MS = 5_000;
/** Where it is never quiet: a rewrite nobody notices after minutes, a long one after a day, whoever waits. */
const OVERDUE_MS = 10 * MINUTE;
const LONG_OVERDUE_MS = DAY;
/** Who waits longer than this for a rewrite of ours ends it; the rest of the 2 s is for what they came for. */
const DISTURBING_MS = 1_000;
/** Rewriting takes at most one part in so many of the time. */
const SHARE = 200;
/** Within that the rewriting process, which waits for it, takes the lock. */
const GIVE_WAY_MS = 100;
/** After one that failed. */
const PAUSE_MS = 10 * MINUTE;

/** Decides when the file is rewritten. Owed it stays until it was done, through restarts and crashes. */
export function rewriter(parts: RewriterParts): Rewriter {
  const { reader, write, quietFor, giveWay, clock, rewrite, space } = parts;
  let running: Rewriting | undefined;
  let insists = false;
  let notBefore = Number.NEGATIVE_INFINITY;
  let closed = false;

  async function check(): Promise<Rewrite> {
    const owed = await reader.selectFrom('owed_rewrite').select(['since', 'serial']).executeTakeFirst();
    if (owed === undefined) return 'not-owed';
    const { bytes, free } = await space();
    const takes = bytes / BYTES_A_MS;
    const overdue = clock() - owed.since >= (takes < UNNOTICED_MS ? OVERDUE_MS : LONG_OVERDUE_MS);
    const quiet = quietFor() >= Math.max(QUIET_MS, 5 * takes);
    if (!(overdue || quiet) || clock() < notBefore || running !== undefined || closed) return 'later';
    notBefore = clock() + PAUSE_MS;
    // The new file and the log that carries it over.
    if (free < 2.2 * bytes) throw noRoom(bytes, free);
    insists = overdue;
    const began = performance.now();
    running = rewrite(bytes);
    void running.ready.then(() => giveWay(GIVE_WAY_MS));
    try {
      const end = await running.end;
      notBefore = clock() + SHARE * (performance.now() - began);
      if (end === 'done') await settle(owed.serial);
      return end;
    } finally {
      running = undefined;
    }
  }

  /** What was removed meanwhile is owed still. */
  async function settle(serial: number): Promise<void> {
    await write(async (trx) => {
      await trx.deleteFrom('owed_rewrite').where('serial', '=', serial).execute();
      await trx.updateTable('owed_rewrite').set({ since: clock() }).execute();
    }, Number.POSITIVE_INFINITY);
  }

  return {
    check,
    waited(ms) {
      if (ms >= DISTURBING_MS && !insists) running?.yield();
    },
    async close() {
      closed = true;
      running?.stop();
      await running?.end.catch(() => undefined);
    },
  };
}

function noRoom(bytes: number, free: number): StoreError {
  const megabytes = (number: number): number => Math.round(number / 1e6);
  return new StoreError(
    'no-room',
    `What was deleted cannot be overwritten everywhere: the database is rewritten for that, which takes ` +
      `${megabytes(2.2 * bytes)} MB free beside it, and there are ${megabytes(free)} MB. Make room.`,
  );
}
