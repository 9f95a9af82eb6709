import type { Kysely } from 'kysely';
import { DAY, learnerDay } from '../../study/schedule/day.ts';
import type { Tables } from '../tables.ts';
import type { NextCardInput, Progress } from './interface.ts';
import { dueToday } from './review-queue.ts';
import { settingsOf } from './settings.ts';

const FORECAST_DAYS = 30;
const YEAR = 365;
/** The days true retention is told for in one figure, today included. */
const RECENT = 30;
/** Anki's line between young and mature cards, in days of interval. */
const MATURE = 21;

/**
 * What `/stats` shows, from the counters and the person's own cards. A card that left its deck comes to nobody any
 * more, so it is not counted as due for ever.
 */
export async function progress(db: Kysely<Tables>, input: NextCardInput): Promise<Progress> {
  const { userId, pool, now } = input;
  const settings = await settingsOf(db, userId);
  const today = learnerDay(now, settings);
  const days = await db
    .selectFrom('days')
    .select(['day', 'answered', 'recalled', 'forgotten'])
    .where('user_id', '=', userId)
    .where('day', '>', today - YEAR)
    .where('answered', '>', 0)
    .orderBy('day')
    .execute();
  const cards = await db
    .selectFrom('cards')
    .select(['card', 'state', 'due_day', 'scheduled_days', 'suspended', 'buried_day'])
    .where('user_id', '=', userId)
    .execute();

  const due = await dueToday(db, input, settings);

  const months = new Map<string, { recalled: number; forgotten: number }>();
  const recent = { recalled: 0, forgotten: 0 };
  for (const { day, recalled, forgotten } of days) {
    if (recalled + forgotten === 0) continue;
    if (day > today - RECENT) {
      recent.recalled += recalled;
      recent.forgotten += forgotten;
    }
    const month = new Date(day * DAY).toISOString().slice(0, 7);
    const sum = months.get(month) ?? { recalled: 0, forgotten: 0 };
    months.set(month, { recalled: sum.recalled + recalled, forgotten: sum.forgotten + forgotten });
  }
  const forecast = new Array<number>(FORECAST_DAYS).fill(0);
  const states = { learning: 0, young: 0, mature: 0, suspended: 0 };
  const inDecks = new Set(pool.map(({ card }) => card));
  for (const { card, state, due_day, scheduled_days, suspended, buried_day } of cards) {
    if (!inDecks.has(card)) continue;
    if (suspended === 1) {
      states.suspended += 1;
      continue;
    }
    if (state === 0) continue;
    if (state !== 2) states.learning += 1;
    else if (scheduled_days < MATURE) states.young += 1;
    else states.mature += 1;
    // A buried card comes back tomorrow at the earliest.
    const buried = buried_day !== null && buried_day >= today;
    const ahead = Math.max(buried ? 1 : 0, due_day - today);
    if (ahead < FORECAST_DAYS) forecast[ahead] = (forecast[ahead] ?? 0) + 1;
  }
  return {
    today,
    days: days.map(({ day, answered }) => ({ day, answered })),
    dueToday: due.now + due.soon,
    forecast,
    retention: [...months].map(([month, sum]) => ({ month, ...sum })),
    recent,
    desiredRetention: settings.retention,
    cards: states,
  };
}
