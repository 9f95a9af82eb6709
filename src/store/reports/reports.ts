import { type Kysely, sql, type Transaction } from 'kysely';
import { StoreError } from '../engine/store-error.ts';
import type { ReportInput, Settled, SettleInput } from '../store.ts';
import type { Tables } from '../tables.ts';
import type { AskedHere, Report, ReportedCard, ReportsOfInput } from './interface.ts';

export async function reportMistake(
  trx: Transaction<Tables>,
  { askId, card, userId, guildId, text, now, shownTo = null, drawn }: ReportInput,
): Promise<{ readonly id: number }> {
  return trx
    .insertInto('reports')
    .values({
      ask_id: askId,
      card,
      user_id: userId,
      guild_id: guildId,
      text,
      created_at: now,
      seed: drawn?.seed ?? null,
      difficulty: drawn?.difficulty ?? null,
      shown_to: shownTo,
      server_settled_at: null,
      runner_settled_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
}

export async function reportedCards(db: Kysely<Tables>, guildId: string): Promise<readonly ReportedCard[]> {
  const open = await db
    .selectFrom('reports')
    .select(['card', (eb) => eb.fn.countAll<number>().as('reports')])
    .select((eb) => eb.fn.count<number>('user_id').distinct().as('people'))
    .select((eb) => [eb.fn.min('id').as('first'), eb.fn.max('id').as('last')])
    .where('shown_to', '=', guildId)
    .where('server_settled_at', 'is', null)
    .groupBy('card')
    .orderBy('first')
    .execute();
  const retired = await db
    .selectFrom('retired_cards')
    .select(['id', 'card'])
    .where('guild_id', '=', guildId)
    .orderBy('id')
    .execute();
  const ids = new Map(retired.map(({ id, card }) => [card, id]));
  const reported = new Set(open.map(({ card }) => card));
  return [
    ...open.map((row) => ({ ...row, retiredId: ids.get(row.card) ?? null })),
    ...retired
      .filter(({ card }) => !reported.has(card))
      .map(({ id, card }) => ({ card, reports: 0, people: 0, first: null, last: null, retiredId: id })),
  ];
}

export async function reportsOf(
  db: Kysely<Tables>,
  { guildId, card, limit }: ReportsOfInput,
): Promise<readonly Report[]> {
  const rows = await db
    .selectFrom('reports')
    .select(['id', 'text', 'created_at', 'seed', 'difficulty'])
    .where('shown_to', '=', guildId)
    .where('card', '=', card)
    .where('server_settled_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toReport);
}

/** A report as it is shown: nothing of who wrote it. */
export function toReport(row: {
  readonly id: number;
  readonly text: string;
  readonly created_at: number;
  readonly seed: number | null;
  readonly difficulty: number | null;
}): Report {
  const { id, text, created_at: createdAt, seed, difficulty } = row;
  return { id, text, createdAt, drawn: seed === null || difficulty === null ? null : { seed, difficulty } };
}

export async function reportedCard(db: Kysely<Tables>, guildId: string, reportId: number): Promise<string> {
  const row = await db
    .selectFrom('reports')
    .select('card')
    .where('id', '=', reportId)
    .where('shown_to', '=', guildId)
    .executeTakeFirst();
  if (row !== undefined) return row.card;
  throw new StoreError(
    'not-possible',
    'That report is gone: whoever wrote it had their data deleted, or it is none of this server’s. Run /reports to see what is open.',
  );
}

export async function settleReports(
  trx: Transaction<Tables>,
  { guildId, reportId, note, now }: SettleInput,
): Promise<Settled> {
  const card = await reportedCard(trx, guildId, reportId);
  const settled = await trx
    .updateTable('reports')
    .set({ server_settled_at: now })
    .where('shown_to', '=', guildId)
    .where('card', '=', card)
    .where('id', '<=', reportId)
    .where('server_settled_at', 'is', null)
    .returning('user_id')
    .execute();
  const people = [...new Set(settled.map(({ user_id }) => user_id))];
  await writeNews(trx, people, { card, guildId, note, now });
  return { card, reports: settled.length, people: people.length };
}

/** What each of these people is to be told, directly and at once. */
export async function writeNews(
  trx: Transaction<Tables>,
  people: readonly string[],
  news: Pick<SettleInput, 'note' | 'now'> & { readonly card: string; readonly guildId: string | null },
): Promise<void> {
  const { card, guildId, note, now } = news;
  for (const user_id of people)
    await trx
      .insertInto('report_news')
      .values({ user_id, card, guild_id: guildId, note, settled_at: now, send_at: now, told_at: null })
      .execute();
}

export async function askedHere(db: Kysely<Tables>, guildId: string, card: string): Promise<AskedHere> {
  return db
    .selectFrom('asks')
    .leftJoin('reviews', (join) =>
      join
        .onRef('reviews.user_id', '=', 'asks.user_id')
        .onRef('reviews.ask_id', '=', 'asks.id')
        .on('reviews.undone', '=', sql.lit(0)),
    )
    .select((eb) => [
      eb.fn.count<number>('asks.id').as('asked'),
      eb.fn.count<number>('reviews.id').as('answered'),
      eb.fn.coalesce(eb.fn.sum<number>('reviews.correct'), sql.lit(0)).as('right'),
    ])
    .where('asks.card', '=', card)
    .where('asks.guild_id', '=', guildId)
    .executeTakeFirstOrThrow();
}

/** Reports of a server that is gone are its own no more; nobody else was told that they would see them. */
export async function forgetServerReports(trx: Transaction<Tables>, guildId: string): Promise<void> {
  await trx.updateTable('reports').set({ guild_id: null }).where('guild_id', '=', guildId).execute();
  await trx.updateTable('reports').set({ shown_to: null }).where('shown_to', '=', guildId).execute();
  for (const table of ['report_news', 'retired_cards'] as const)
    await trx.deleteFrom(table).where('guild_id', '=', guildId).execute();
}
