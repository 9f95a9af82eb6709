import { MINUTE } from '../../study/schedule/day.ts';
import { StoreError } from '../engine/store-error.ts';
import type { Exam, ExamState } from './interface.ts';

/** What happens to an exam. */
export type ExamEvent = 'begin' | 'submit' | 'time-out' | 'report';

/** The states in which each may happen. What is not listed is refused. */
const MAY: Readonly<Record<ExamEvent, readonly ExamState[]>> = {
  begin: ['drawn'],
  submit: ['running'],
  'time-out': ['running'],
  report: ['submitted', 'timed-out'],
};

/** What an event makes of an exam. */
export type MovedExam = Pick<Exam, 'state' | 'startedAt' | 'deadlineAt' | 'endedAt'>;

/**
 * The exam after an event at `now`. Every change of its state goes through here.
 * @throws StoreError `not-possible` where the event does not apply in the state that the exam is in.
 */
export function moved(exam: Exam, event: ExamEvent, now: number): MovedExam {
  if (!MAY[event].includes(exam.state)) throw notPossible(exam.state);
  const { startedAt, deadlineAt, endedAt } = exam;
  switch (event) {
    case 'begin':
      return { state: 'running', startedAt: now, deadlineAt: now + exam.minutes * MINUTE, endedAt };
    case 'submit':
      return { state: 'submitted', startedAt, deadlineAt, endedAt: now };
    case 'time-out':
      // It ended when its time did, whoever noticed when.
      return { state: 'timed-out', startedAt, deadlineAt, endedAt: deadlineAt ?? now };
    case 'report':
      return { state: 'reported', startedAt, deadlineAt, endedAt };
  }
}

const ENDED = 'This exam has ended, and its answers stand as they are. See its report with /exam open.';
const WHY: Readonly<Record<ExamState, string>> = {
  drawn: 'This exam has not begun yet. Press Begin first: see it with /exam open.',
  running: 'This exam has begun already. Go on with it: /exam open.',
  submitted: ENDED,
  'timed-out': ENDED,
  reported: ENDED,
};

/** What is told where something does not apply. */
export function notPossible(state: ExamState): StoreError {
  return new StoreError('not-possible', WHY[state]);
}
