import { deflateSync, inflateSync } from 'node:zlib';
import type { Kysely, Selectable } from 'kysely';
import type { Typed } from '../../study/labs/lab.ts';
import { StoreError } from '../engine/store-error.ts';
import type { Tables } from '../tables.ts';
import type { Help, LabEntryRow, LabRow, LabState, OpenEdit, OpenLab } from './interface.ts';
import type { LabEntriesTable, LabSessionsTable } from './tables.ts';

type SessionRow = Selectable<LabSessionsTable>;

/** Columns of a session without its cluster. */
export const LIGHT = [
  'id',
  'user_id',
  'lab',
  'revision',
  'open',
  'step',
  'turn',
  'started_at',
  'used_at',
  'finished_at',
] as const satisfies readonly (keyof LabSessionsTable)[];

export function toOpenLab(row: Pick<SessionRow, (typeof LIGHT)[number]>): OpenLab {
  return {
    id: row.id,
    userId: row.user_id,
    lab: row.lab,
    revision: row.revision,
    open: row.open === 1,
    step: row.step,
    turn: row.turn,
    startedAt: row.started_at,
    usedAt: row.used_at,
    finishedAt: row.finished_at,
  };
}

export function toLabRow(row: SessionRow): LabRow {
  return {
    ...toOpenLab(row),
    ...toState(row),
    hints: JSON.parse(row.hints) as number[],
    helped: row.helped as Help,
    askId: row.ask_id,
  };
}

export function toState(row: Pick<SessionRow, 'state' | 'prompt' | 'edit' | 'inside'>): LabState {
  const { state, prompt, edit, inside } = row;
  return {
    state,
    prompt,
    edit: edit === null ? null : (JSON.parse(edit) as OpenEdit),
    inside: inside === 1,
  };
}

/** The columns of a cluster in a row. */
export function stateColumns({ state, prompt, edit, inside }: LabState) {
  return { state, prompt, edit: edit === null ? null : JSON.stringify(edit), inside: inside ? 1 : 0 };
}

/** What was printed, in one column. */
export function foldOutput({ stdout, stderr }: Pick<LabEntryRow, 'stdout' | 'stderr'>): Uint8Array {
  return deflateSync(JSON.stringify({ stdout, stderr }));
}

/** What a column with zlib of JSON holds. */
export function unpack(bytes: Uint8Array): unknown {
  return JSON.parse(inflateSync(bytes).toString('utf8')) as unknown;
}

export function toEntry(row: Selectable<LabEntriesTable>): LabEntryRow {
  return {
    turn: row.turn,
    typed: toTyped(row),
    prompt: row.prompt,
    ...(unpack(row.output) as Pick<LabEntryRow, 'stdout' | 'stderr'>),
    status: row.status,
    notSimulated: row.not_simulated,
    at: row.at,
  };
}

export function toTyped({ kind, typed }: Pick<Selectable<LabEntriesTable>, 'kind' | 'typed'>): Typed {
  return kind === 'edit' ? { kind, text: typed } : { kind: 'line', text: typed ?? '' };
}

/** The whole row of a session for who it belongs to. Throws StoreError `lab-gone`, `not-yours`. */
export async function ownSession(db: Kysely<Tables>, id: number, userId: string): Promise<SessionRow> {
  const row = await db
    .selectFrom('lab_sessions')
    .selectAll()
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row !== undefined) return row;
  // Somebody else's, perhaps: whose, is looked for by its number alone.
  const other = await db.selectFrom('lab_sessions').select('user_id').where('id', '=', id).executeTakeFirst();
  throw other === undefined ? labGone() : notYours(other.user_id);
}

function notYours(owner: string): StoreError {
  return new StoreError('not-yours', `This lab is <@${owner}>’s. Open your own with /lab.`);
}

export function labGone(): StoreError {
  return new StoreError(
    'lab-gone',
    'This run of the lab is over and no longer kept: it was left alone for a month, or was ended a week ago. Open the lab again with /lab.',
  );
}
