import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import {
  type Card,
  createEmptyCard,
  type Grade as FsrsGrade,
  fsrs,
  GenSeedStrategyWithCardId,
  StrategyMode,
} from 'ts-fsrs';
import { expect, test } from 'vitest';
import { openPodium } from '../../src/discord/podium.ts';
import { lessonSource } from '../../src/play/lessons-source.ts';
import type { QuestionSource } from '../../src/play/library.ts';
import type { Reply } from '../../src/preview/driver.ts';
import { startPreview } from '../../src/preview/server.ts';
import { readConfig } from '../../src/runtime/config.ts';
import { openStore } from '../../src/store/index.ts';
import { DAY, dayStart, HOUR, shift } from '../../src/study/schedule/day.ts';
import { GRADES, type Grade } from '../../src/study/schedule/memory.ts';
import { DEFAULT_SETTINGS } from '../../src/study/schedule/settings.ts';
import { tinyLabs } from '../play/lab-fixture.ts';
import { fixtureCards } from './fixture-questions.ts';

const FIRST = Date.UTC(2026, 0, 5) / DAY;
const AWAY = { from: 200, until: 220 };
const KINDS = ['choice', 'recall'] as const;
const CARDS = Array.from({ length: 16 }, (_, n) => `year/${KINDS[n % 2]}-${n}`);

const questions: QuestionSource = {
  whole: [],
  decks: [{ id: 'year', title: 'Year', topics: ['all'] }],
  count: () => CARDS.length,
  draw: () => undefined,
  pool: () => CARDS.map((card) => ({ card })),
  drawCard(key, seed) {
    const like = fixtureCards.find(({ kind }) => key.startsWith(`year/${kind}`));
    return like === undefined ? undefined : { ...like, card: key, prompt: `Card ${key}?`, seed };
  },
};

/** Small, seeded, good enough to draw grades with. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('a year of /review in two zones, with a break and a restart a week, ends where ts-fsrs alone ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'podium-year-'));
  const path = join(folder, 'podium.db');
  const preview = await startPreview({ port: 0, limits: { windowMs: 0 } });
  const ada = preview.driver.person('Ada');
  let now = FIRST * DAY;
  let seed = 0;

  async function start() {
    const store = await openStore({ path });
    const podium = openPodium({
      token: preview.token,
      client: {
        apiUrl: preview.apiUrl,
        identifyWindowMs: 0,
      },
      onEnd: () => undefined,
      context: {
        store,
        config: readConfig({ DISCORD_CDN_URL: preview.cdnUrl }),
        questions,
        labs: tinyLabs,
        lessons: lessonSource(() => []),
        log: pino({ level: 'silent' }),
        now: () => now,
        seed: () => seed++,
      },
    });
    await podium.start();
    await preview.driver.ready();
    return { store, podium };
  }

  const roll = dice(42);
  const log = new Map<string, { at: number; shifted: number; grade: Grade }[]>();
  let zone = 'America/New_York';
  let running = await start();

  /** Answers the question shown with a grade drawn at random, on the buttons; checks what the button promised. */
  async function answer(shown: Reply): Promise<void> {
    const card = /Card (\S+)\?/.exec(shown.message?.text ?? '')?.[1] ?? '';
    const luck = roll();
    const grade: Grade = luck < 0.12 ? 'again' : luck < 0.25 ? 'hard' : luck < 0.9 ? 'good' : 'easy';
    const name = new RegExp(`^${grade} · `, 'i');
    const promise = (): string => shown.message?.buttons.find((each) => name.test(each.label))?.label ?? '';
    let promised = '';
    if (card.startsWith('year/recall')) {
      await ada.press(shown.message, 'Reveal');
      promised = promise();
      await ada.press(shown.message, name);
    } else {
      await ada.press(shown.message, grade === 'again' ? 'A' : 'B');
      promised = promise();
      if (grade === 'hard' || grade === 'easy') await ada.press(shown.message, name);
    }
    const interval = promised.split(' · ')[1] ?? '1';
    expect(shown.message?.text).toContain(`comes back in ${interval}`);
    const shifted = shift(now, { ...DEFAULT_SETTINGS, zone });
    log.set(card, [...(log.get(card) ?? []), { at: now, shifted, grade }]);
  }

  try {
    await ada.run('settings', { zone, new_cards: 2 });
    for (let day = 0; day < 365; day += 1) {
      now = dayStart(FIRST + day, { ...DEFAULT_SETTINGS, zone }) + 15 * HOUR;
      if (day === 180) {
        zone = 'Europe/Berlin';
        await ada.run('settings', { zone });
        continue;
      }
      if (day % 7 === 6) {
        await running.podium.stop(1000);
        await running.store.close();
        running = await start();
      }
      if (day === AWAY.from) {
        const until = new Date((FIRST + AWAY.until - 1) * DAY).toISOString().slice(0, 10);
        await ada.run('settings', { break_until: until });
      }
      if (day >= AWAY.from && day < AWAY.until) continue;
      const shown = await ada.run('review');
      for (let count = 0; !shown.message?.text.includes('All done'); count += 1) {
        expect(count).toBeLessThan(200);
        await answer(shown);
        now += 30_000;
        await ada.press(shown.message, 'Next');
      }
    }
    expect(log.size).toBe(CARDS.length);
    const straight = fsrs({ request_retention: 0.9, enable_fuzz: true });
    straight.useStrategy(StrategyMode.SEED, GenSeedStrategyWithCardId('card_id'));
    for (const [card, grades] of log) {
      let memory: Card = { ...createEmptyCard(0), card_id: `${card}#` } as Card;
      for (const { shifted, grade } of grades) {
        memory = straight.next(memory, shifted, (GRADES.indexOf(grade) + 1) as FsrsGrade).card;
      }
      const info = await running.store.cardInfo(ada.id, card, now);
      expect(info?.memory).toMatchObject({
        stability: memory.stability,
        difficulty: memory.difficulty,
        reps: memory.reps,
        lapses: memory.lapses,
        scheduledDays: memory.scheduled_days,
        lastReview: grades.at(-1)?.at,
      });
      expect(info?.history.map((one) => one.grade)).toEqual(grades.map((one) => one.grade));
    }
  } finally {
    await running.podium.stop(1000);
    await preview.close();
    await running.store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
