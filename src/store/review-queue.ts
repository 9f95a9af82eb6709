import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { dayStart, learnerDay } from '../study/schedule/day.ts';
import { type Grade, isLearning, LEARN_AHEAD, type Memory, NEW_MEMORY } from '../study/schedule/memory.ts';
import { type KnownCard, type Queue, queue } from '../study/schedule/queue.ts';
import { preview } from '../study/schedule/scheduler.ts';
import type { ScheduleSettings } from '../study/schedule/settings.ts';
import { MEMORY_COLUMNS, type MemoryRow, toMemory } from './memories.ts';
import type { NextCard, NextCardInput } from './memory-store.ts';
import type { Tables } from './schema.ts';
import { settingsOf } from './settings.ts';

const COLUMNS = ['card', 'suspended', 'buried_day', ...MEMORY_COLUMNS] as const;

/** The card to ask next, from the index of what is due; or what is to come when all is done. */
export async function nextCard(db: Kysely<Tables>, input: NextCardInput): Promise<NextCard> {
  const settings = await settingsOf(db, input.userId);
  const today = learnerDay(input.now, settings);
  const { learning, review, fresh, ahead } = await queueOf(db, input, settings, today);
  const left = { learning: learning.length + ahead.length, review: review.length, new: fresh.length };
  const [step, due, unseen, early] = [learning[0], review[0], fresh[0], ahead[0]];
  if (step !== undefined) return { kind: 'card', card: step, from: 'learning', left };
  if (due !== undefined) return { kind: 'card', card: due, from: 'review', left };
  if (unseen !== undefined) return { kind: 'card', card: unseen, from: 'new', left };
  if (early !== undefined) return { kind: 'card', card: early, from: 'learning', left };
  return whatIsToCome(db, input, settings, today);
}

/** How many steps and reviews of the pool are due now, within the day's limit. */
export async function dueNow(
  db: Kysely<Tables>,
  { userId, pool, now }: NextCardInput,
  settings: ScheduleSettings,
): Promise<number> {
  const today = learnerDay(now, settings);
  const known = (await dueRows(db, userId, today).execute()).map(toKnown);
  const done = await doneToday(db, userId, today);
  const { learning, review } = queue({ pool, known, isNew: () => false, settings, done, today, now });
  return learning.length + review.length;
}

/** What each grade of a card would lead to now. */
export async function previewGrades(
  db: Kysely<Tables>,
  userId: string,
  card: string,
  now: number,
): Promise<Readonly<Record<Grade, Memory>>> {
  const settings = await settingsOf(db, userId);
  const row = await db
    .selectFrom('cards')
    .select(MEMORY_COLUMNS)
    .where('user_id', '=', userId)
    .where('card', '=', card)
    .executeTakeFirst();
  return preview(row === undefined ? NEW_MEMORY : toMemory(row), now, { ...settings, card });
}

async function queueOf(
  db: Kysely<Tables>,
  { userId, pool, now }: NextCardInput,
  settings: ScheduleSettings,
  today: number,
): Promise<Queue> {
  const known = (await dueRows(db, userId, learnerDay(now + LEARN_AHEAD, settings)).execute()).map(toKnown);
  if (pool.some(({ family }) => family !== undefined)) {
    const seen = await db
      .selectFrom('cards')
      .select(COLUMNS)
      .where('user_id', '=', userId)
      .where('last_day', '=', today)
      .execute();
    const there = new Set(known.map(({ card }) => card));
    known.push(...seen.map(toKnown).filter(({ card }) => !there.has(card)));
  }
  const done = await doneToday(db, userId, today);
  const met =
    done.introduced < settings.newPerDay
      ? await notNew(db, userId, today)
      : new Set(pool.map(({ card }) => card));
  return queue({ pool, known, isNew: (card) => !met.has(card), settings, done, today, now });
}

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

/** Cards that are no new cards for this person today. */
async function notNew(db: Kysely<Tables>, userId: string, today: number): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('cards')
    .select('card')
    .where('user_id', '=', userId)
    .where((eb) => eb.or([eb('state', '>', 0), eb('suspended', '=', 1), eb('buried_day', '>=', today)]))
    .execute();
  return new Set(rows.map(({ card }) => card));
}

async function doneToday(db: Kysely<Tables>, userId: string, today: number) {
  const row = await db
    .selectFrom('days')
    .select(['introduced', 'recalled', 'forgotten'])
    .where('user_id', '=', userId)
    .where('day', '=', today)
    .executeTakeFirst();
  return { introduced: row?.introduced ?? 0, reviewed: (row?.recalled ?? 0) + (row?.forgotten ?? 0) };
}

async function whatIsToCome(
  db: Kysely<Tables>,
  { userId, pool }: NextCardInput,
  settings: ScheduleSettings,
  today: number,
): Promise<NextCard> {
  const rows = await db.selectFrom('cards').select(COLUMNS).where('user_id', '=', userId).execute();
  const met = new Map(rows.map((row) => [row.card, toKnown(row)]));
  const tomorrow = dayStart(today + 1, settings);
  let nextDue = Number.POSITIVE_INFINITY;
  let count = 0;
  for (const { card } of pool) {
    const known = met.get(card);
    if (known?.suspended) continue;
    if (known === undefined || known.memory.state === 'new') {
      if (settings.newPerDay > 0) nextDue = Math.min(nextDue, tomorrow);
      continue;
    }
    const { memory, buriedDay } = known;
    const buried = buriedDay !== null && buriedDay >= today;
    const day = Math.max(memory.dueDay, today + 1);
    const due = isLearning(memory) && !buried ? memory.due : dayStart(day, settings);
    nextDue = Math.min(nextDue, due);
    if (day === today + 1) count += 1;
  }
  return { kind: 'done', nextDue: Number.isFinite(nextDue) ? nextDue : null, tomorrow: count };
}

function toKnown(row: MemoryRow & { card: string; suspended: number; buried_day: number | null }): KnownCard {
  return {
    card: row.card,
    memory: toMemory(row),
    suspended: row.suspended === 1,
    buriedDay: row.buried_day,
  };
}
