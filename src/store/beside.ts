import type { Kysely } from 'kysely';
import type { Doors } from './engine/doors.ts';
import { readBeside, writeBeside } from './engine/sqlite/beside.ts';
import type { LabStore } from './labs/interface.ts';
import { labMisses } from './labs/misses.ts';
import { postgresAt } from './open.ts';
import type { Place } from './place.ts';
import type { RunnerCard, Settled, SettleInput } from './reports/interface.ts';
import { runnerReports, settleForRunner } from './reports/runner.ts';
import type { Tables } from './tables.ts';

// What whoever runs the bot does on the command line while it runs: an SQLite file, which the bot has to itself, is opened
// beside it; a PostgreSQL database like any other. Each throws StoreError `not-possible` or `cannot-open`.

/**
 * What was asked for in labs and is not simulated, most often first.
 * @public The command line loads the store as a whole.
 */
export function labMissesAt(place: Place, limit: number): ReturnType<LabStore['labMisses']> {
  return reading(place, (db) => labMisses(db, limit));
}

/** The open reports for whoever runs the bot. */
export function openReportsAt(place: Place): Promise<readonly RunnerCard[]> {
  return reading(place, runnerReports);
}

/** Settles reports; the bot then tells who wrote them. Throws also where there is no such report. */
export function settleReportAt(place: Place, input: Omit<SettleInput, 'guildId'>): Promise<Settled> {
  if ('path' in place) return writeBeside(place.path, (trx) => settleForRunner(trx, input));
  return onPostgres(place, ({ commit }) => commit((trx) => settleForRunner(trx, input)));
}

function reading<T>(place: Place, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  return 'path' in place ? readBeside(place.path, work) : onPostgres(place, ({ read }) => read(work));
}

async function onPostgres<T>(
  place: Exclude<Place, { path: string }>,
  work: (doors: Doors) => Promise<T>,
): Promise<T> {
  const { doors, close } = await postgresAt(place, { clock: Date.now });
  return work(doors).finally(close);
}
