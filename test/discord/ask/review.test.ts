import { describe, expect, test } from 'vitest';
import { outcomeMessage } from '../../../src/discord/ask/view-outcome.ts';
import { questionMessage } from '../../../src/discord/ask/view-question.ts';
import {
  doneMessage,
  infoMessage,
  outcomeParts,
  recallGrades,
  toolRow,
} from '../../../src/discord/ask/view-review.ts';
import { intervalOf } from '../../../src/discord/platform/intervals.ts';
import { checkMessage, textsOf } from '../../../src/discord/platform/payload-limits.ts';
import type { Ask, Outcome } from '../../../src/store/store.ts';
import { DAY, MINUTE } from '../../../src/study/schedule/day.ts';
import { type Memory, NEW_MEMORY } from '../../../src/study/schedule/memory.ts';
import { grade, preview } from '../../../src/study/schedule/scheduler.ts';
import { fixtureCards } from '../../e2e/fixture-questions.ts';

const now = Date.parse('2026-03-02T12:00:00Z');
const CLOCK = { zone: 'UTC', rollover: 4 };
const previews = preview(NEW_MEMORY, now, { ...CLOCK, retention: 0.9, card: 'a' });

function askOf(kind: string, long = false): Ask {
  const card = fixtureCards.find((each) => each.kind === kind);
  if (card === undefined) throw new Error(`no ${kind} card`);
  const question = {
    ...card,
    seed: 1,
    ...(long ? { prompt: 'p'.repeat(900), explanation: 'e'.repeat(3500) } : {}),
  };
  const review = { previous: 4, left: { learning: 1, review: 2, new: 4 } };
  const run = { deck: null, topic: null, index: 0, count: 1, shared: false, right: 0, seen: [], review };
  return { id: 5, userId: '1', guildId: null, channelId: '2', question, run, now, outcome: null };
}

function outcomeOf(change: Partial<Outcome> = {}): Outcome {
  return {
    answer: { kind: 'options', keys: ['B'] },
    correct: true,
    points: 2,
    repeated: false,
    answeredAt: now,
    day: 20_514,
    first: true,
    undone: false,
    review: { grade: 'good', before: NEW_MEMORY, after: previews.good, leech: false },
    beliefs: [],
    ...change,
  };
}

function textOf(ask: Ask, outcome: Outcome): string {
  return textsOf(
    outcomeMessage(ask, outcome, outcomeParts(ask, outcome, previews, CLOCK)).components ?? [],
  ).join('\n');
}

describe('an interval', () => {
  const memory = (change: Partial<Memory>): Memory => ({ ...NEW_MEMORY, lastReview: now, ...change });
  test.each([
    [memory({ state: 'learning', due: now + MINUTE }), '1 min'],
    [memory({ state: 'relearning', due: now + 10 * MINUTE }), '10 min'],
    [memory({ state: 'learning', due: now + 60 * MINUTE }), '1 hour'],
    [memory({ state: 'learning', due: now + 2 * DAY }), '2 days'],
    [memory({ state: 'review', scheduledDays: 1 }), '1 day'],
    [memory({ state: 'review', scheduledDays: 498 }), '498 days'],
  ])('%#: is exact and short', (given, shown) => {
    expect(intervalOf(given)).toBe(shown);
  });
});

describe('the outcome of a review', () => {
  test('tells the day the card comes back on, also when it was answered past midnight', () => {
    const late = Date.parse('2026-03-03T01:00:00Z');
    const after = grade(previews.good, 'good', late, { ...CLOCK, retention: 0.9, card: 'a' });
    const review = { grade: 'good', before: previews.good, after, leech: false } as const;
    const day = Date.UTC(2026, 2, 2 + after.scheduledDays, 4) / 1000;
    expect(textOf(askOf('choice'), outcomeOf({ answeredAt: late, review }))).toContain(`<t:${day}:D>`);
  });

  test('says the grade and when the card comes back', () => {
    expect(textOf(askOf('choice'), outcomeOf())).toContain('+2 points · Graded Good · comes back in 10 min');
  });

  test('of a step on the same day is no practice, though it earns no points', () => {
    const text = textOf(askOf('choice'), outcomeOf({ points: 0, repeated: true }));
    expect(text).toContain('Graded Good');
    expect(text).not.toContain('practice');
  });

  test.each([
    ['practice', { review: null }, 'its schedule does not change'],
    ['taken back', { undone: true }, 'as it was before'],
    [
      'built upon',
      { review: { grade: 'good', before: NEW_MEMORY, after: null, leech: false } },
      'reviewed again since',
    ],
  ] as const)('%s: offers no grade', (_name, change, told) => {
    const outcome = outcomeOf(change);
    expect(textOf(askOf('choice'), outcome)).toContain(told);
    expect(JSON.stringify(outcomeParts(askOf('choice'), outcome, previews, CLOCK).grades)).not.toContain(
      'regrade',
    );
  });

  test('offers Hard and Easy and marks the present grade', () => {
    const { grades } = outcomeParts(askOf('choice'), outcomeOf(), previews, CLOCK);
    expect(grades).toMatchObject([
      { label: 'Hard · 6 min', disabled: false },
      { label: 'Good · 10 min', disabled: true },
      { label: `Easy · ${previews.easy.scheduledDays} days`, disabled: false },
    ]);
  });
});

describe('what Discord takes', () => {
  test.each(['choice', 'multi', 'number', 'recall', 'locate'])(
    '%s: question and outcome, also long',
    (kind) => {
      for (const ask of [askOf(kind), askOf(kind, true)]) {
        const rows = { tools: [toolRow(ask, 4)], grades: recallGrades(ask, previews) };
        expect(checkMessage(questionMessage(ask, true, rows))).toEqual([]);
        const leech = outcomeOf({
          correct: false,
          review: {
            grade: 'again',
            before: NEW_MEMORY,
            after: { ...previews.again, lapses: 8 },
            leech: true,
          },
        });
        for (const outcome of [outcomeOf(), leech]) {
          expect(
            checkMessage(outcomeMessage(ask, outcome, outcomeParts(ask, outcome, previews, CLOCK))),
          ).toEqual([]);
        }
      }
    },
  );

  test('Card info with a long history shows the last ten and counts the rest', () => {
    const past = { answeredAt: now, correct: true, grade: 'good' } as const;
    const card = infoMessage(
      askOf('choice'),
      {
        memory: previews.easy,
        retrievability: 0.987,
        suspended: true,
        buried: true,
        history: Array.from({ length: 60 }, () => past),
      },
      CLOCK,
    );
    expect(checkMessage(card)).toEqual([]);
    const text = textsOf(card.components ?? []).join('\n');
    expect(text).toContain('99 %');
    expect(text).toContain('and 50 before');
    expect(text).toContain('suspended, buried until tomorrow');
  });

  test('Card info of a card whose answer changed says that it starts again, and promises no date', () => {
    const known = { retrievability: 0, suspended: true, buried: false, history: [] };
    const told = (reps: number) =>
      textsOf(
        infoMessage(askOf('choice'), { ...known, memory: { ...NEW_MEMORY, reps } }, CLOCK).components ?? [],
      ).join();
    expect(told(5)).toContain('State: New, suspended\nIts right answer changed, so it starts again.');
    expect(told(0)).toContain('You have not reviewed this card yet.');
    expect(told(5)).not.toMatch(/Due|<t:/);
  });

  test('Card info of a drill says how hard it comes next; of no other card', () => {
    const known = { retrievability: 0.9, suspended: false, buried: false, history: [] };
    const told = (memory: typeof NEW_MEMORY, own?: number) =>
      textsOf(infoMessage(askOf('choice'), { ...known, memory }, CLOCK, own).components ?? []).join();
    for (const memory of [previews.easy, NEW_MEMORY]) {
      expect(told(memory, 3)).toContain('difficulty 3 of 5, by your own answers');
      expect(told(memory)).not.toContain('of 5');
    }
  });

  test('the end, with and without a next card', () => {
    const nothing = { review: 0, new: 0 };
    const done = { kind: 'done', nextDue: now, tomorrow: { review: 1, new: 0 }, held: nothing } as const;
    const told = (held: typeof nothing) => textsOf(doneMessage({ ...done, held }, 5).components ?? []).join();
    expect(told(nothing)).toContain('Tomorrow: 1 review.');
    expect(told(nothing)).not.toContain('limits');
    expect(told({ review: 50, new: 1 })).toContain('50 reviews and 1 new card wait for another day.');
    expect(checkMessage(doneMessage(done, 5))).toEqual([]);
    const none = doneMessage({ ...done, nextDue: null, tomorrow: nothing }, null);
    expect(textsOf(none.components ?? []).join()).toContain('No cards are waiting in these decks');
    expect(checkMessage(none)).toEqual([]);
  });
});
