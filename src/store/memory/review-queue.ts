import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { dayStart, learnerDay } from '../../study/schedule/day.ts';
import { fedFirst } from '../../study/schedule/fed-first.ts';
import { isLearning, LEARN_AHEAD } from '../../study/schedule/memory.ts';
import { isOffered, type KnownCard, type QueueInput, queue } from '../../study/schedule/queue.ts';
import type { ScheduleSettings } from '../../study/schedule/settings.ts';
import { statement } from '../engine/statement.ts';
import { fedCards } from '../labs/finish.ts';
import type { Tables } from '../tables.ts';
import type { NextCard, NextCardInput } from './interface.ts';
import { MEMORY_COLUMNS, type MemoryRow, toMemory } from './memories.ts';
import { settingsOf } from './settings.ts';

const COLUMNS = ['card', 'suspended', 'buried_day', ...MEMORY_COLUMNS] as const;

/** The card to ask next, from the index of what is due; or what is to come when all is done. */
export async function nextCard(db: Kysely<Tables>, input: NextCardInput): Promise<NextCard> {
  const settings = await settingsOf(db, input.userId);
  const today = learnerDay(input.now, settings);
  const state = await readState(db, input, settings, today);
  const { learning, review, fresh, ahead } = queue(state);
  const left = { learning: learning.length + ahead.length, review: review.length, new: fresh.length };
  const [step, due, unseen, early] = [learning[0], review[0], fresh[0], ahead[0]];
  if (step !== undefined) return { kind: 'card', card: step, from: 'learning', left };
  if (due !== undefined) return { kind: 'card', card: due, from: 'review', left };
  if (unseen !== undefined) return { kind: 'card', card: unseen, from: 'new', left };
  if (early !== undefined) return { kind: 'card', card: early, from: 'learning', left };
  return whatIsToCome(db, input, settings, today);
}

/** The steps and reviews of the pool that `/review` would ask today, new cards aside. */
export interface DueToday {
  /** Their time has come. */
  readonly now: number;
  /** Steps that come due within {@link LEARN_AHEAD}. */
  readonly soon: number;
}

/** How many steps and reviews of the pool `/review` would ask today: within the day's limit, siblings apart. */
export async function dueToday(
  db: Kysely<Tables>,
  input: NextCardInput,
  settings: ScheduleSettings,
): Promise<DueToday> {
  const today = learnerDay(input.now, settings);
  const state = await readState(db, input, { ...settings, newPerDay: 0 }, today);
  const { learning, review, ahead } = queue(state);
  return { now: learning.length + review.length, soon: ahead.length };
}

/** What the queue is made from: the rows that are due or were seen today, and what was done today. */
async function readState(
  db: Kysely<Tables>,
  { userId, pool, kin, now }: NextCardInput,
  settings: ScheduleSettings,
  today: number,
): Promise<QueueInput> {
  const known = (await dueRows(db, userId, learnerDay(now + LEARN_AHEAD, settings)).execute()).map(toKnown);
  if ((kin ?? pool).some(({ family }) => family !== undefined)) {
    const seen = await db
      .selectFrom('cards')
      .select(COLUMNS)
      .where('user_id', '=', userId)
      .where('last_day', '>=', today)
      .execute();
    const there = new Set(known.map(({ card }) => card));
    known.push(...seen.map(toKnown).filter(({ card }) => !there.has(card)));
  }
  const done = await doneToday(db, userId, today);
  const state = { known, settings, done, today, now, ...(kin === undefined ? {} : { kin }) };
  if (done.introduced >= settings.newPerDay)
    return { ...state, pool, isNew: () => false, isMet: () => false, met: 0, firstDay: false };
  const { met, putOff } = await notNew(db, userId, today);
  const isMet = (card: string): boolean => met.has(card);
  const isNew = (card: string): boolean => !met.has(card) && !putOff.has(card);
  const ordered = fedFirst(pool, await fedCards(db, userId), isMet);
  return { ...state, pool: ordered, isNew, isMet, met: met.size, firstDay: await isFirst(db, userId, today) };
}

/** Whether no answer was given on a day before this one. */
async function isFirst(db: Kysely<Tables>, userId: string, today: number): Promise<boolean> {
  const [earlier] = await dayBefore(db, { userId, today });
  return earlier === undefined;
}

const dayBefore = statement((db, { userId, today }: { readonly userId: string; readonly today: number }) =>
  db
    .selectFrom('days')
    .select('day')
    .where('user_id', '=', userId)
    .where('day', '<', today)
    .where('answered', '>', sql.lit(0))
    .limit(sql.lit(1)),
);

/** The rows of `cards_due`: graded before, not suspended, due by this day. */
function dueRows(db: Kysely<Tables>, userId: string, day: number) {
  return db
    .selectFrom('cards')
    .select(COLUMNS)
    .where('user_id', '=', userId)
    .where('state', '>', sql.lit(0))
    .where('suspended', '=', sql.lit(0))
    .where('due_day', '<=', day);
}

/** Cards that are no new cards for this person today: those that were met or are suspended, and those buried unseen. */
async function notNew(db: Kysely<Tables>, userId: string, today: number) {
  const rows = await db
    .selectFrom('cards')
    .select(['card', 'state', 'suspended'])
    .where('user_id', '=', userId)
    .where((eb) => eb.or([eb('state', '>', 0), eb('suspended', '=', 1), eb('buried_day', '>=', today)]))
    .execute();
  const met = new Set<string>();
  const putOff = new Set<string>();
  for (const { card, state, suspended } of rows) (state > 0 || suspended === 1 ? met : putOff).add(card);
  return { met, putOff };
}

async function doneToday(db: Kysely<Tables>, userId: string, today: number) {
  const row = await db
    .selectFrom('days')
    .select(['answered', 'introduced', 'recalled', 'forgotten'])
    .where('user_id', '=', userId)
    .where('day', '=', today)
    .executeTakeFirst();
  return {
    introduced: row?.introduced ?? 0,
    reviewed: (row?.recalled ?? 0) + (row?.forgotten ?? 0),
    answered: (row?.answered ?? 0) > 0,
  };
}

/**
 * What comes after all that could be asked now: what the limits of the day hold back, and the queue of tomorrow as it
 * will be, limits and siblings considered.
 */
async function whatIsToCome(
  db: Kysely<Tables>,
  { userId, pool, kin, now }: NextCardInput,
  settings: ScheduleSettings,
  today: number,
): Promise<NextCard> {
  const rows = await db.selectFrom('cards').select(COLUMNS).where('user_id', '=', userId).execute();
  const met = new Map(rows.map((row) => [row.card, toKnown(row)]));
  const known = [...met.values()];
  const isNewOn =
    (day: number) =>
    (card: string): boolean => {
      const one = met.get(card);
      return one === undefined || (one.memory.state === 'new' && isOffered(one, day));
    };
  const isMet = (card: string): boolean => {
    const one = met.get(card);
    return one !== undefined && (one.suspended || one.memory.state !== 'new');
  };
  const done = { introduced: 0, reviewed: 0 };
  const walked = { isMet, met: rows.filter(({ card }) => isMet(card)).length };
  const state = { pool, known, done, ...walked, ...(kin === undefined ? {} : { kin }) };
  const first = await isFirst(db, userId, today);
  const answeredToday = await doneToday(db, userId, today);
  const unlimited = { newPerDay: Number.POSITIVE_INFINITY, reviewsPerDay: Number.POSITIVE_INFINITY };
  const held = queue({ ...state, isNew: isNewOn(today), settings: unlimited, today, now, firstDay: first });
  const tomorrow = today + 1;
  const comes = queue({
    ...state,
    isNew: isNewOn(tomorrow),
    settings,
    firstDay: first && !answeredToday.answered,
    today: tomorrow,
    now: dayStart(tomorrow + 1, settings) - LEARN_AHEAD,
  });
  const steps = comes.learning.length + comes.ahead.length;
  const asked = new Set([...comes.learning, ...comes.ahead, ...comes.review, ...comes.fresh]);
  let nextDue = asked.size > 0 ? dayStart(tomorrow, settings) : Number.POSITIVE_INFINITY;
  for (const { card } of pool) {
    const one = met.get(card);
    if (one === undefined || one.suspended) continue;
    const { memory } = one;
    if (isLearning(memory) && isOffered(one, today)) nextDue = Math.min(nextDue, memory.due);
    if (memory.state === 'review' && memory.dueDay > tomorrow && settings.reviewsPerDay > 0)
      nextDue = Math.min(nextDue, dayStart(memory.dueDay, settings));
  }
  return {
    kind: 'done',
    nextDue: Number.isFinite(nextDue) ? nextDue : null,
    tomorrow: { review: steps + comes.review.length, new: comes.fresh.length },
    held: { review: held.review.length, new: held.fresh.length },
  };
}

function toKnown(row: MemoryRow & { card: string; suspended: number; buried_day: number | null }): KnownCard {
  return {
    card: row.card,
    memory: toMemory(row),
    suspended: row.suspended === 1,
    buriedDay: row.buried_day,
  };
}
