import type { Kysely, Transaction } from 'kysely';
import { inChunks } from '../engine/chunks.ts';
import { recordAnswer } from '../questions/answers.ts';
import { ask, findAsk } from '../questions/asks.ts';
import type { Tables } from '../tables.ts';
import { ended } from './entries.ts';
import type { FinishedLab, FinishLab } from './interface.ts';
import { ownSession, toLabRow } from './rows.ts';

/** Prefix of the cards that labs are. */
const LAB_CARDS = 'lab/';
/** The first text behind every one with that prefix. */
const BEHIND = 'lab0';

/**
 * A lab is done, once: an update of the session says so. Its card is reviewed as any other is, by an answer to a
 * question; the points are those of the first run without the answer; the cards it teaches come next.
 */
export async function finishLab(trx: Transaction<Tables>, input: FinishLab): Promise<FinishedLab> {
  const { id, userId, now } = input;
  const row = await ownSession(trx, id, userId);
  if (row.finished_at !== null) {
    const asked = row.ask_id === null ? undefined : await findAsk(trx, row.ask_id, userId);
    return { session: toLabRow(row), ask: asked ?? null };
  }
  if (row.open === 0) throw ended();
  const done = await trx
    .selectFrom('labs_done')
    .selectAll()
    .where('user_id', '=', userId)
    .where('lab', '=', row.lab)
    .executeTakeFirst();
  const waiting = row.ask_id === null ? undefined : await findAsk(trx, row.ask_id, userId);
  const open = waiting !== undefined && waiting.outcome === null;
  const { question, run, guildId, channelId } = input;
  const asked = open ? waiting : await ask(trx, { userId, guildId, channelId, question, run, now });
  const knew = input.grade !== 'again';
  const outcome = await recordAnswer(trx, {
    askId: asked.id,
    userId,
    answer: { kind: 'recall', knew },
    correct: knew,
    points: (done?.points ?? 0) > 0 ? 0 : input.points,
    now,
    grade: input.grade,
    inReview: true,
  });
  await trx
    .insertInto('labs_done')
    .values({ user_id: userId, lab: row.lab, finished_at: now, points: outcome.points })
    .onConflict((on) =>
      on.columns(['user_id', 'lab']).doUpdateSet((eb) => ({
        finished_at: now,
        points: eb('labs_done.points', '+', outcome.points),
      })),
    )
    .execute();
  if (done === undefined) await feed(trx, userId, input.teaches, now);
  const set = { finished_at: now, used_at: now, ask_id: asked.id };
  await trx.updateTable('lab_sessions').set(set).where('user_id', '=', userId).where('id', '=', id).execute();
  return { session: toLabRow({ ...row, ...set }), ask: { ...asked, outcome } };
}

/** The answer that a finished lab was is taken back, and its points with it: the next run may bring them. */
export async function takeBackLab(
  trx: Transaction<Tables>,
  { userId, card, points }: { readonly userId: string; readonly card: string; readonly points: number },
): Promise<void> {
  if (!card.startsWith(LAB_CARDS) || points === 0) return;
  await trx
    .updateTable('labs_done')
    .set((eb) => ({ points: eb('points', '-', points) }))
    .where('user_id', '=', userId)
    .where('lab', '=', card.slice(LAB_CARDS.length))
    .execute();
}

/** Cards that were never met come before other new ones; what is known of the others stays. */
async function feed(
  trx: Transaction<Tables>,
  userId: string,
  cards: readonly string[],
  now: number,
): Promise<void> {
  for (const chunk of inChunks(cards))
    await trx
      .insertInto('cards')
      .values(chunk.map((card) => ({ user_id: userId, card, fed_at: now })))
      .onConflict((on) => on.columns(['user_id', 'card']).doUpdateSet({ fed_at: now }))
      .execute();
}

/** New cards that a finished lab teaches, in no order. */
export async function fedCards(db: Kysely<Tables>, userId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('cards')
    .select('card')
    .where('user_id', '=', userId)
    .where('fed_at', 'is not', null)
    .where('state', '=', 0)
    .execute();
  return new Set(rows.map(({ card }) => card));
}

export async function metLabCards(db: Kysely<Tables>, userId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('cards')
    .select('card')
    .where('user_id', '=', userId)
    .where('card', '>=', LAB_CARDS)
    .where('card', '<', BEHIND)
    .execute();
  return rows.map(({ card }) => card);
}
