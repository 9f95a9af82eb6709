import type { Kysely, Selectable, Transaction } from 'kysely';
import { StoreError } from '../engine/store-error.ts';
import { ask, findAsk } from '../questions/asks.ts';
import type { Ask } from '../questions/interface.ts';
import type { Tables } from '../tables.ts';
import type { AskInLesson, LessonRow, MoveInLesson, OpenLesson } from './interface.ts';
import type { LessonsTable } from './tables.ts';

export async function openLesson(trx: Transaction<Tables>, input: OpenLesson): Promise<LessonRow> {
  const { userId, lesson, step, now } = input;
  const row = await trx
    .insertInto('lessons')
    .values({ user_id: userId, lesson, step, started_at: now, used_at: now, finished_at: null })
    .onConflict((on) => on.columns(['user_id', 'lesson']).doUpdateSet({ used_at: now }))
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRow(row);
}

export async function lessonRow(db: Kysely<Tables>, id: number, userId: string): Promise<LessonRow> {
  const row = await db
    .selectFrom('lessons')
    .selectAll()
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row !== undefined) return toRow(row);
  // Somebody else's, perhaps: whose, is looked for by its number alone.
  const other = await db.selectFrom('lessons').select('user_id').where('id', '=', id).executeTakeFirst();
  if (other === undefined)
    throw new StoreError(
      'lesson-gone',
      'Where you were in this lesson is no longer kept. Open the lesson again with /learn.',
    );
  throw new StoreError('not-yours', `This lesson is <@${other.user_id}>’s. Open your own with /learn.`);
}

export async function lessonRows(db: Kysely<Tables>, userId: string): Promise<readonly LessonRow[]> {
  const rows = await db
    .selectFrom('lessons')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('used_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toRow);
}

export async function moveInLesson(trx: Transaction<Tables>, input: MoveInLesson): Promise<LessonRow> {
  const { id, userId, step, finished, now } = input;
  const before = await lessonRow(trx, id, userId);
  const row = await trx
    .updateTable('lessons')
    .set({ step, used_at: now, finished_at: before.finishedAt ?? (finished ? now : null) })
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRow(row);
}

export async function askInLesson(trx: Transaction<Tables>, input: AskInLesson): Promise<Ask> {
  const { id, step, ask: wanted } = input;
  const { asked } = await lessonRow(trx, id, wanted.userId);
  const before = asked[step];
  const there = before === undefined ? undefined : await findAsk(trx, before, wanted.userId);
  if (there !== undefined) return there;
  const put = await ask(trx, wanted);
  await trx
    .updateTable('lessons')
    .set({ asked: JSON.stringify({ ...asked, [step]: put.id }) })
    .where('user_id', '=', wanted.userId)
    .where('id', '=', id)
    .execute();
  return put;
}

function toRow(row: Selectable<LessonsTable>): LessonRow {
  return {
    id: row.id,
    userId: row.user_id,
    lesson: row.lesson,
    step: row.step,
    asked: JSON.parse(row.asked) as Record<string, number>,
    startedAt: row.started_at,
    usedAt: row.used_at,
    finishedAt: row.finished_at,
  };
}
