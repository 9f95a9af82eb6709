import type { Kysely, Transaction } from 'kysely';
import { serverCard } from '../decks/server-decks.ts';
import { StoreError } from '../engine/store-error.ts';
import { itemStats } from '../questions/item-counts.ts';
import type { Tables } from '../tables.ts';
import type { RunnerCard, Settled, SettleInput } from './interface.ts';
import { toReport, writeNews } from './reports.ts';

/** A server's card has the server's id and a dot before its deck: `<guild>.<deck>/<card>`. */
const SERVER_CARD = '%.%/%';

function openReports(db: Kysely<Tables>) {
  // Reports of servers' cards are for those servers; those from before that was so were promised to whoever runs the bot.
  return db
    .selectFrom('reports')
    .where('runner_settled_at', 'is', null)
    .where((eb) => eb.or([eb('card', 'not like', SERVER_CARD), eb('shown_to', 'is', null)]));
}

/** The cards with open reports for whoever runs the bot, the oldest first, each with its reports, the newest first. */
export async function runnerReports(db: Kysely<Tables>): Promise<readonly RunnerCard[]> {
  const rows = await openReports(db)
    .select(['id', 'card', 'text', 'created_at', 'seed', 'difficulty', 'user_id'])
    .orderBy('id')
    .execute();
  const byCard = new Map<string, typeof rows>();
  for (const row of rows) byCard.set(row.card, [...(byCard.get(row.card) ?? []), row]);
  const stats = await itemStats(db, [...byCard.keys()]);
  const cards: RunnerCard[] = [];
  for (const [card, of] of byCard)
    cards.push({
      card,
      people: new Set(of.map(({ user_id }) => user_id)).size,
      reports: of.map(toReport).toReversed(),
      stats: stats.get(card),
      serverCard: await serverCard(db, card),
    });
  return cards;
}

/** Settles the open reports of the card of this report, up to this one. Throws StoreError `not-possible`. */
export async function settleForRunner(
  trx: Transaction<Tables>,
  { reportId, note, now }: Omit<SettleInput, 'guildId'>,
): Promise<Settled> {
  const row = await openReports(trx).select('card').where('id', '=', reportId).executeTakeFirst();
  if (row === undefined)
    throw new StoreError(
      'not-possible',
      `There is no open report ${reportId}: it is settled, or whoever wrote it had their data deleted. podium reports lists those that are open.`,
    );
  const ids = await openReports(trx)
    .select(['id', 'user_id'])
    .where('card', '=', row.card)
    .where('id', '<=', reportId)
    .execute();
  for (const { id, user_id } of ids)
    await trx
      .updateTable('reports')
      .set({ runner_settled_at: now })
      .where('user_id', '=', user_id)
      .where('id', '=', id)
      .execute();
  const people = [...new Set(ids.map(({ user_id }) => user_id))];
  await writeNews(trx, people, { card: row.card, guildId: null, note, now });
  return { card: row.card, reports: ids.length, people: people.length };
}
