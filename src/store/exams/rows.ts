import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Answer, Question } from '../../study/question.ts';
import { mine } from '../engine/rows.ts';
import { StoreError } from '../engine/store-error.ts';
import type { Tables } from '../tables.ts';
import type { Exam, ExamItem, ExamSection, ExamView } from './interface.ts';
import { type ExamEvent, moved } from './machine.ts';
import type { ExamItemsTable, ExamsTable } from './tables.ts';

/** An exam for its person. Throws StoreError `exam-gone`, `not-yours`. */
async function ownExam(db: Kysely<Tables>, examId: number, userId: string): Promise<Exam> {
  return theirs(db, examId, await examRow(db, examId, userId).executeTakeFirst());
}

/** The same for what changes it: nobody else does so meanwhile. */
export async function heldExam(trx: Transaction<Tables>, examId: number, userId: string): Promise<Exam> {
  return theirs(trx, examId, await mine(trx, examRow(trx, examId, userId)).executeTakeFirst());
}

function examRow(db: Kysely<Tables>, examId: number, userId: string) {
  return db.selectFrom('exams').selectAll().where('user_id', '=', userId).where('id', '=', examId);
}

async function theirs(
  db: Kysely<Tables>,
  examId: number,
  row: Selectable<ExamsTable> | undefined,
): Promise<Exam> {
  if (row !== undefined) return toExam(row);
  // Somebody else's, perhaps: that is looked for by its number alone.
  const other = await db.selectFrom('exams').select('id').where('id', '=', examId).executeTakeFirst();
  if (other === undefined)
    throw new StoreError('exam-gone', 'This exam is no longer kept. Start another one with /exam start.');
  throw new StoreError('not-yours', 'This is somebody else’s exam. Start your own with /exam start.');
}

/** The exam that a person has drawn or is in; there is one at most. */
export async function liveExam(db: Kysely<Tables>, userId: string): Promise<Exam | undefined> {
  const row = await db
    .selectFrom('exams')
    .selectAll()
    .where('user_id', '=', userId)
    .where('state', 'in', ['drawn', 'running'])
    .executeTakeFirst();
  return row === undefined ? undefined : toExam(row);
}

export async function examView(db: Kysely<Tables>, examId: number, userId: string): Promise<ExamView> {
  const exam = await ownExam(db, examId, userId);
  return { exam, items: await itemsOf(db, exam) };
}

/** The tasks in their order. */
export async function itemsOf(
  db: Kysely<Tables>,
  { id, userId }: Pick<Exam, 'id' | 'userId'>,
): Promise<readonly ExamItem[]> {
  const rows = await db
    .selectFrom('exam_items')
    .selectAll()
    .where('user_id', '=', userId)
    .where('exam_id', '=', id)
    .orderBy('item')
    .execute();
  return rows.map(toItem);
}

/** Writes what an event makes of an exam. Throws StoreError `not-possible`. */
export async function moveExam(
  trx: Transaction<Tables>,
  exam: Exam,
  event: ExamEvent,
  now: number,
): Promise<Exam> {
  const to = moved(exam, event, now);
  await trx
    .updateTable('exams')
    .set({ state: to.state, started_at: to.startedAt, deadline_at: to.deadlineAt, ended_at: to.endedAt })
    .where('user_id', '=', exam.userId)
    .where('id', '=', exam.id)
    .execute();
  return { ...exam, ...to };
}

export function toExam(row: Selectable<ExamsTable>): Exam {
  const { percent, passed, reported_at, role_id } = row;
  return {
    id: row.id,
    userId: row.user_id,
    guildId: row.guild_id,
    channelId: row.channel_id,
    blueprint: row.blueprint,
    title: row.title,
    sections: JSON.parse(row.sections) as readonly ExamSection[],
    minutes: row.minutes,
    pass: row.pass_percent,
    seed: row.seed,
    state: row.state,
    drawnAt: row.drawn_at,
    startedAt: row.started_at,
    deadlineAt: row.deadline_at,
    awayMs: row.away_ms,
    endedAt: row.ended_at,
    result:
      percent === null || reported_at === null ? null : { percent, passed: passed === 1, at: reported_at },
    role: role_id === null ? null : { id: role_id, state: row.role_state, trouble: row.role_trouble },
  };
}

function toItem(row: Selectable<ExamItemsTable>): ExamItem {
  return {
    item: row.item,
    section: row.section,
    question: JSON.parse(row.question) as Question,
    worth: row.worth,
    answer: row.answer === null ? null : (JSON.parse(row.answer) as Answer),
    answeredAt: row.answered_at,
    draft: row.draft,
    flagged: row.flagged === 1,
    correct: row.correct === null ? null : row.correct === 1,
    dropped: row.dropped,
  };
}
