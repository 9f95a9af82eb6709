import type { Kysely } from 'kysely';
import { DAY, learnerDay } from '../study/schedule/day.ts';
import type { Progress } from './memory-store.ts';
import type { Tables } from './schema.ts';
import { settingsOf } from './settings.ts';

const FORECAST_DAYS = 30;
const YEAR = 365;
/** Anki's line between young and mature cards, in days of interval. */
const MATURE = 21;

/** What the picture of `/stats` shows, from the counters and the person's own cards. */
export async function progress(db: Kysely<Tables>, userId: string, now: number): Promise<Progress> {
  const today = learnerDay(now, await settingsOf(db, userId));
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
    .select(['state', 'due_day', 'scheduled_days', 'suspended'])
    .where('user_id', '=', userId)
    .execute();

  const months = new Map<string, { recalled: number; forgotten: number }>();
  for (const { day, recalled, forgotten } of days) {
    if (recalled + forgotten === 0) continue;
    const month = new Date(day * DAY).toISOString().slice(0, 7);
    const sum = months.get(month) ?? { recalled: 0, forgotten: 0 };
    months.set(month, { recalled: sum.recalled + recalled, forgotten: sum.forgotten + forgotten });
  }
  const forecast = new Array<number>(FORECAST_DAYS).fill(0);
  const states = { learning: 0, young: 0, mature: 0, suspended: 0 };
  for (const { state, due_day, scheduled_days, suspended } of cards) {
    if (suspended === 1) {
      states.suspended += 1;
      continue;
    }
    if (state === 0) continue;
    if (state !== 2) states.learning += 1;
    else if (scheduled_days < MATURE) states.young += 1;
    else states.mature += 1;
    const ahead = Math.max(0, due_day - today);
    if (ahead < FORECAST_DAYS) forecast[ahead] = (forecast[ahead] ?? 0) + 1;
  }
  return {
    today,
    days: days.map(({ day, answered }) => ({ day, answered })),
    forecast,
    retention: [...months].map(([month, sum]) => ({ month, ...sum })),
    cards: states,
  };
}
