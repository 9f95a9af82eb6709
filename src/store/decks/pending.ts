import { deflateSync } from 'node:zlib';
import type { Transaction } from 'kysely';
import { DAY } from '../../study/schedule/day.ts';
import { StoreError } from '../engine/store-error.ts';
import { unpack } from '../labs/rows.ts';
import type { Tables } from '../tables.ts';
import type { CarriedOut, ImportDecision, Proposed, ProposedDeck } from './interface.ts';
import { lossOf } from './loss.ts';
import { importDeck } from './server-decks.ts';
import { voidWaiting } from './waiting.ts';

/** How long an import waits for its importer. */
const WAITS = DAY;
/** How long its button says what became of it. */
const KEEP_DECIDED = 7 * DAY;

type Waiting = Pick<ProposedDeck, 'deck' | 'remarks'>;

export async function proposeImport(
  trx: Transaction<Tables>,
  { guildId, userId, deck, remarks, now }: ProposedDeck,
): Promise<Proposed> {
  const voided = await voidWaiting(trx, guildId, deck.id);
  const loss = await lossOf(trx, guildId, deck);
  if (loss === undefined)
    return { kind: 'imported', result: await importDeck(trx, guildId, deck, now), voided };
  const waiting: Waiting = { deck, remarks };
  const expiresAt = now + WAITS;
  const { id } = await trx
    .insertInto('pending_imports')
    .values({
      user_id: userId,
      guild_id: guildId,
      deck: deck.id,
      state: 'waiting',
      body: deflateSync(JSON.stringify(waiting)),
      created_at: now,
      expires_at: expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { kind: 'asked', id, expiresAt, loss, voided };
}

export async function replaceDeck(trx: Transaction<Tables>, decision: ImportDecision): Promise<CarriedOut> {
  const { deck, remarks } = await waitingOf(trx, decision);
  await decided(trx, decision.id, 'replaced');
  return { deck, remarks, result: await importDeck(trx, decision.guildId, deck, decision.now) };
}

export async function cancelImport(trx: Transaction<Tables>, decision: ImportDecision): Promise<void> {
  await waitingOf(trx, decision);
  await decided(trx, decision.id, 'cancelled');
}

const AGAIN = 'Import the file again if you still want it.';

/** Why an import does not wait any more. */
const OVER = {
  replaced: 'This import has been carried out already.',
  cancelled: `This import was cancelled, and the deck stayed as it was. ${AGAIN}`,
  void: `This import is void: since then the deck was imported once more or removed. ${AGAIN}`,
  expired: `This import waited for a day, and that is over; the deck is as it was. ${AGAIN}`,
} as const;

/** What waits, for who may decide it. Throws StoreError. */
async function waitingOf(
  trx: Transaction<Tables>,
  { id, guildId, userId, now }: ImportDecision,
): Promise<Waiting> {
  const row = await trx
    .selectFrom('pending_imports')
    .selectAll()
    .where('id', '=', id)
    .where('guild_id', '=', guildId)
    .executeTakeFirst();
  if (row === undefined) throw new StoreError('not-possible', `This import is no longer kept. ${AGAIN}`);
  if (row.user_id !== userId)
    throw new StoreError('not-yours', 'Only the person who imported that file can decide about it.');
  if (row.state !== 'waiting') throw new StoreError('not-possible', OVER[row.state]);
  if (row.body === null || row.expires_at <= now) throw new StoreError('not-possible', OVER.expired);
  return unpack(row.body) as Waiting;
}

async function decided(trx: Transaction<Tables>, id: number, state: 'replaced' | 'cancelled'): Promise<void> {
  await trx.updateTable('pending_imports').set({ state, body: null }).where('id', '=', id).execute();
}

export async function sweepImports(trx: Transaction<Tables>, now: number): Promise<number> {
  const late = await trx
    .updateTable('pending_imports')
    .set({ body: null })
    .where('expires_at', '<=', now)
    .where('body', 'is not', null)
    .executeTakeFirstOrThrow();
  const old = await trx
    .deleteFrom('pending_imports')
    .where('expires_at', '<=', now - KEEP_DECIDED)
    .executeTakeFirstOrThrow();
  return Number(late.numUpdatedRows + old.numDeletedRows);
}
