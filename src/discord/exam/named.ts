import type { ExamSource } from '../../play/exam-source.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Blueprint } from '../../study/exams/blueprint.ts';

/** The exam that was typed: by id or title, or the only one whose title has these words. */
export function namedExam(exams: ExamSource, typed: string): Blueprint {
  const wanted = typed.trim().toLowerCase();
  const exact = exams.all.find(({ id, title }) => id === wanted || title.toLowerCase() === wanted);
  const near = exams.all.filter(({ title }) => wanted !== '' && title.toLowerCase().includes(wanted));
  const found = exact ?? (near.length === 1 ? near[0] : undefined);
  if (found !== undefined) return found;
  throw new UserError({
    identifier: 'no-such-exam',
    message: `I don’t know that exam. There are: ${exams.all.map(({ title }) => title).join('; ')}.`,
  });
}
