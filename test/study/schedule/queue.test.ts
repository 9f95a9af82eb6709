import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../src/study/schedule/day.ts';
import { type Memory, NEW_MEMORY } from '../../../src/study/schedule/memory.ts';
import { type KnownCard, type QueueInput, queue } from '../../../src/study/schedule/queue.ts';

const TODAY = 20_500;
const NOW = Date.UTC(2026, 1, 16, 12);

function due(card: string, more: Partial<Memory> = {}, rest: Partial<KnownCard> = {}): KnownCard {
  const memory: Memory = {
    ...NEW_MEMORY,
    state: 'review',
    stability: 10,
    difficulty: 5,
    reps: 4,
    dueDay: TODAY,
    lastDay: TODAY - 10,
    ...more,
  };
  return { card, memory, suspended: false, buriedDay: null, ...rest };
}

function step(card: string, minutes: number): KnownCard {
  return due(card, { state: 'learning', due: NOW + minutes * MINUTE, lastDay: TODAY });
}

function input(known: readonly KnownCard[], more: Partial<QueueInput> = {}): QueueInput {
  const names = known.map(({ card }) => card);
  return {
    pool: [...names, 'new/1', 'new/2', 'new/3'].map((card) => ({ card })),
    known,
    isNew: (card) => !names.includes(card),
    isMet: (card) => names.includes(card),
    met: names.length,
    firstDay: false,
    settings: { newPerDay: 20, reviewsPerDay: 200 },
    done: { introduced: 0, reviewed: 0 },
    today: TODAY,
    now: NOW,
    ...more,
  };
}

describe('the queue', () => {
  test('takes due steps, then reviews by falling risk, then new cards, then steps ahead of time', () => {
    const known = [
      due('safe', { stability: 100 }),
      due('risky', { stability: 2 }),
      due('so-so', { stability: 10 }),
      step('later', 30),
      step('ahead', 20),
      step('second', -1),
      step('first', -5),
    ];
    expect(queue(input(known))).toEqual({
      learning: ['first', 'second'],
      review: ['risky', 'so-so', 'safe'],
      fresh: ['new/1', 'new/2', 'new/3'],
      ahead: ['ahead'],
    });
  });

  test('holds to the limits of the day, less what was done already', () => {
    const known = ['a', 'b', 'c', 'd'].map((card) => due(card));
    const limits = { newPerDay: 3, reviewsPerDay: 5 };
    const taken = queue(input(known, { settings: limits, done: { introduced: 2, reviewed: 3 } }));
    expect(taken.review).toEqual(['a', 'b']);
    expect(taken.fresh).toEqual(['new/1']);
    const over = queue(input(known, { settings: limits, done: { introduced: 9, reviewed: 9 } }));
    expect([over.review, over.fresh]).toEqual([[], []]);
  });

  test('leaves out what is not due, suspended, buried until tomorrow, or not in the decks', () => {
    const known = [
      due('tomorrow', { dueDay: TODAY + 1 }),
      due('suspended', {}, { suspended: true }),
      due('buried', {}, { buriedDay: TODAY }),
      due('dug-up', {}, { buriedDay: TODAY - 1 }),
    ];
    expect(queue(input(known)).review).toEqual(['dug-up']);
    expect(queue(input(known, { pool: [] }))).toEqual({ learning: [], review: [], fresh: [], ahead: [] });
  });

  test('lets the siblings of a card wait: of one seen today, and of one that comes first', () => {
    const seen = due('uid/asked', { lastDay: TODAY, dueDay: TODAY + 3 });
    const known = [seen, due('uid/again'), due('gid/1', { stability: 3 }), due('gid/2', { stability: 9 })];
    const pool = [
      { card: 'uid/asked', family: 'uid' },
      { card: 'uid/again', family: 'uid' },
      { card: 'gid/2', family: 'gid' },
      { card: 'gid/1', family: 'gid' },
      { card: 'gid/3', family: 'gid' },
      { card: 'fs/1', family: 'fs' },
      { card: 'fs/2', family: 'fs' },
      { card: 'alone' },
    ];
    const taken = queue(input(known, { pool }));
    expect(taken.review).toEqual(['gid/1']);
    expect(taken.fresh).toEqual(['fs/1', 'alone']);
  });

  test('keeps a learning step due at its minute, whatever the hour of the day', () => {
    expect(queue(input([step('s', 0)])).learning).toEqual(['s']);
    expect(queue(input([step('s', 0)], { now: NOW - 1 })).ahead).toEqual(['s']);
    expect(queue(input([step('s', 0)], { now: NOW - HOUR })).ahead).toEqual([]);
  });
});
