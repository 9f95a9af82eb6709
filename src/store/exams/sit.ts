import type { Transaction } from 'kysely';
import type { Answer } from '../../study/question.ts';
import { StoreError } from '../engine/store-error.ts';
import type { Tables } from '../tables.ts';
import { beat } from './alive.ts';
import type { DoneInExam, Exam, InExam } from './interface.ts';
import { notPossible } from './machine.ts';
import { heldExam, moveExam } from './rows.ts';

/** The exam as it is by now, for its person: where its time is over it has ended. */
export async function lookAtExam(trx: Transaction<Tables>, { examId, userId, now }: InExam): Promise<Exam> {
  await beat(trx, now);
  const exam = await heldExam(trx, examId, userId);
  const over = exam.state === 'running' && exam.deadlineAt !== null && exam.deadlineAt <= now;
  return over ? moveExam(trx, exam, 'time-out', now) : exam;
}

export async function answerExam(
  trx: Transaction<Tables>,
  input: InExam & { readonly item: number; readonly answer: Answer },
): Promise<DoneInExam> {
  const set = { answer: JSON.stringify(input.answer), answered_at: input.now, draft: null };
  return inRunning(trx, input, (exam) => setItem(trx, exam, input.item, set));
}

export async function keepExamDraft(
  trx: Transaction<Tables>,
  input: InExam & { readonly item: number; readonly text: string },
): Promise<DoneInExam> {
  return inRunning(trx, input, (exam) => setItem(trx, exam, input.item, { draft: input.text }));
}

export async function flagExam(
  trx: Transaction<Tables>,
  input: InExam & { readonly item: number; readonly flagged: boolean },
): Promise<DoneInExam> {
  const set = { flagged: input.flagged ? 1 : 0 };
  return inRunning(trx, input, (exam) => setItem(trx, exam, input.item, set));
}

export async function submitExam(trx: Transaction<Tables>, input: InExam): Promise<DoneInExam> {
  return inRunning(trx, input, (exam) => moveExam(trx, exam, 'submit', input.now));
}

/**
 * Does something in an exam that is on. Where its time was over when it was asked for, it has timed out instead, which
 * stays: so that is told, not thrown.
 */
async function inRunning(
  trx: Transaction<Tables>,
  input: InExam,
  act: (exam: Exam) => Promise<Exam>,
): Promise<DoneInExam> {
  const before = await heldExam(trx, input.examId, input.userId);
  if (before.state !== 'running') throw notPossible(before.state);
  const exam = await lookAtExam(trx, input);
  if (exam.state !== 'running') return { exam, done: false };
  return { exam: await act(exam), done: true };
}

async function setItem(
  trx: Transaction<Tables>,
  exam: Exam,
  item: number,
  set: { readonly answer?: string; readonly answered_at?: number; draft?: string | null; flagged?: number },
): Promise<Exam> {
  const { numUpdatedRows } = await trx
    .updateTable('exam_items')
    .set(set)
    .where('user_id', '=', exam.userId)
    .where('exam_id', '=', exam.id)
    .where('item', '=', item)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n)
    throw new StoreError('not-possible', 'This exam has no such task. See them all with /exam open.');
  return exam;
}

/**
 * Refuses what is typed in the lab of an exam that is not on (any more).
 * @throws StoreError `not-possible`, `not-yours`, `exam-gone`.
 */
export async function checkExamIsOn(trx: Transaction<Tables>, input: InExam): Promise<void> {
  await beat(trx, input.now);
  const exam = await heldExam(trx, input.examId, input.userId);
  if (exam.state === 'running' && input.now < (exam.deadlineAt ?? 0)) return;
  throw new StoreError(
    'not-possible',
    'Your exam is over, so nothing more is typed in its labs. See its report with /exam open.',
  );
}
