import type { Transaction } from 'kysely';
import { nextVersion } from '../../decks/next-version.ts';
import { type Asked, type AskingCard, askedOf, withoutWords } from '../../study/asked.ts';
import { askedEarlier } from '../../study/earlier-revision.ts';
import { inChunks } from '../engine/chunks.ts';
import { optionsCounted } from '../questions/item-counts.ts';
import { type RenamedOptions, renameOptions } from '../questions/option-names.ts';
import type { Tables } from '../tables.ts';
import type { RevisionsTable } from './tables.ts';

/** What became of the cards that were known before, by their keys. */
export interface Revised {
  /** Another answer is right: learned anew by everyone. */
  readonly anew: readonly string[];
  /** Their answer reads otherwise and is taken for the same. */
  readonly guessed: readonly string[];
}

/**
 * Takes note of what cards ask now and compares it with what they asked before. A card of which another answer is
 * right is learned anew by everyone: its memories become those of a new card (only the count of repetitions goes on,
 * which tells earlier grades from later ones), its statistics begin again, and a question still open is answered as
 * practice. In any other card everything stays, and what hangs on an option follows it to its new id.
 */
export async function reviseCards(trx: Transaction<Tables>, cards: readonly AskingCard[]): Promise<Revised> {
  const anew: string[] = [];
  const guessed: string[] = [];
  for (const chunk of inChunks(cards)) {
    const before = await askedBefore(trx, chunk);
    const renamed: RenamedOptions[] = [];
    const noted: RevisionsTable[] = [];
    for (const card of chunk) {
      const now = askedOf(card);
      const { was, kept } = before.get(card.key) ?? {};
      // A count that falls back (a spreadsheet without the column) must not rise a second time.
      const asked = JSON.stringify({ ...now, revision: Math.max(now.revision, was?.revision ?? 1) });
      if (asked === kept) continue;
      noted.push({ card: card.key, revision: '', asked });
      if (was === undefined) continue;
      const next = nextVersion(was, now);
      if (next.anew) anew.push(card.key);
      else renamed.push({ card: card.key, ids: next.ids, now: now.options.map(({ id }) => id) });
      if (next.guessed) guessed.push(card.key);
    }
    await renameOptions(trx, renamed);
    await note(trx, noted);
  }
  for (const chunk of inChunks(anew)) await startAgain(trx, chunk);
  return { anew, guessed };
}

/** The cards of these, by their keys, that would be learned anew if they were taken note of now; nothing is noted. */
export async function wouldBeAnew(
  trx: Transaction<Tables>,
  cards: readonly AskingCard[],
): Promise<ReadonlySet<string>> {
  const anew = new Set<string>();
  for (const chunk of inChunks(cards)) {
    const before = await askedBefore(trx, chunk);
    for (const card of chunk) {
      const was = before.get(card.key)?.was;
      if (was !== undefined && nextVersion(was, askedOf(card)).anew) anew.add(card.key);
    }
  }
  return anew;
}

interface Before {
  readonly was: Asked;
  /** As it is kept; null where an earlier version kept a hash. */
  readonly kept: string | null;
}

/** What cards asked when they were last looked at; those never seen before are absent. */
async function askedBefore(
  trx: Transaction<Tables>,
  cards: readonly AskingCard[],
): Promise<ReadonlyMap<string, Before>> {
  const keys = cards.map(({ key }) => key);
  const rows = await trx.selectFrom('revisions').selectAll().where('card', 'in', keys).execute();
  const known = new Map(rows.map((row) => [row.card, row]));
  const earlier = cards.filter(({ key }) => known.get(key)?.asked === null);
  const labels = await optionsCounted(
    trx,
    earlier.map(({ key }) => key),
  );
  return new Map(
    cards.flatMap((card) => {
      const row = known.get(card.key);
      if (row === undefined) return [];
      const was =
        row.asked === null
          ? askedEarlier(card, row.revision, labels.get(card.key) ?? [])
          : (JSON.parse(row.asked) as Asked);
      return [[card.key, { was, kept: row.asked }] as const];
    }),
  );
}

/** Forgets the words of cards that left their deck; what people know of them waits for their return. */
export async function forgetWords(trx: Transaction<Tables>, cards: readonly string[]): Promise<void> {
  for (const chunk of inChunks(cards)) {
    const rows = await trx.selectFrom('revisions').selectAll().where('card', 'in', chunk).execute();
    await note(
      trx,
      rows.flatMap(({ asked, ...row }) =>
        asked === null ? [] : [{ ...row, asked: JSON.stringify(withoutWords(JSON.parse(asked) as Asked)) }],
      ),
    );
  }
}

async function note(trx: Transaction<Tables>, rows: readonly RevisionsTable[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('revisions')
    .values([...rows])
    .onConflict((on) =>
      on
        .column('card')
        .doUpdateSet((eb) => ({ revision: eb.ref('excluded.revision'), asked: eb.ref('excluded.asked') })),
    )
    .execute();
}

async function startAgain(trx: Transaction<Tables>, cards: readonly string[]): Promise<void> {
  await trx
    .updateTable('cards')
    .set((eb) => ({
      state: 0,
      stability: 0,
      difficulty: 0,
      due: 0,
      due_day: 0,
      step: 0,
      reps: eb('reps', '+', 1),
      lapses: 0,
      scheduled_days: 0,
      last_review: null,
      last_day: null,
    }))
    .where('card', 'in', cards)
    .where('state', '>', 0)
    .execute();
  await trx
    .updateTable('asks')
    .set({ stale: 1 })
    .where('card', 'in', cards)
    .where('closed_at', 'is', null)
    .execute();
  await trx.deleteFrom('item_counts').where('card', 'in', cards).execute();
}
