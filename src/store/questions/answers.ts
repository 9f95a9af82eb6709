import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { learnerDay } from '../../study/schedule/day.ts';
import {
  becomesLeech,
  countsAsReview,
  type Memory,
  NEW_MEMORY,
  promiseOf,
} from '../../study/schedule/memory.ts';
import { grade, preview } from '../../study/schedule/scheduler.ts';
import { statement } from '../engine/statement.ts';
import { Overtaken, StoreError } from '../engine/store-error.ts';
import type { Grades } from '../memory/interface.ts';
import { fold, gradeNumber, MEMORY_COLUMNS, type MemoryRow, toMemory, toRow } from '../memory/memories.ts';
import { settingsOf } from '../memory/settings.ts';
import type { ReviewsTable } from '../memory/tables.ts';
import { count } from '../people/counters.ts';
import type { AnswerInput, Outcome } from '../store.ts';
import type { Tables } from '../tables.ts';
import { forget, notTheirs } from './asks.ts';
import { beliefsShown, rememberBeliefs } from './beliefs.ts';
import { countItems } from './item-counts.ts';
import { findOutcome, toOutcome } from './outcomes.ts';
import type { AsksTable } from './tables.ts';

const closeAsk = statement(
  (db, { askId, userId, now }: { readonly askId: number; readonly userId: string; readonly now: number }) =>
    db
      .updateTable('asks')
      .set({ closed_at: now, draft: null })
      .where('id', '=', askId)
      .where('user_id', '=', userId)
      .where('closed_at', 'is', null)
      .returning(['guild_id', 'card', 'topic', 'pasted', 'stale', 'asked_at']),
);

const cardRow = statement((db, { userId, card }: { readonly userId: string; readonly card: string }) =>
  db
    .selectFrom('cards')
    .select(['id', 'suspended', ...MEMORY_COLUMNS])
    .where('user_id', '=', userId)
    .where('card', '=', card),
);

type CardMemory = MemoryRow & { readonly suspended: number };

const insertCard = statement((db, row: CardMemory & { readonly user_id: string; readonly card: string }) =>
  db
    .insertInto('cards')
    .values({ user_id: row.user_id, card: row.card, ...memoryOf(row) })
    .returning('id'),
);

// Only as it was read: where the card was learned anew meanwhile, its repetitions went on.
const updateCard = statement(
  (db, row: CardMemory & { readonly id: number; readonly userId: string; readonly repsBefore: number }) =>
    db
      .updateTable('cards')
      .set(memoryOf(row))
      .where('user_id', '=', row.userId)
      .where('id', '=', row.id)
      .where('reps', '=', row.repsBefore)
      .returning('id'),
);

function memoryOf(row: CardMemory): CardMemory {
  const columns = [...MEMORY_COLUMNS, 'suspended'] as const;
  return Object.fromEntries(columns.map((column) => [column, row[column]])) as unknown as CardMemory;
}

const undonePoints = statement(
  (
    db,
    { userId, cardId, today }: { readonly userId: string; readonly cardId: number; readonly today: number },
  ) =>
    db
      .selectFrom('reviews')
      .select((eb) => eb.fn.min('points').as('points'))
      .where('user_id', '=', userId)
      .where('card_id', '=', cardId)
      .where('day', '=', today)
      .where('undone', '=', sql.lit(1))
      .where('scored', '=', 1),
);

type ReviewRow = Omit<Selectable<ReviewsTable>, 'id'>;

const insertReview = statement((db, row: ReviewRow) => db.insertInto('reviews').values(reviewOf(row)));

const insertScored = statement((db, row: ReviewRow) =>
  db
    .insertInto('reviews')
    .values(reviewOf(row))
    // By `reviews_scored`: what is in the way of another key is in the way of the row that is tried next, too.
    .onConflict((on) => on.doNothing())
    .returning('id'),
);

function reviewOf(row: ReviewRow): ReviewRow {
  const { user_id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before } =
    row;
  const { undone, asked_difficulty } = row;
  return {
    user_id,
    card_id,
    ask_id,
    day,
    answered_at,
    answer,
    correct,
    points,
    scored,
    grade,
    rep,
    before,
    undone,
    asked_difficulty,
  };
}

/**
 * Records an answer exactly once: the row, the card's memory and every counter, or nothing of it. That it is once
 * is said by unique keys: one row an ask, one scoring row a card a day, one row a repetition; a second click, a
 * retry or a replayed interaction finds the first row and changes nothing. A paste goes with the answer, and
 * `onForgotten` is told. Throws StoreError `not-yours`, `ask-gone`, `promise-changed`.
 */
export async function recordAnswer(
  trx: Transaction<Tables>,
  input: AnswerInput,
  onForgotten: () => Promise<void> = async () => undefined,
): Promise<Outcome> {
  const { askId, userId, correct, now } = input;
  const [opened] = await closeAsk(trx, { askId, userId, now });
  const asked = opened ?? (await askedOf(trx, askId, userId));
  if (opened === undefined) {
    const earlier = await findOutcome(trx, askId, userId);
    if (earlier !== undefined) return earlier;
  }
  if (opened?.pasted === 1) {
    await forget(trx, askId, userId);
    await onForgotten();
  }
  const settings = await settingsOf(trx, userId);
  const today = learnerDay(now, settings);
  const known = await cardOf(trx, userId, asked.card);
  const before = known.memory;
  const reviewed = isReview(asked, known, today, now, input.inReview ?? false);
  const given = input.grade ?? (correct ? 'good' : 'again');
  const after = reviewed ? grade(before, given, now, { ...settings, card: asked.card }) : before;
  keepPromise(input.promised, reviewed ? after : null);

  const cap = known.id === null ? Number.POSITIVE_INFINITY : await undoneToday(trx, userId, known.id, today);
  const cardId = await saveMemory(trx, known, { userId, card: asked.card, before, after, reviewed });
  const answer = {
    user_id: userId,
    card_id: cardId,
    ask_id: askId,
    day: today,
    answered_at: now,
    answer: JSON.stringify(input.answer),
    correct: correct ? 1 : 0,
    points: correct ? Math.min(input.points, cap) : 0,
    scored: 1,
    grade: reviewed ? gradeNumber(given) : null,
    rep: reviewed ? after.reps : null,
    before: reviewed ? fold(before) : null,
    undone: 0,
    asked_difficulty: input.difficulty ?? null,
  };
  let row = answer;
  const [scored] = await insertScored(trx, row);
  if (scored === undefined) {
    row = { ...answer, points: 0, scored: 0 };
    await insertReview(trx, row);
  }
  const counted = {
    userId,
    guildId: asked.guild_id,
    card: asked.card,
    topic: asked.topic,
    day: today,
    answeredAt: now,
    correct,
  };
  await count(trx, { ...counted, points: row.points, before: reviewed ? before : null }, 1);
  if (row.scored === 1 && asked.stale === 0)
    await countItems(trx, { card: asked.card, correct, chosen: input.chosen ?? [] }, 1);
  if (!correct) await rememberBeliefs(trx, input, input.beliefs ?? []);
  return toOutcome(row, after, true, correct ? [] : await beliefsShown(trx, askId, userId));
}

/** What each grade would lead to if it were recorded now in `/review`; null for practice. Throws StoreError. */
export async function previewGrades(
  db: Kysely<Tables>,
  askId: number,
  userId: string,
  now: number,
): Promise<Grades | null> {
  const asked = await askedOf(db, askId, userId);
  const settings = await settingsOf(db, userId);
  const known = await cardOf(db, userId, asked.card);
  if (!isReview(asked, known, learnerDay(now, settings), now, true)) return null;
  return preview(known.memory, now, { ...settings, card: asked.card });
}

function isReview(
  asked: Pick<Selectable<AsksTable>, 'stale' | 'asked_at'>,
  known: Known,
  today: number,
  now: number,
  inReview: boolean,
): boolean {
  if (known.suspended || asked.stale === 1) return false;
  return countsAsReview(known.memory, today, now, inReview ? asked.asked_at : null);
}

/** Throws StoreError `promise-changed` where a grade leads elsewhere than its button said. */
export function keepPromise(promised: string | undefined, after: Memory | null): void {
  if (promised === undefined || promised === promiseOf(after)) return;
  throw new StoreError(
    'promise-changed',
    'The interval on that button no longer holds. Look at the card again.',
  );
}

/** The question an answer belongs to. Throws StoreError `ask-gone`, `not-yours`. */
export async function askedOf(db: Kysely<Tables>, askId: number, userId: string) {
  const asked = await db
    .selectFrom('asks')
    .select(['user_id', 'guild_id', 'card', 'topic', 'question', 'closed_at', 'stale', 'asked_at'])
    .where('user_id', '=', userId)
    .where('id', '=', askId)
    .executeTakeFirst();
  if (asked === undefined) throw await notTheirs(db, askId);
  return asked;
}

interface Known {
  /** null for a card the person has never answered. */
  readonly id: number | null;
  readonly suspended: boolean;
  readonly memory: Memory;
}

async function cardOf(db: Kysely<Tables>, userId: string, card: string): Promise<Known> {
  const [row] = await cardRow(db, { userId, card });
  if (row === undefined) return { id: null, suspended: false, memory: NEW_MEMORY };
  return { id: row.id, suspended: row.suspended === 1, memory: toMemory(row) };
}

interface Change {
  readonly userId: string;
  readonly card: string;
  readonly before: Memory;
  readonly after: Memory;
  readonly reviewed: boolean;
}

/** Keeps what is known of the card from now on; gives its id. Only a card that is not suspended is reviewed. */
async function saveMemory(trx: Transaction<Tables>, known: Known, change: Change): Promise<number> {
  const { userId, card, before, after, reviewed } = change;
  const row = { ...toRow(after), suspended: reviewed && becomesLeech(before, after) ? 1 : 0 };
  if (known.id !== null) {
    if (!reviewed) return known.id;
    const [updated] = await updateCard(trx, { ...row, id: known.id, userId, repsBefore: before.reps });
    if (updated === undefined) throw new Overtaken();
    return known.id;
  }
  const [inserted] = await insertCard(trx, { ...row, user_id: userId, card });
  if (inserted === undefined) throw new TypeError('the database gave no id for a card');
  return inserted.id;
}

/** Who undoes an answer has seen the solution: a new one that day is worth no more than the one taken back. */
async function undoneToday(
  trx: Transaction<Tables>,
  userId: string,
  cardId: number,
  today: number,
): Promise<number> {
  const [row] = await undonePoints(trx, { userId, cardId, today });
  return row?.points ?? Number.POSITIVE_INFINITY;
}
