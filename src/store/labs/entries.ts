import { type Kysely, sql, type Transaction } from 'kysely';
import { examOfLab } from '../../study/exams/exam-lab.ts';
import { StoreError } from '../engine/store-error.ts';
import { checkExamIsOn } from '../exams/sit.ts';
import type { Tables } from '../tables.ts';
import {
  LAB_LIMITS,
  type LabEntryRow,
  type LabRef,
  type LabRow,
  type Recorded,
  type RecordTyped,
  type RecordUndo,
  type Undoable,
} from './interface.ts';
import { countMiss } from './misses.ts';
import {
  foldOutput,
  labGone,
  ownSession,
  stateColumns,
  toEntry,
  toLabRow,
  toState,
  toTyped,
} from './rows.ts';

/** A checkpoint is kept before every so many entries: Undo plays at most as many again. */
const CHECKPOINT_EVERY = 10;

export async function recordTyped(trx: Transaction<Tables>, input: RecordTyped): Promise<Recorded> {
  const { id, userId, entry, after, once } = input;
  const row = await ownSession(trx, id, userId);
  const before = once === null ? undefined : await entryOnce(trx, once, userId);
  if (before !== undefined) return { kind: 'again', session: toLabRow(row), entry: toEntry(before) };
  if (row.open === 0) throw ended();
  await checkTime(trx, row, entry.at);
  if (row.turn !== entry.turn) {
    const session = toLabRow(row);
    if (once !== null || row.turn < entry.turn) return { kind: 'moved', session };
    return { kind: 'again', session, entry: (await labEntry(trx, input, entry.turn)) ?? null };
  }
  const output = foldOutput(entry);
  const checkpoint = input.heavy || (await sinceCheckpoint(trx, input)) + 1 >= CHECKPOINT_EVERY;
  const typed = entry.typed.text;
  const bytes =
    row.bytes + output.byteLength + (typed?.length ?? 0) + (checkpoint ? after.state.byteLength : 0);
  refuseTooMuch(row.turn, after.state.byteLength, bytes);
  await trx
    .insertInto('lab_entries')
    .values({
      session_id: id,
      turn: entry.turn,
      user_id: userId,
      kind: entry.typed.kind,
      typed,
      prompt: entry.prompt,
      output,
      status: entry.status,
      not_simulated: entry.notSimulated,
      at: entry.at,
      once,
    })
    .execute();
  const set = { ...stateColumns(after), turn: entry.turn + 1, bytes, used_at: entry.at };
  await trx.updateTable('lab_sessions').set(set).where('user_id', '=', userId).where('id', '=', id).execute();
  if (checkpoint)
    await trx
      .insertInto('lab_checkpoints')
      .values({ session_id: id, turn: entry.turn + 1, user_id: userId, ...stateColumns(after) })
      .execute();
  if (entry.notSimulated !== null) await countMiss(trx, entry.notSimulated);
  return { kind: 'done', session: toLabRow({ ...row, ...set }), entry };
}

/** Entries that would have to be played again from the last checkpoint. */
async function sinceCheckpoint(db: Kysely<Tables>, of: LabRef): Promise<number> {
  const last = db
    .selectFrom('lab_checkpoints')
    .select((eb) => eb.fn.max('turn').as('turn'))
    .where('user_id', '=', of.userId)
    .where('session_id', '=', of.id);
  const { entries } = await entriesOf(db, of)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('entries'))
    .where('undone', '=', sql.lit(0))
    .where('turn', '>=', last)
    .executeTakeFirstOrThrow();
  return entries;
}

/** Of a lab that belongs to an exam: throws StoreError where that is over. */
async function checkTime(
  trx: Transaction<Tables>,
  { lab, user_id: userId }: { readonly lab: string; readonly user_id: string },
  now: number,
): Promise<void> {
  const exam = examOfLab(lab);
  if (exam !== undefined) await checkExamIsOn(trx, { examId: exam.examId, userId, now });
}

function refuseTooMuch(turn: number, stateBytes: number, bytes: number): void {
  if (turn < LAB_LIMITS.turns && stateBytes <= LAB_LIMITS.stateBytes && bytes <= LAB_LIMITS.bytes) return;
  throw new StoreError(
    'not-possible',
    turn >= LAB_LIMITS.turns
      ? `That was not run: ${LAB_LIMITS.turns} things were done in this lab, and more are not kept. Begin it again with Reset.`
      : 'That was not run: with it this lab would hold more than is kept of one. Delete some of what is in it, or begin it again with Reset.',
  );
}

export function ended(): StoreError {
  return new StoreError(
    'not-possible',
    'This run of the lab has ended: it was begun again or left. /lab shows where you are.',
  );
}

async function entryOnce(db: Kysely<Tables>, once: string, userId: string) {
  return db
    .selectFrom('lab_entries')
    .selectAll()
    .where('user_id', '=', userId)
    .where('once', '=', once)
    .executeTakeFirst();
}

export async function typedOnce(
  db: Kysely<Tables>,
  once: string,
  userId: string,
): Promise<{ readonly session: LabRow; readonly entry: LabEntryRow } | undefined> {
  const row = await entryOnce(db, once, userId);
  if (row === undefined) return undefined;
  return { session: toLabRow(await ownSession(db, row.session_id, userId)), entry: toEntry(row) };
}

/** What was typed at a turn; undefined where nothing was, or where it was an Undo. */
export async function labEntry(
  db: Kysely<Tables>,
  of: LabRef,
  turn: number,
): Promise<LabEntryRow | undefined> {
  const row = await entriesOf(db, of).where('turn', '=', turn).executeTakeFirst();
  return row === undefined ? undefined : toEntry(row);
}

export async function labEntries(
  db: Kysely<Tables>,
  of: LabRef,
  last: number,
): Promise<readonly LabEntryRow[]> {
  const rows = await entriesOf(db, of)
    .where('undone', '=', sql.lit(0))
    .orderBy('turn', 'desc')
    .limit(last)
    .execute();
  return rows.map(toEntry).reverse();
}

function entriesOf(db: Kysely<Tables>, { id, userId }: LabRef) {
  return db
    .selectFrom('lab_entries')
    .selectAll()
    .where('user_id', '=', userId)
    .where('session_id', '=', id)
    .where('kind', '!=', 'undo');
}

export async function labStart(db: Kysely<Tables>, { id, userId }: LabRef): Promise<Uint8Array> {
  const row = await db
    .selectFrom('lab_checkpoints')
    .select('state')
    .where('user_id', '=', userId)
    .where('session_id', '=', id)
    .where('turn', '=', 0)
    .executeTakeFirst();
  if (row === undefined) throw labGone();
  return row.state;
}

export async function undoable(db: Kysely<Tables>, of: LabRef): Promise<Undoable | undefined> {
  const [last] = await labEntries(db, of, 1);
  if (last === undefined) return undefined;
  const from = await db
    .selectFrom('lab_checkpoints')
    .selectAll()
    .where('user_id', '=', of.userId)
    .where('session_id', '=', of.id)
    .where('turn', '<=', last.turn)
    .orderBy('turn', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (from === undefined) throw labGone();
  const between = await entriesOf(db, of)
    .where('undone', '=', sql.lit(0))
    .where('turn', '>=', from.turn)
    .where('turn', '<', last.turn)
    .orderBy('turn')
    .execute();
  return { turn: last.turn, from: toState(from), lines: between.map(toTyped) };
}

export async function recordUndo(trx: Transaction<Tables>, input: RecordUndo): Promise<Recorded> {
  const { id, userId, turn, undoes, after, now } = input;
  const row = await ownSession(trx, id, userId);
  if (row.open === 0) throw ended();
  await checkTime(trx, row, now);
  if (row.turn !== turn) return { kind: 'moved', session: toLabRow(row) };
  await trx
    .insertInto('lab_entries')
    .values({
      session_id: id,
      turn,
      user_id: userId,
      kind: 'undo',
      typed: String(undoes),
      prompt: row.prompt,
      output: foldOutput({ stdout: '', stderr: '' }),
      status: 0,
      not_simulated: null,
      at: now,
      once: null,
    })
    .execute();
  await trx
    .updateTable('lab_entries')
    .set({ undone: 1 })
    .where('user_id', '=', userId)
    .where('session_id', '=', id)
    .where('turn', '=', undoes)
    .execute();
  // What was kept after it holds what it did.
  await trx
    .deleteFrom('lab_checkpoints')
    .where('user_id', '=', userId)
    .where('session_id', '=', id)
    .where('turn', '>', undoes)
    .execute();
  const set = { ...stateColumns(after), turn: turn + 1, used_at: now };
  await trx.updateTable('lab_sessions').set(set).where('user_id', '=', userId).where('id', '=', id).execute();
  return { kind: 'done', session: toLabRow({ ...row, ...set }), entry: null };
}
