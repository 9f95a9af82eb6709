import type { Kysely, Transaction } from 'kysely';
import { DAY } from '../../study/schedule/day.ts';
import { StoreError } from '../engine/store-error.ts';
import type { Tables } from '../tables.ts';
import { beat } from './alive.ts';
import type { DrawExam, Exam, InExam } from './interface.ts';
import { notPossible } from './machine.ts';
import { heldExam, liveExam, moveExam } from './rows.ts';
import { examRules } from './rules.ts';

/** What was drawn and not begun is drawn again after this long. */
const KEEP_DRAWN = DAY;

export async function drawExam(trx: Transaction<Tables>, input: DrawExam): Promise<Exam> {
  const there = await liveExam(trx, input.userId);
  if (there?.state === 'running') return there;
  if (there !== undefined) {
    const same = there.blueprint === input.blueprint && there.guildId === input.guildId;
    if (same && input.now - there.drawnAt < KEEP_DRAWN) return there;
    await trx.deleteFrom('exams').where('user_id', '=', input.userId).where('id', '=', there.id).execute();
  }
  const { userId, now } = input;
  if (input.items.length === 0) throw new TypeError('an exam without a task');
  const { id } = await trx
    .insertInto('exams')
    .values({
      user_id: userId,
      guild_id: input.guildId,
      channel_id: input.channelId,
      blueprint: input.blueprint,
      title: input.title,
      sections: JSON.stringify(input.sections),
      minutes: input.minutes,
      pass_percent: input.pass,
      seed: input.seed,
      state: 'drawn',
      drawn_at: now,
      started_at: null,
      deadline_at: null,
      ended_at: null,
      reported_at: null,
      percent: null,
      passed: null,
      role_id: null,
      role_state: null,
      role_trouble: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('exam_items')
    .values(
      input.items.map(({ section, question, worth }, item) => ({
        exam_id: id,
        item,
        user_id: userId,
        section,
        question: JSON.stringify(question),
        worth,
        answer: null,
        answered_at: null,
        draft: null,
        correct: null,
        dropped: null,
      })),
    )
    .execute();
  return heldExam(trx, id, userId);
}

/** The time begins. A role is noted only where it is the one that the server gives now. */
export async function beginExam(
  trx: Transaction<Tables>,
  input: InExam & { readonly roleId: string | null },
): Promise<Exam> {
  const { examId, userId, roleId, now } = input;
  await beat(trx, now);
  const exam = await heldExam(trx, examId, userId);
  const begun = await moveExam(trx, exam, 'begin', now);
  if (exam.guildId === null) return begun;
  const rules = await examRules(trx, exam.guildId);
  await checkCoolDown(trx, exam, exam.guildId, rules.coolDays, now);
  const offered = rules.roleExam === null || rules.roleExam === exam.blueprint ? rules.roleId : null;
  if (roleId === null || roleId !== offered) return begun;
  await trx
    .updateTable('exams')
    .set({ role_id: roleId })
    .where('user_id', '=', userId)
    .where('id', '=', examId)
    .execute();
  return { ...begun, role: { id: roleId, state: null, trouble: null } };
}

/** Throws StoreError `cool-down` where the last attempt in this server is too short a time ago. */
async function checkCoolDown(
  db: Kysely<Tables>,
  { id, userId }: Exam,
  guildId: string,
  days: number,
  now: number,
): Promise<void> {
  const until = days === 0 ? null : await coolUntil(db, { userId, guildId, days, except: id });
  if (until === null || until <= now) return;
  const at = Math.ceil(until / 1000);
  const pause = days === 1 ? 'a day' : `${days} days`;
  throw new StoreError(
    'cool-down',
    `This server asks for ${pause} between two exams. You can begin the next one <t:${at}:R>, on <t:${at}:f>; until then practise with /quiz, or take an exam in a direct message to me.`,
  );
}

async function coolUntil(
  db: Kysely<Tables>,
  of: { readonly userId: string; readonly guildId: string; readonly days: number; readonly except: number },
): Promise<number | null> {
  const { last } = await db
    .selectFrom('exams')
    .select((eb) => eb.fn.max('started_at').as('last'))
    .where('user_id', '=', of.userId)
    .where('guild_id', '=', of.guildId)
    .where('id', '!=', of.except)
    .executeTakeFirstOrThrow();
  return last === null ? null : Number(last) + of.days * DAY;
}

/** Gives up an exam that was not begun. */
export async function dropExam(trx: Transaction<Tables>, { examId, userId }: InExam): Promise<void> {
  const exam = await heldExam(trx, examId, userId);
  if (exam.state !== 'drawn') throw notPossible(exam.state);
  await trx.deleteFrom('exams').where('user_id', '=', userId).where('id', '=', examId).execute();
}

/** Removes what was drawn and never begun, and the tasks of exams of long ago; gives how many exams. */
export async function sweepExams(trx: Transaction<Tables>, now: number): Promise<number> {
  const drawn = await trx
    .deleteFrom('exams')
    .where('state', '=', 'drawn')
    .where('drawn_at', '<=', now - KEEP_DRAWN)
    .executeTakeFirstOrThrow();
  const old = trx
    .selectFrom('exams')
    .select('id')
    .where('reported_at', '<=', now - KEEP_ITEMS);
  const tasks = await trx.deleteFrom('exam_items').where('exam_id', 'in', old).executeTakeFirstOrThrow();
  return Number(drawn.numDeletedRows) + (tasks.numDeletedRows > 0n ? 1 : 0);
}

/** The tasks and answers of an exam are kept this long after its report; its result stays. */
const KEEP_ITEMS = 180 * DAY;
