import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import type { Store } from '../../src/store/store.ts';
import { StoreError } from '../../src/store/store-error.ts';
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
import { askInput, NOON, question, right, tempFolder } from './fixtures.ts';

const ME = '100000000000000001';
const CARDS = ['a/1', 'a/2'];
const ZONES = ['UTC', 'America/Los_Angeles', 'Asia/Tokyo'] as const;

type Step =
  | { readonly kind: 'ask'; readonly card: number }
  | { readonly kind: 'click'; readonly ask: number; readonly grade: Grade; readonly inReview: boolean }
  | { readonly kind: 'answer'; readonly card: number; readonly grade: Grade; readonly inReview: boolean }
  | { readonly kind: 'undo'; readonly ask: number }
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
  readonly grade: Grade;
  readonly at: number;
  readonly zone: string;
  readonly reviewed: boolean;
  undone: boolean;
}

function replay(log: readonly Answered[], card: string): Memory {
  return log
    .filter((one) => one.card === card && one.reviewed && !one.undone)
    .reduce<Memory>(
      (memory, one) => grade(memory, one.grade, one.at, { ...DEFAULT_SETTINGS, zone: one.zone, card }),
      NEW_MEMORY,
    );
}

test('any interleaving of clicks, undo, waiting, travel and restart ends where a straight run over the log ends', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const path = join(tempFolder(), 'podium.db');
      let store = await openStore({ path });
      const asks: { id: number; card: string }[] = [];
      const log: Answered[] = [];
      let now = NOON;
      let zone: string = 'UTC';
      for (const one of steps) {
        if (one.kind === 'wait') now += one.minutes * MINUTE;
        if (one.kind === 'restart') {
          await store.close();
          store = await openStore({ path });
        }
        if (one.kind === 'travel') {
          zone = one.zone;
          await store.saveSettings(ME, { zone }, now);
        }
        if (one.kind === 'ask' || one.kind === 'answer') {
          const card = CARDS[one.card] ?? 'a/1';
          const { id } = await store.ask(askInput({ question: question(card), now }));
          asks.unshift({ id, card });
        }
        const asked = 'ask' in one ? asks[one.ask] : asks[0];
        if (asked !== undefined && (one.kind === 'click' || one.kind === 'answer')) {
          const today = learnerDay(now, { ...DEFAULT_SETTINGS, zone });
          const memory = replay(log, asked.card);
          const known = log.some((answer) => answer.ask === asked.id);
          const outcomes = await clickTwice(store, asked.id, one.grade, one.inReview, now);
          expect(outcomes.map((outcome) => outcome.first)).toEqual([!known, false]);
          const reviewed = countsAsReview(memory, today, now, one.inReview);
          if (!known) {
            expect(outcomes[0]?.review !== null).toBe(reviewed);
            log.push({ ...asked, ask: asked.id, grade: one.grade, at: now, zone, reviewed, undone: false });
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
      }
      const counted = log.filter((answer) => !answer.undone);
      const sums = await store.stats(ME, now);
      expect([sums.answered, sums.correct]).toEqual([
        counted.length,
        counted.filter((answer) => answer.grade !== 'again').length,
      ]);
      const board = await store.leaderboard({ guildId: '200000000000000001', period: 'all', limit: 1, now });
      expect(board[0]?.points ?? 0).toBe(sums.points);
      await store.close();
    }),
    { numRuns: 50 },
  );
}, 120_000);

function clickTwice(store: Store, askId: number, given: Grade, inReview: boolean, now: number) {
  const answer = right(askId, { grade: given, correct: given !== 'again', inReview, now });
  return Promise.all([store.recordAnswer(answer), store.recordAnswer(answer)]);
}
