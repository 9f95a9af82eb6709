import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../../tables.ts';

/**
 * Which life of the server this is: another text after every start, and after every crash that its first process outlives
 * (then its statistics begin anew). What had no place in the log by then never was, and its number is given to another
 * transaction: https://www.postgresql.org/docs/current/monitoring-stats.html
 */
export const LIFE: RawBuilder<string> = sql<string>`concat_ws(' ', pg_postmaster_start_time(), (select stats_reset from pg_stat_bgwriter))`;

const lives = new WeakMap<Kysely<Tables>, string>();

/** The life of the server that was last seen by this process; '' where none was. */
export function knownLife(db: Kysely<Tables>): string {
  return lives.get(db) ?? '';
}

export function noteLife(db: Kysely<Tables>, life: string): void {
  lives.set(db, life);
}

/** Looks in which life the server is. */
export async function lookAtLife(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ life: string }>`select ${LIFE} as life`.execute(db);
  noteLife(db, rows[0]?.life ?? '');
}
