import type { Transaction } from 'kysely';
import { examLabId } from '../../study/exams/exam-lab.ts';
import { endLabsNamed } from '../labs/sessions.ts';
import { recordAnswer } from '../questions/answers.ts';
import { ask } from '../questions/asks.ts';
import type { Tables } from '../tables.ts';
import type { Exam, ExamItem, ExamMark, ReportExam } from './interface.ts';
import { heldExam, itemsOf, moveExam } from './rows.ts';

const LAB_CARDS = 'lab/';

/**
 * The marks, the result, and every answer as an answer of this person's like any other: one transaction, so that an
 * exam is reported as a whole and once. What was left out and what was dropped is no review.
 */
export async function reportExam(
  trx: Transaction<Tables>,
  input: ReportExam,
): Promise<{ readonly exam: Exam; readonly first: boolean }> {
  const { examId, userId, marks, percent, passed, now } = input;
  const before = await heldExam(trx, examId, userId);
  if (before.state === 'reported') return { exam: before, first: false };
  const exam = await moveExam(trx, before, 'report', now);
  const items = await itemsOf(trx, exam);
  if (marks.length !== items.length) throw new TypeError(`exam ${examId}: marks of some tasks are missing`);
  for (const mark of marks) {
    const item = items[mark.item];
    if (item === undefined) throw new TypeError(`exam ${examId} has no task ${mark.item}`);
    await trx
      .updateTable('exam_items')
      .set({
        correct: mark.dropped === null ? (mark.correct ? 1 : 0) : null,
        dropped: mark.dropped,
        ...(mark.given === null ? {} : { answer: JSON.stringify(mark.given) }),
      })
      .where('user_id', '=', userId)
      .where('exam_id', '=', examId)
      .where('item', '=', mark.item)
      .execute();
    await remember(trx, exam, item, mark, items.length, now);
  }
  await endLabsNamed(
    trx,
    userId,
    items.flatMap(({ question: { card } }) =>
      card.startsWith(LAB_CARDS) ? [examLabId(examId, card.slice(LAB_CARDS.length))] : [],
    ),
  );
  const owed = passed && exam.role !== null ? ('owed' as const) : null;
  await trx
    .updateTable('exams')
    .set({ percent, passed: passed ? 1 : 0, reported_at: now, role_state: owed, held_until: 0 })
    .where('user_id', '=', userId)
    .where('id', '=', examId)
    .execute();
  return { exam: await heldExam(trx, examId, userId), first: true };
}

async function remember(
  trx: Transaction<Tables>,
  exam: Exam,
  { question }: ExamItem,
  mark: ExamMark,
  count: number,
  now: number,
): Promise<void> {
  const { given, dropped, correct } = mark;
  if (given === null || dropped !== null) return;
  const { userId, guildId, channelId } = exam;
  const run = { index: mark.item, count, deck: null, topic: null, shared: false, right: 0, seen: [] };
  const { id } = await ask(trx, { userId, guildId, channelId, question, run, now });
  await recordAnswer(trx, {
    askId: id,
    userId,
    answer: given,
    correct,
    chosen: mark.chosen,
    beliefs: mark.beliefs,
    points: mark.points,
    ...(mark.difficulty === undefined ? {} : { difficulty: mark.difficulty }),
    now,
  });
}
