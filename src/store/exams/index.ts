import { type Doors, NOBODY_WAITS } from '../engine/doors.ts';
import { beginExam, drawExam, dropExam, sweepExams } from './begin.ts';
import { claimExams, nextExamAt } from './claim.ts';
import type { ExamStore } from './interface.ts';
import { reportExam } from './report.ts';
import { examView, liveExam, toExam } from './rows.ts';
import { examRules, noteExamRole, owedRoles, setExamRules } from './rules.ts';
import { answerExam, flagExam, keepExamDraft, lookAtExam, submitExam } from './sit.ts';

/** Exams shown of a person at most: one select. */
const SHOWN = 25;

/** The use-cases of `exams/`. */
export function examStore({ read, snapshot, commit, own, rows, sweeping }: Doors): ExamStore {
  return {
    drawExam: (input) => own(input.userId, (trx) => drawExam(trx, input)),
    liveExam: async (userId) => read((from) => liveExam(from, userId)),
    examView: (examId, userId) => snapshot((trx) => examView(trx, examId, userId)),
    beginExam: (input) => own(input.userId, (trx) => beginExam(trx, input)),
    dropExam: (input) => own(input.userId, (trx) => dropExam(trx, input)),
    answerExam: (input) => own(input.userId, (trx) => answerExam(trx, input)),
    keepExamDraft: (input) => own(input.userId, (trx) => keepExamDraft(trx, input)),
    flagExam: (input) => own(input.userId, (trx) => flagExam(trx, input)),
    lookAtExam: (input) => own(input.userId, (trx) => lookAtExam(trx, input)),
    submitExam: (input) => own(input.userId, (trx) => submitExam(trx, input)),
    reportExam: (input) => own(input.userId, (trx) => reportExam(trx, input)),
    earlierExams: async (userId) =>
      read(async (from) => {
        const rows = await from
          .selectFrom('exams')
          .selectAll()
          .where('user_id', '=', userId)
          .where('state', 'in', ['submitted', 'timed-out', 'reported'])
          .orderBy('id', 'desc')
          .limit(SHOWN)
          .execute();
        return rows.map(toExam);
      }),
    nextExamAt: async () => read((from) => nextExamAt(from)),
    claimExams: (input) => rows((trx) => claimExams(trx, input), NOBODY_WAITS),
    examRules: async (guildId) => read((from) => examRules(from, guildId)),
    setExamRules: (guildId, rules) => commit((trx) => setExamRules(trx, guildId, rules)),
    noteExamRole: (input) => commit((trx) => noteExamRole(trx, input)),
    owedRoles: async (userId) => read((from) => owedRoles(from, userId)),
    sweepExams: (now) => sweeping((trx) => sweepExams(trx, now)),
  };
}
