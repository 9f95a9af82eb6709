import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import type { Exam, ExamRules, ExamStore } from './interface.ts';
import { toExam } from './rows.ts';

const NONE: ExamRules = { roleId: null, roleExam: null, coolDays: 0 };

export async function examRules(db: Kysely<Tables>, guildId: string): Promise<ExamRules> {
  const row = await db
    .selectFrom('exam_rules')
    .selectAll()
    .where('guild_id', '=', guildId)
    .executeTakeFirst();
  return row === undefined ? NONE : { roleId: row.role_id, roleExam: row.role_exam, coolDays: row.cool_days };
}

export async function setExamRules(
  trx: Transaction<Tables>,
  guildId: string,
  { roleId, roleExam, coolDays }: ExamRules,
): Promise<void> {
  const set = { role_id: roleId, role_exam: roleExam, cool_days: coolDays };
  await trx
    .insertInto('exam_rules')
    .values({ guild_id: guildId, ...set })
    .onConflict((on) => on.column('guild_id').doUpdateSet(set))
    .execute();
}

/** What became of a try to give the role; what was given stays given. */
export async function noteExamRole(
  trx: Transaction<Tables>,
  { examId, userId, given, trouble }: Parameters<ExamStore['noteExamRole']>[0],
): Promise<void> {
  await trx
    .updateTable('exams')
    .set(given ? { role_state: 'given', role_trouble: null } : { role_trouble: trouble })
    .where('user_id', '=', userId)
    .where('id', '=', examId)
    .where('role_state', '=', 'owed')
    .execute();
}

export async function owedRoles(db: Kysely<Tables>, userId: string): Promise<readonly Exam[]> {
  const rows = await db
    .selectFrom('exams')
    .selectAll()
    .where('user_id', '=', userId)
    .where('role_state', '=', 'owed')
    .where('guild_id', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.map(toExam);
}

/** A server is gone: its rules go, and what its members did there is theirs alone. */
export async function forgetGuildExams(trx: Transaction<Tables>, guildId: string): Promise<void> {
  await trx.deleteFrom('exam_rules').where('guild_id', '=', guildId).execute();
  await trx
    .updateTable('exams')
    .set({ guild_id: null, role_id: null, role_state: null, role_trouble: null })
    .where('guild_id', '=', guildId)
    .execute();
}
