import type { Kysely, Transaction } from 'kysely';
import { inChunks } from '../engine/chunks.ts';
import { type Statement, statement } from '../engine/statement.ts';
import type { Tables } from '../tables.ts';
import type { ItemStats } from './interface.ts';
import type { RenamedOptions } from './option-names.ts';

const OPTION = 'option ';

/** One answer as the statistics of its card see it. */
export interface CountedItem {
  readonly card: string;
  readonly correct: boolean;
  /** Ids of the options chosen; a drill's misconceptions. */
  readonly chosen: readonly string[];
}

type Items = { readonly card: string; readonly sign: number } & Readonly<Record<`item${number}`, string>>;

/** One statement for each number of rows: an answer has a row for its outcome and one for each option chosen. */
const upserts = new Map<number, Statement<Items, unknown>>();

function upsert(rows: number): Statement<Items, unknown> {
  const known = upserts.get(rows);
  if (known !== undefined) return known;
  const built = statement<Items, unknown>((db, row) =>
    db
      .insertInto('item_counts')
      .values(
        Array.from({ length: rows }, (_, index) => ({
          card: row.card,
          item: row[`item${index}`] ?? '',
          count: row.sign,
        })),
      )
      .onConflict((on) =>
        on.columns(['card', 'item']).doUpdateSet((eb) => ({
          count: eb('item_counts.count', '+', eb.ref('excluded.count')),
        })),
      ),
  );
  upserts.set(rows, built);
  return built;
}

/** Adds an answer to the statistics of its card, or with `sign` -1 takes it back. */
export async function countItems(
  trx: Transaction<Tables>,
  { card, correct, chosen }: CountedItem,
  sign: 1 | -1,
): Promise<void> {
  // In one order, so that no two who count the same rows wait for each other.
  const items = [correct ? 'right' : 'wrong', ...chosen.map((id) => `${OPTION}${id}`)].sort();
  const named = Object.fromEntries(items.map((item, index) => [`item${index}`, item]));
  await upsert(items.length)(trx, { card, sign, ...named });
}

export async function itemStats(
  db: Kysely<Tables>,
  cards: readonly string[],
): Promise<ReadonlyMap<string, ItemStats>> {
  const stats = new Map<string, { right: number; wrong: number; chosen: Map<string, number> }>();
  for (const chunk of inChunks(cards)) {
    const rows = await db
      .selectFrom('item_counts')
      .selectAll()
      .where('card', 'in', chunk)
      .where('count', '>', 0)
      .execute();
    for (const { card, item, count } of rows) {
      const of = stats.get(card) ?? { right: 0, wrong: 0, chosen: new Map<string, number>() };
      if (item === 'right' || item === 'wrong') of[item] = count;
      else of.chosen.set(item.slice(OPTION.length), count);
      stats.set(card, of);
    }
  }
  return stats;
}

/** What the options of cards are called in their statistics, by card. */
export async function optionsCounted(
  db: Kysely<Tables>,
  cards: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const counted = new Map<string, string[]>();
  for (const { card, item } of await optionRows(db, cards)) {
    const of = counted.get(card);
    if (of === undefined) counted.set(card, [item]);
    else of.push(item);
  }
  return counted;
}

/**
 * The counts of options follow them to their new ids. Those of an option that is gone stay under its old one, unless
 * another option is called so now.
 */
export async function renameCounted(
  trx: Transaction<Tables>,
  cards: readonly RenamedOptions[],
): Promise<void> {
  const keys = cards.map(({ card }) => card);
  const renamed = new Map(cards.map((card) => [card.card, card]));
  const sums = new Map<string, { card: string; item: string; count: number }>();
  for (const { card, item, count } of await optionRows(trx, keys)) {
    const names = renamed.get(card);
    const id = names?.ids.get(item) ?? (names?.now.includes(item) ? undefined : item);
    if (id === undefined) continue;
    const place = JSON.stringify([card, id]);
    sums.set(place, { card, item: `${OPTION}${id}`, count: count + (sums.get(place)?.count ?? 0) });
  }
  await trx.deleteFrom('item_counts').where('card', 'in', keys).where('item', 'like', `${OPTION}%`).execute();
  for (const chunk of inChunks([...sums.values()]))
    await trx.insertInto('item_counts').values(chunk).execute();
}

async function optionRows(db: Kysely<Tables>, cards: readonly string[]) {
  if (cards.length === 0) return [];
  const rows = await db
    .selectFrom('item_counts')
    .selectAll()
    .where('card', 'in', cards)
    .where('item', 'like', `${OPTION}%`)
    .execute();
  return rows.map((row) => ({ ...row, item: row.item.slice(OPTION.length) }));
}
