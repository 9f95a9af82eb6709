import { type Kysely, sql, type Transaction } from 'kysely';
import type { Card, Deck } from '../../study/deck.ts';
import { deckPart, writtenPath } from '../../study/path.ts';
import type { PoolCard } from '../../study/schedule/queue.ts';
import { inChunks } from '../engine/chunks.ts';
import { jsonField } from '../engine/json.ts';
import { StoreError } from '../engine/store-error.ts';
import type { Tables } from '../tables.ts';
import { nameOptions, toCard } from './earlier-decks.ts';
import {
  type ImportedDeck,
  type MetDeck,
  type MetFilter,
  MOST_SERVER_DECKS,
  type ServerDeck,
  type ServerPoolInput,
} from './interface.ts';
import { forgetWords, reviseCards } from './revisions.ts';
import { voidWaiting } from './waiting.ts';

/** The key of a card of a server's deck: no deck of ours has a dot in its id, so the two never meet. */
export function serverKey(guildId: string, key: string): string {
  return `${guildId}.${key}`;
}

export async function serverDecks(db: Kysely<Tables>, guildId: string): Promise<readonly ServerDeck[]> {
  const decks = await db.selectFrom('server_decks').selectAll().where('guild_id', '=', guildId).execute();
  if (decks.length === 0) return [];
  const counts = await db
    .selectFrom('server_cards')
    .select(['deck_id', 'topic', (eb) => eb.fn.countAll<number>().as('cards')])
    .where(
      'deck_id',
      'in',
      decks.map(({ id }) => id),
    )
    .groupBy(['deck_id', 'topic'])
    .orderBy('cards', 'desc')
    .orderBy('topic')
    .execute();
  return decks
    .map((row) => {
      const topics = counts.filter(({ deck_id }) => deck_id === row.id);
      return {
        id: row.deck,
        title: row.title,
        description: row.description,
        cards: topics.reduce((sum, { cards }) => sum + cards, 0),
        topics: topics.map(({ topic }) => topic),
        importedAt: row.imported_at,
      };
    })
    .toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
}

export async function serverDeck(
  db: Kysely<Tables>,
  guildId: string,
  deck: string,
): Promise<Deck | undefined> {
  const row = await deckRow(db, guildId, deck);
  if (row === undefined) return undefined;
  const cards = await db
    .selectFrom('server_cards')
    .select('body')
    .where('deck_id', '=', row.id)
    .orderBy('position')
    .execute();
  return {
    id: row.deck,
    title: row.title,
    description: row.description,
    ...(row.after === null ? {} : { after: JSON.parse(row.after) as readonly string[] }),
    cards: cards.map(({ body }) => toCard(body)),
  };
}

export async function serverPool(db: Kysely<Tables>, input: ServerPoolInput): Promise<readonly PoolCard[]> {
  return poolOf(db, { ...input, metBy: null });
}

/** What `ServerPoolInput` asks for, of any server where `guildId` is null, and of what `metBy` has met. */
interface PoolInput extends Omit<ServerPoolInput, 'guildId'> {
  readonly guildId: string | null;
  readonly metBy: string | null;
}

async function poolOf(
  db: Kysely<Tables>,
  { guildId, metBy, deck, topic, difficulty, kind, topics }: PoolInput,
): Promise<readonly PoolCard[]> {
  const rows = await db
    .selectFrom('server_cards')
    .innerJoin('server_decks', 'server_decks.id', 'server_cards.deck_id')
    // A server's own card that it retired is not asked anywhere.
    .leftJoin('retired_cards', 'retired_cards.card', 'server_cards.card')
    .select(['server_cards.card', 'server_cards.family', 'server_cards.needs'])
    .select(['server_decks.guild_id', 'server_decks.deck', 'server_decks.after'])
    .where('retired_cards.id', 'is', null)
    .$if(guildId !== null, (query) => query.where('server_decks.guild_id', '=', guildId ?? ''))
    .$if(metBy !== null, (query) =>
      query.where('server_cards.card', 'in', (eb) =>
        eb
          .selectFrom('cards')
          .select('cards.card')
          .where('cards.user_id', '=', metBy ?? ''),
      ),
    )
    .$if(deck !== null, (query) => query.where('server_decks.deck', '=', deck ?? ''))
    .$if(topic !== null, (query) => query.where(sql<boolean>`lower(server_cards.topic) = lower(${topic})`))
    .$if(topics !== undefined, (query) =>
      query.where(
        sql<string>`lower(server_cards.topic)`,
        'in',
        (topics ?? []).map((each) => each.toLowerCase()),
      ),
    )
    .$if(difficulty !== undefined, (query) =>
      query.where(jsonField(db, 'server_cards.body', 'difficulty'), '=', String(difficulty)),
    )
    .$if(kind !== undefined, (query) =>
      query.where(jsonField(db, 'server_cards.body', 'kind'), '=', kind ?? null),
    )
    .orderBy('server_decks.title')
    .orderBy('server_cards.place')
    .execute();
  const steps = new Map<string, DeckStep>();
  return rows.map(({ guild_id, deck, after, needs, ...row }) => {
    const id = serverKey(guild_id, deck);
    const step = steps.get(id) ?? deckStep(guild_id, deck, after);
    steps.set(id, step);
    return {
      ...toPoolCard(row),
      ...step,
      ...(needs === null ? {} : { needs: JSON.parse(needs) as readonly string[] }),
    };
  });
}

type DeckStep = Pick<PoolCard, 'parts' | 'behind'>;

/** What a card of this deck is part of and comes after; a deck of ours may be meant as well as one of the server's. */
function deckStep(guildId: string, deck: string, after: string | null): DeckStep {
  const before = after === null ? [] : (JSON.parse(after) as readonly string[]);
  return {
    parts: [deckPart(serverKey(guildId, deck))],
    ...(before.length === 0
      ? {}
      : { behind: before.flatMap((id) => [deckPart(serverKey(guildId, id)), deckPart(id)]) }),
  };
}

export async function metServerCards(
  db: Kysely<Tables>,
  userId: string,
  filter?: MetFilter,
): Promise<readonly PoolCard[]> {
  if (filter !== undefined) {
    const { guildId = null, deck = null } = filter.deck ?? {};
    return poolOf(db, { ...filter, guildId, deck, metBy: userId });
  }
  const rows = await db
    .selectFrom('cards')
    .innerJoin('server_cards', 'server_cards.card', 'cards.card')
    // A server's own card that it retired is not asked anywhere.
    .leftJoin('retired_cards', 'retired_cards.card', 'server_cards.card')
    .select(['server_cards.card', 'server_cards.family'])
    .where('cards.user_id', '=', userId)
    .where('retired_cards.id', 'is', null)
    .execute();
  return rows.map(toPoolCard);
}

export async function metServerDecks(db: Kysely<Tables>, userId: string): Promise<readonly MetDeck[]> {
  const rows = await db
    .selectFrom('cards')
    .innerJoin('server_cards', 'server_cards.card', 'cards.card')
    .innerJoin('server_decks', 'server_decks.id', 'server_cards.deck_id')
    .select(['server_decks.guild_id', 'server_decks.deck', 'server_decks.title', 'server_cards.topic'])
    .select((eb) => eb.fn.countAll<number>().as('met'))
    .where('cards.user_id', '=', userId)
    .groupBy(['server_decks.guild_id', 'server_decks.deck', 'server_decks.title', 'server_cards.topic'])
    .orderBy('met', 'desc')
    .orderBy('server_cards.topic')
    .execute();
  const decks = new Map<string, MetDeck>();
  for (const { guild_id: guildId, deck, title, topic } of rows) {
    const id = serverKey(guildId, deck);
    decks.set(id, { guildId, deck, title, topics: [...(decks.get(id)?.topics ?? []), topic] });
  }
  return [...decks.values()].toSorted(
    (a, b) => a.title.localeCompare(b.title, 'en') || a.guildId.localeCompare(b.guildId),
  );
}

export async function serverCard(db: Kysely<Tables>, card: string): Promise<Card | undefined> {
  const row = await db.selectFrom('server_cards').select('body').where('card', '=', card).executeTakeFirst();
  return row === undefined ? undefined : toCard(row.body);
}

export async function importDeck(
  trx: Transaction<Tables>,
  guildId: string,
  deck: Deck,
  now: number,
): Promise<ImportedDeck> {
  const cards = deck.cards.map((card) => ({ ...card, key: serverKey(guildId, card.key) }));
  const old = await deckRow(trx, guildId, deck.id);
  if (old === undefined) await refuseOneTooMany(trx, guildId);
  const before = new Set(old === undefined ? [] : await keysOf(trx, old.id));
  await nameOptions(trx, [...before]);
  const id = await saveDeck(trx, guildId, deck, now);
  await trx.deleteFrom('server_cards').where('deck_id', '=', id).execute();
  const places = new Map(writtenPath(deck.cards).map(({ id: card }, place) => [card, place]));
  const rows = cards.map((card, position) => ({
    card: card.key,
    deck_id: id,
    position,
    place: places.get(card.id) ?? position,
    topic: card.topic,
    family: card.family === undefined ? null : serverKey(guildId, card.family),
    needs: card.needs === undefined ? null : JSON.stringify(neededBy(guildId, card.needs, deck.id)),
    body: JSON.stringify(card),
  }));
  for (const chunk of inChunks(rows)) await trx.insertInto('server_cards').values(chunk).execute();
  const revised = await reviseCards(trx, cards);
  const there = new Set(cards.map(({ key }) => key));
  await forgetWords(
    trx,
    [...before].filter((key) => !there.has(key)),
  );
  const anew = new Set(revised.anew);
  const guessed = new Set(revised.guessed);
  const stayed = cards.filter(({ key }) => before.has(key));
  const changed = stayed.filter(({ key }) => anew.has(key)).length;
  return {
    added: cards.length - stayed.length,
    changed,
    kept: stayed.length - changed,
    reworded: stayed.filter(({ key }) => guessed.has(key)).map(({ id }) => id),
    removed: before.size - stayed.length,
  };
}

/** Needed cards of the same deck, and of another: the server's of that name, or ours. */
function neededBy(guildId: string, needs: readonly string[], deck: string): readonly string[] {
  return needs.flatMap((key) => [serverKey(guildId, key), ...(key.startsWith(`${deck}/`) ? [] : [key])]);
}

export async function removeDeck(
  trx: Transaction<Tables>,
  guildId: string,
  deck: string,
): Promise<number | undefined> {
  const row = await deckRow(trx, guildId, deck);
  if (row === undefined) return undefined;
  const cards = await keysOf(trx, row.id);
  for (const table of ['item_counts', 'retired_cards'] as const)
    for (const chunk of inChunks(cards)) await trx.deleteFrom(table).where('card', 'in', chunk).execute();
  await voidWaiting(trx, guildId, deck);
  await forgetWords(trx, cards);
  await trx.deleteFrom('server_decks').where('id', '=', row.id).execute();
  await trx
    .deleteFrom('deck_order')
    .where('guild_id', '=', guildId)
    .where('deck', '=', serverKey(guildId, deck))
    .execute();
  return cards.length;
}

/**
 * Everything of a server's decks, with what anybody was asked and learned of them, wherever that was: in direct messages,
 * too. Reports stay, of a card without its server. Every table keyed by `card` is here; a test holds that against the
 * schema. Gives the number of rows removed.
 */
export async function removeServerDecks(trx: Transaction<Tables>, guildId: string): Promise<number> {
  const decks = await trx
    .deleteFrom('server_decks')
    .where('guild_id', '=', guildId)
    .executeTakeFirstOrThrow();
  const order = await trx.deleteFrom('deck_order').where('guild_id', '=', guildId).executeTakeFirstOrThrow();
  await trx.deleteFrom('pending_imports').where('guild_id', '=', guildId).execute();
  let removed = Number(decks.numDeletedRows + order.numDeletedRows);
  // Keys of this server's cards are those between `<id>.` and the character after the dot.
  const [first, end] = [`${guildId}.`, `${guildId}/`];
  for (const table of ['asks', 'cards', 'revisions', 'item_counts'] as const) {
    const { numDeletedRows } = await trx
      .deleteFrom(table)
      .where('card', '>=', first)
      .where('card', '<', end)
      .executeTakeFirstOrThrow();
    removed += Number(numDeletedRows);
  }
  await trx
    .updateTable('reports')
    .set((eb) => ({
      card: sql<string>`substr(card, ${guildId.length + 1})`,
      // Nobody looks after that card any more.
      runner_settled_at: eb.ref('created_at'),
    }))
    .where('card', '>=', first)
    .where('card', '<', end)
    .execute();
  return removed;
}

export async function deckRow(db: Kysely<Tables>, guildId: string, deck: string) {
  return db
    .selectFrom('server_decks')
    .selectAll()
    .where('guild_id', '=', guildId)
    .where('deck', '=', deck)
    .executeTakeFirst();
}

export async function keysOf(trx: Transaction<Tables>, deckId: number): Promise<readonly string[]> {
  const rows = await trx.selectFrom('server_cards').select('card').where('deck_id', '=', deckId).execute();
  return rows.map(({ card }) => card);
}

async function refuseOneTooMany(trx: Transaction<Tables>, guildId: string): Promise<void> {
  const { decks } = await trx
    .selectFrom('server_decks')
    .select((eb) => eb.fn.countAll<number>().as('decks'))
    .where('guild_id', '=', guildId)
    .executeTakeFirstOrThrow();
  if (decks < MOST_SERVER_DECKS) return;
  throw new StoreError(
    'not-possible',
    `This server has ${decks} decks, which is as many as it may have. Remove one with /deck remove first.`,
  );
}

async function saveDeck(
  trx: Transaction<Tables>,
  guildId: string,
  { id, title, description, after: before }: Deck,
  now: number,
): Promise<number> {
  const after = before === undefined ? null : JSON.stringify(before);
  const row = await trx
    .insertInto('server_decks')
    .values({ guild_id: guildId, deck: id, title, description, imported_at: now, after })
    .onConflict((on) =>
      on.columns(['guild_id', 'deck']).doUpdateSet({ title, description, imported_at: now, after }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

function toPoolCard({ card, family }: { readonly card: string; readonly family: string | null }): PoolCard {
  return family === null ? { card } : { card, family };
}
