import { join } from 'node:path';
import {
  type Card,
  createEmptyCard,
  type Grade as FsrsGrade,
  fsrs,
  GenSeedStrategyWithCardId,
  StrategyMode,
} from 'ts-fsrs';
import { expect, test } from 'vitest';
import { DAY, dayStart, HOUR, shift } from '../../src/study/schedule/day.ts';
import { GRADES, type Grade } from '../../src/study/schedule/memory.ts';
import { DEFAULT_SETTINGS } from '../../src/study/schedule/settings.ts';
import { openStore } from './database.ts';
import { askInput, question, right, tempFolder } from './fixtures.ts';

const ME = '100000000000000001';
const POOL = Array.from({ length: 40 }, (_, n) => ({ card: `basics/card-${n}` }));
const FIRST = Date.UTC(2026, 0, 5) / DAY;
const AWAY = { from: 200, until: 220 };

/** Small, seeded, good enough to draw grades with. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('a year of reviews in two zones, with a break and a restart a week, ends where ts-fsrs alone ends', async () => {
  const path = join(tempFolder(), 'podium.db');
  const roll = dice(42);
  const log = new Map<string, { at: number; shifted: number; grade: Grade }[]>();
  let store = await openStore({ path });
  let zone = 'America/New_York';
  await store.saveSettings(ME, { zone, newPerDay: 3 }, FIRST * DAY);
  let most = 0;
  for (let day = 0; day < 365; day += 1) {
    // Half a year on one side of the ocean, half on the other; both change their clocks meanwhile.
    const clock = { ...DEFAULT_SETTINGS, zone };
    let now = dayStart(FIRST + day, clock) + 15 * HOUR;
    if (day === 180) {
      zone = 'Europe/Berlin';
      await store.saveSettings(ME, { zone }, now);
      continue;
    }
    if (day % 7 === 6) {
      await store.close();
      store = await openStore({ path });
    }
    if (day === AWAY.from) await store.takeBreak(ME, FIRST + AWAY.until - 1, now);
    if (day >= AWAY.from && day < AWAY.until) continue;
    let answered = 0;
    for (; answered < 200; answered += 1) {
      now += 30_000;
      const next = await store.nextCard({ userId: ME, pool: POOL, now });
      if (next.kind === 'done') break;
      const luck = roll();
      const grade: Grade = luck < 0.12 ? 'again' : luck < 0.25 ? 'hard' : luck < 0.9 ? 'good' : 'easy';
      const { id } = await store.ask(askInput({ question: question(next.card), now }));
      const answer = right(id, { grade, correct: grade !== 'again', inReview: true, now });
      const offered = (await store.previewGrades(id, ME, now))?.[grade];
      const outcome = await store.recordAnswer(answer);
      expect(outcome.review?.after).toEqual(offered);
      log.set(next.card, [...(log.get(next.card) ?? []), { at: now, shifted: shift(now, clock), grade }]);
    }
    expect(answered).toBeLessThan(200);
    most = Math.max(most, answered);
  }
  const end = (FIRST + 365) * DAY;
  expect(log.size).toBe(POOL.length);
  expect(most).toBeGreaterThan(5);
  const straight = fsrs({ request_retention: 0.9, enable_fuzz: true });
  straight.useStrategy(StrategyMode.SEED, GenSeedStrategyWithCardId('card_id'));
  for (const [card, grades] of log) {
    let memory: Card = { ...createEmptyCard(0), card_id: `${card}#` } as Card;
    for (const { shifted, grade } of grades) {
      memory = straight.next(memory, shifted, (GRADES.indexOf(grade) + 1) as FsrsGrade).card;
    }
    const info = await store.cardInfo(ME, card, end);
    expect(info?.memory).toMatchObject({
      stability: memory.stability,
      difficulty: memory.difficulty,
      state: ['new', 'learning', 'review', 'relearning'][memory.state],
      reps: memory.reps,
      lapses: memory.lapses,
      scheduledDays: memory.scheduled_days,
      lastReview: grades.at(-1)?.at,
    });
    expect(info?.history.map((one) => [one.answeredAt, one.grade])).toEqual(
      grades.map((one) => [one.at, one.grade]),
    );
  }
  await store.close();
}, 120_000);
