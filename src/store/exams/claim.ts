import type { Kysely, Transaction } from 'kysely';
import { due } from '../engine/rows.ts';
import type { Tables } from '../tables.ts';
import { beat } from './alive.ts';
import type { Exam } from './interface.ts';
import { moveExam, toExam } from './rows.ts';

/** How long a claimed exam is in the hands of who marks it: its labs are judged one after the other. */
const EXAM_HOLD = 60_000;

/** When an exam ends or is to be marked; null where none is on. */
export async function nextExamAt(db: Kysely<Tables>): Promise<number | null> {
  const rows = await db
    .selectFrom('exams')
    .select(['state', 'deadline_at', 'ended_at', 'held_until'])
    .where('state', 'in', ['running', 'submitted', 'timed-out'])
    .execute();
  const times = rows.map(({ state, deadline_at, ended_at, held_until }) =>
    state === 'running' ? (deadline_at ?? 0) : Math.max(ended_at ?? 0, held_until),
  );
  return times.length === 0 ? null : Math.min(...times);
}

/** Ends the exams whose time is over, and gives those that are to be marked. */
export async function claimExams(
  trx: Transaction<Tables>,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<readonly Exam[]> {
  await beat(trx, now);
  const running = trx
    .selectFrom('exams')
    .selectAll()
    .where('state', '=', 'running')
    .where('deadline_at', '<=', now);
  // One whose person is at it right now is ended by what they do, or the next time.
  const over = await due(trx, running).execute();
  for (const row of over) await moveExam(trx, toExam(row), 'time-out', now);
  const ended = trx
    .selectFrom('exams')
    .selectAll()
    .where('state', 'in', ['submitted', 'timed-out'])
    .where('held_until', '<=', now)
    .orderBy('id')
    .limit(limit);
  const rows = await due(trx, ended).execute();
  for (const { id, user_id } of rows)
    await trx
      .updateTable('exams')
      .set({ held_until: now + EXAM_HOLD })
      .where('user_id', '=', user_id)
      .where('id', '=', id)
      .execute();
  return rows.map(toExam);
}
