import type { Kysely, Transaction } from 'kysely';
import { DAY } from '../../study/schedule/day.ts';
import { StoreError } from '../engine/store-error.ts';
import type { Tables } from '../tables.ts';
import {
  type DoneLab,
  LAB_LIMITS,
  type LabRef,
  type LabRow,
  type OpenLab,
  type StartLab,
  type TakeHint,
} from './interface.ts';
import { LIGHT, ownSession, stateColumns, toLabRow, toOpenLab } from './rows.ts';

export async function openLabSession(
  db: Kysely<Tables>,
  userId: string,
  lab: string | 'last',
): Promise<LabRow | undefined> {
  const row = await db
    .selectFrom('lab_sessions')
    .selectAll()
    .where('user_id', '=', userId)
    .where('open', '=', 1)
    .$if(lab !== 'last', (query) => query.where('lab', '=', lab))
    .orderBy('used_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : toLabRow(row);
}

export async function openLabSessions(db: Kysely<Tables>, userId: string): Promise<readonly OpenLab[]> {
  const rows = await db
    .selectFrom('lab_sessions')
    .select(LIGHT)
    .where('user_id', '=', userId)
    .where('open', '=', 1)
    .orderBy('used_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toOpenLab);
}

export async function labSession(db: Kysely<Tables>, id: number, userId: string): Promise<LabRow> {
  return toLabRow(await ownSession(db, id, userId));
}

export async function startLab(trx: Transaction<Tables>, input: StartLab): Promise<LabRow> {
  const { userId, lab, now } = input;
  const before = input.replaces === null ? undefined : await ownSession(trx, input.replaces, userId);
  if (before?.open === 1) await end(trx, { id: before.id, userId });
  const there = await openLabSession(trx, userId, lab);
  if (there !== undefined) return there;
  await refuseOneTooMany(trx, userId);
  const row = await trx
    .insertInto('lab_sessions')
    .values({
      user_id: userId,
      lab,
      revision: input.revision,
      ...stateColumns(input),
      hints: '[]',
      // Who has seen the answer has seen it, however often they begin again.
      helped: before === undefined || before.finished_at !== null ? 0 : before.helped,
      ask_id: input.askId ?? (before?.finished_at === null ? before.ask_id : null),
      bytes: input.state.byteLength,
      started_at: now,
      used_at: now,
      finished_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('lab_checkpoints')
    .values({ session_id: row.id, turn: 0, user_id: userId, ...stateColumns(input) })
    .execute();
  return toLabRow(row);
}

async function refuseOneTooMany(trx: Transaction<Tables>, userId: string): Promise<void> {
  const open = await openLabSessions(trx, userId);
  if (open.length < LAB_LIMITS.open) return;
  throw new StoreError(
    'not-possible',
    `You have ${open.length} labs open, and more are not kept. Leave one first: /lab shows them.`,
  );
}

/** From now on nobody types there; what was printed is kept for a week, its clusters go at once. */
async function end(trx: Transaction<Tables>, { id, userId }: LabRef): Promise<void> {
  await trx
    .updateTable('lab_sessions')
    .set({ open: 0, state: new Uint8Array(), edit: null })
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .execute();
  await trx
    .deleteFrom('lab_checkpoints')
    .where('user_id', '=', userId)
    .where('session_id', '=', id)
    .execute();
}

/** Ends the sessions that a person has open in these labs. */
export async function endLabsNamed(
  trx: Transaction<Tables>,
  userId: string,
  labs: readonly string[],
): Promise<void> {
  for (const lab of labs) {
    const open = await openLabSession(trx, userId, lab);
    if (open !== undefined) await end(trx, open);
  }
}

export async function leaveLab(trx: Transaction<Tables>, id: number, userId: string): Promise<void> {
  await ownSession(trx, id, userId);
  await end(trx, { id, userId });
}

export async function takeLabHint(trx: Transaction<Tables>, input: TakeHint): Promise<LabRow> {
  const row = await ownSession(trx, input.id, input.userId);
  const hints = JSON.parse(row.hints) as number[];
  while (hints.length <= input.step) hints.push(0);
  hints[input.step] = Math.max(hints[input.step] ?? 0, input.taken);
  const helped = Math.max(row.helped, input.help);
  // Help that comes after the end changes no grade.
  const set = { hints: JSON.stringify(hints), helped: row.finished_at === null ? helped : row.helped };
  await trx
    .updateTable('lab_sessions')
    .set(set)
    .where('user_id', '=', row.user_id)
    .where('id', '=', row.id)
    .execute();
  return toLabRow({ ...row, ...set });
}

export async function passLabStep(
  trx: Transaction<Tables>,
  { id, userId, step }: { readonly id: number; readonly userId: string; readonly step: number },
): Promise<LabRow> {
  const row = await ownSession(trx, id, userId);
  if (row.step !== step || row.open === 0) return toLabRow(row);
  await trx
    .updateTable('lab_sessions')
    .set({ step: step + 1 })
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .execute();
  return toLabRow({ ...row, step: step + 1 });
}

export async function labsDone(db: Kysely<Tables>, userId: string): Promise<readonly DoneLab[]> {
  const rows = await db.selectFrom('labs_done').selectAll().where('user_id', '=', userId).execute();
  return rows.map(({ lab, finished_at, points }) => ({ lab, finishedAt: finished_at, points }));
}

/** A lab left alone goes after this long; one that was ended is kept for its old buttons. */
const KEEP_OPEN = 30 * DAY;
const KEEP_ENDED = 7 * DAY;
/** Sessions removed in one transaction: those with many entries hold up others. */
const AT_ONCE = 50;

/** Takes some of the sessions that are over, with all that belongs to them; gives how many. */
export async function sweepLabs(trx: Transaction<Tables>, now: number): Promise<number> {
  const over = await trx
    .selectFrom('lab_sessions')
    .select('id')
    .where('used_at', '<=', now - KEEP_ENDED)
    .where((eb) => eb.or([eb('open', '=', 0), eb('used_at', '<=', now - KEEP_OPEN)]))
    .limit(AT_ONCE)
    .execute();
  if (over.length === 0) return 0;
  const ids = over.map(({ id }) => id);
  await trx.deleteFrom('lab_checkpoints').where('session_id', 'in', ids).execute();
  await trx.deleteFrom('lab_entries').where('session_id', 'in', ids).execute();
  const gone = await trx.deleteFrom('lab_sessions').where('id', 'in', ids).executeTakeFirstOrThrow();
  return Number(gone.numDeletedRows);
}
