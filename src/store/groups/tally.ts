import { sql, type Transaction } from 'kysely';
import { steady } from '../engine/rows.ts';
import { statement } from '../engine/statement.ts';
import type { Counters } from '../people/tables.ts';
import type { Period } from '../store.ts';
import type { Tables } from '../tables.ts';
import { bucket, PERIODS } from './periods.ts';

/** What an answer in a server adds to its boards; negative where it is taken back. */
export interface Tallied extends Counters {
  readonly guildId: string;
  readonly userId: string;
  /** The key of the card. */
  readonly card: string;
  readonly answeredAt: number;
}

/** Stands on a board for every deck together. */
export const EVERY_DECK = '';

/** The deck that a card is counted for: what stands before the first slash of its key. */
export function deckOfCard(card: string): string {
  const slash = card.indexOf('/');
  return slash < 0 ? card : card.slice(0, slash);
}

type Added = Counters & { readonly user_id: string; readonly deck: string };

const addToScores = statement<
  Added & { readonly guild_id: string } & Readonly<Record<Period, string>>,
  unknown
>((db, add) =>
  db
    .insertInto('scores')
    .values(
      PERIODS.flatMap((period) =>
        [EVERY_DECK, add.deck].map((deck) => ({
          guild_id: add.guild_id,
          period: add[period],
          deck,
          user_id: add.user_id,
          points: add.points,
          answered: add.answered,
          correct: add.correct,
        })),
      ),
    )
    .onConflict((on) =>
      on.columns(['guild_id', 'period', 'deck', 'user_id']).doUpdateSet((eb) => ({
        points: eb('scores.points', '+', eb.ref('excluded.points')),
        answered: eb('scores.answered', '+', eb.ref('excluded.answered')),
        correct: eb('scores.correct', '+', eb.ref('excluded.correct')),
      })),
    ),
);

const seasonAt = statement((db, { guildId, at }: { readonly guildId: string; readonly at: number }) =>
  // It does not end before this answer is counted: its points stay as they are from then on.
  steady(
    db,
    db
      .selectFrom('seasons')
      .select('id')
      .where('guild_id', '=', guildId)
      .where('ended_at', 'is', null)
      .where('started_at', '<=', at)
      .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', at)])),
  ),
);

const addToSeason = statement<Added & { readonly season_id: number }, unknown>((db, add) =>
  db
    .insertInto('season_scores')
    .values(
      [EVERY_DECK, add.deck].map((deck) => ({
        season_id: add.season_id,
        deck,
        user_id: add.user_id,
        points: add.points,
        answered: add.answered,
        correct: add.correct,
      })),
    )
    .onConflict((on) =>
      on
        .columns(['season_id', 'deck', 'user_id'])
        .where('user_id', '<>', sql.lit(''))
        .doUpdateSet((eb) => ({
          points: eb('season_scores.points', '+', eb.ref('excluded.points')),
          answered: eb('season_scores.answered', '+', eb.ref('excluded.answered')),
          correct: eb('season_scores.correct', '+', eb.ref('excluded.correct')),
        })),
    ),
);

const isBack = statement(
  (db, at: { readonly guildId: string; readonly userId: string; readonly now: number }) =>
    db
      .updateTable('board_members')
      .set({ present: 1, checked_at: at.now })
      .where('guild_id', '=', at.guildId)
      .where('user_id', '=', at.userId)
      .where('present', '=', sql.lit(0)),
);

/**
 * Adds an answer to the boards of its server: the week, the month and all time that it was given in, and the season that
 * was on then and still is, each for every deck together and for its own. Who answers is in the server again.
 */
export async function tally(trx: Transaction<Tables>, { card, ...given }: Tallied): Promise<void> {
  const { guildId, userId, answeredAt: at, points, answered, correct } = given;
  const add = { user_id: userId, deck: deckOfCard(card), points, answered, correct };
  const [week, month, all] = PERIODS.map((period) => bucket(period, at)) as [string, string, string];
  await addToScores(trx, { ...add, guild_id: guildId, week, month, all });
  const [season] = await seasonAt(trx, { guildId, at });
  if (season !== undefined) await addToSeason(trx, { ...add, season_id: season.id });
  if (answered > 0) await isBack(trx, { guildId, userId, now: at });
}
