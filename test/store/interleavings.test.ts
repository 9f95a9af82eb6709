import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StoreError } from '../../src/store/engine/store-error.ts';
import type { Store } from '../../src/store/store.ts';
import { HOUR, learnerDay, MINUTE } from '../../src/study/schedule/day.ts';
import {
  countsAsReview,
  GRADES,
  type Grade,
  type Memory,
  NEW_MEMORY,
} from '../../src/study/schedule/memory.ts';
import { grade } from '../../src/study/schedule/scheduler.ts';
import { DEFAULT_SETTINGS } from '../../src/study/schedule/settings.ts';
import { propertyRuns } from '../property-runs.ts';
import { openStore } from './database.ts';
import { askInput, NOON, question, right, tempFolder } from './fixtures.ts';

const ME = '100000000000000001';
const CARDS = ['a/1', 'a/2'];
const ZONES = ['UTC', 'America/Los_Angeles', 'Asia/Tokyo'] as const;

type Step =
  | { readonly kind: 'ask'; readonly card: number }
  | { readonly kind: 'click'; readonly ask: number; readonly grade: Grade; readonly inReview: boolean }
  | { readonly kind: 'answer'; readonly card: number; readonly grade: Grade; readonly inReview: boolean }
  | { readonly kind: 'undo'; readonly ask: number }
  | { readonly kind: 'regrade'; readonly ask: number; readonly grade: Exclude<Grade, 'again'> }
  | { readonly kind: 'bury' | 'suspend' | 'take-in'; readonly card: number }
  | { readonly kind: 'retention'; readonly retention: number }
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'travel'; readonly zone: (typeof ZONES)[number] }
  | { readonly kind: 'restart' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('ask'), card: fc.nat(1) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('click'),
      ask: fc.nat(5),
      grade: fc.constantFrom(...GRADES),
      inReview: fc.boolean(),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('answer'),
      card: fc.nat(1),
      grade: fc.constantFrom(...GRADES),
      inReview: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('undo'), ask: fc.nat(2) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('regrade'),
      ask: fc.nat(2),
      grade: fc.constantFrom('hard', 'good', 'easy'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('bury', 'suspend', 'take-in'), card: fc.nat(1) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('retention'), retention: fc.constantFrom(0.8, 0.9, 0.97) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('wait'), minutes: fc.constantFrom(1, 15, 300, 1500, 9000) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('travel'), zone: fc.constantFrom(...ZONES) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' }) },
) as fc.Arbitrary<Step>;

/** What should be, by the plainest means: a list of what happened, played through the scheduler from the start. */
interface Answered {
  readonly ask: number;
  readonly card: string;
  readonly at: number;
  readonly reviewed: boolean;
  /** The learner's day it was given on; a new grade keeps it. */
  readonly day: number;
  grade: Grade;
  /** The settings it was last graded under. */
  settings: typeof DEFAULT_SETTINGS;
  undone: boolean;
}

function replay(log: readonly Answered[], card: string): Memory {
  return log
    .filter((one) => one.card === card && one.reviewed && !one.undone)
    .reduce<Memory>(
      (memory, one) => grade(memory, one.grade, one.at, { ...one.settings, card, day: one.day }),
      NEW_MEMORY,
    );
}

test('any interleaving of clicks, undo, new grades, bury, suspend, settings, waiting, travel and restart ends where a straight run over the log ends', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const path = join(tempFolder(), 'podium.db');
      let store = await openStore({ path });
      const asks: { id: number; card: string; at: number }[] = [];
      const suspended = new Set<string>();
      const log: Answered[] = [];
      let now = NOON;
      let settings = DEFAULT_SETTINGS;
      for (const one of steps) {
        if (one.kind === 'wait') now += one.minutes * MINUTE;
        if (one.kind === 'restart') {
          await store.close();
          store = await openStore({ path });
        }
        if (one.kind === 'travel' || one.kind === 'retention') {
          const change = one.kind === 'travel' ? { zone: one.zone } : { retention: one.retention };
          settings = { ...settings, ...change };
          await store.saveSettings(ME, change, now);
        }
        if (one.kind === 'bury') await store.bury(ME, CARDS[one.card] ?? 'a/1', now);
        if (one.kind === 'suspend' || one.kind === 'take-in') {
          const card = CARDS[one.card] ?? 'a/1';
          await store.suspend(ME, card, one.kind === 'suspend');
          if (one.kind === 'suspend') suspended.add(card);
          else suspended.delete(card);
        }
        if (one.kind === 'ask' || one.kind === 'answer') {
          const card = CARDS[one.card] ?? 'a/1';
          const { id } = await store.ask(askInput({ question: question(card), now }));
          asks.unshift({ id, card, at: now });
        }
        const asked = 'ask' in one ? asks[one.ask] : asks[0];
        if (asked !== undefined && (one.kind === 'click' || one.kind === 'answer')) {
          const today = learnerDay(now, settings);
          const memory = replay(log, asked.card);
          const known = log.some((answer) => answer.ask === asked.id);
          const promised = await store.previewGrades(asked.id, ME, now);
          // Whichever of the two is first: with several connections nobody can say.
          const clicked = await clickTwice(store, asked.id, one.grade, one.inReview, now);
          const outcomes = [...clicked].sort((a, b) => Number(b.first) - Number(a.first));
          expect(outcomes.map((outcome) => outcome.first)).toEqual([!known, false]);
          const stepAsked = one.inReview ? asked.at : null;
          const reviewed = !suspended.has(asked.card) && countsAsReview(memory, today, now, stepAsked);
          if (!known) {
            const after = outcomes[0]?.review?.after ?? null;
            expect(outcomes[0]?.review !== null).toBe(reviewed);
            if (one.inReview) expect(after).toEqual(promised?.[one.grade] ?? null);
            if (outcomes[0]?.review?.leech) suspended.add(asked.card);
            log.push({
              ask: asked.id,
              card: asked.card,
              grade: one.grade,
              at: now,
              day: today,
              settings,
              reviewed,
              undone: false,
            });
          }
        }
        if (asked !== undefined && one.kind === 'regrade') {
          const given = log.find((answer) => answer.ask === asked.id);
          const last = log.findLast((other) => other.card === asked.card && other.reviewed && !other.undone);
          const refused = given === undefined || given !== last || given.grade === 'again';
          const wanted = { askId: asked.id, userId: ME, grade: one.grade };
          const result = await store.regrade(wanted).catch((error: unknown) => error);
          expect(result instanceof StoreError).toBe(refused);
          if (given !== undefined && !refused) {
            given.grade = one.grade;
            given.settings = settings;
          }
        }
        if (asked !== undefined && one.kind === 'undo') {
          const taken = log.find((answer) => answer.ask === asked.id);
          const later = log.slice(log.indexOf(taken as Answered) + 1);
          const refused =
            taken === undefined ||
            (!taken.undone &&
              taken.reviewed &&
              later.some((other) => other.card === taken.card && other.reviewed && !other.undone));
          const result = await store.undo(asked.id, ME).catch((error: unknown) => error);
          expect(result instanceof StoreError).toBe(refused);
          if (taken !== undefined && !refused) taken.undone = true;
        }
      }
      for (const card of CARDS) {
        const info = await store.cardInfo(ME, card, now + HOUR);
        expect(info?.memory ?? NEW_MEMORY).toEqual(replay(log, card));
        expect(info?.suspended ?? false).toBe(suspended.has(card));
      }
      const counted = log.filter((answer) => !answer.undone);
      const sums = await store.stats(ME, now);
      expect([sums.answered, sums.correct]).toEqual([
        counted.length,
        counted.filter((answer) => answer.grade !== 'again').length,
      ]);
      const board = await store.leaderboard({ guildId: '200000000000000001', period: 'all', limit: 1, now });
      expect(board[0]?.points ?? 0).toBe(sums.points);
      const told = (await Promise.all(CARDS.map((card) => store.cardInfo(ME, card, now)))).flatMap(
        (info) => info?.history ?? [],
      );
      expect(told).toHaveLength(counted.length);
      await store.close();
    }),
    { numRuns: propertyRuns(50) },
  );
}, 120_000);

function clickTwice(store: Store, askId: number, given: Grade, inReview: boolean, now: number) {
  const answer = right(askId, { grade: given, correct: given !== 'again', inReview, now });
  return Promise.all([store.recordAnswer(answer), store.recordAnswer(answer)]);
}
