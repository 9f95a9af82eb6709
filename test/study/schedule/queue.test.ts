import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../src/study/schedule/day.ts';
import { fedFirst } from '../../../src/study/schedule/fed-first.ts';
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
    const known = ['a', 'b', 'c', 'd'].map((card, index) => due(card, { stability: 5 + index }));
    const limits = { newPerDay: 3, reviewsPerDay: 5 };
    const taken = queue(input(known, { settings: limits, done: { introduced: 2, reviewed: 3 } }));
    expect(taken.review).toEqual(['a', 'b']);
    expect(taken.fresh).toEqual(['new/1']);
    const over = queue(input(known, { settings: limits, done: { introduced: 9, reviewed: 9 } }));
    expect([over.review, over.fresh]).toEqual([[], []]);
  });

  test('cards that are as likely forgotten came by their decks, those of a server first', () => {
    const of = (deck: string) => Array.from({ length: 50 }, (_, index) => due(`${deck}/card-${index}`));
    const { review } = queue(input([...of('100000000000000001.ours'), ...of('users-and-groups')]));
    const first = review.slice(0, 50).filter((card) => card.startsWith('1'));
    expect(first.length).toBeGreaterThan(15);
    expect(first.length).toBeLessThan(35);
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

describe('new cards along a path', () => {
  const fresh = (
    pool: QueueInput['pool'],
    known: readonly KnownCard[] = [],
    more: Partial<QueueInput> = {},
  ) => queue({ ...input(known, more), pool }).fresh;
  const cards = (...names: string[]) => names.map((card) => ({ card }));

  test('a sibling that is put off is not passed by what needs it', () => {
    const pool = [
      { card: 'f/1', family: 'f' },
      { card: 'f/2', family: 'f' },
      { card: 'after', needs: ['f/2'] },
      { card: 'other' },
    ];
    expect(fresh(pool)).toEqual(['f/1', 'other']);
    expect(fresh(pool, [due('f/1', { dueDay: TODAY + 3 })])).toEqual(['f/2', 'after', 'other']);
  });

  test('a card buried unseen holds back what needs it; a suspended one does not, nor one outside the pool', () => {
    const pool = [{ card: 'a' }, { card: 'b', needs: ['a', 'elsewhere'] }];
    const putOff = { isNew: (card: string) => card !== 'a' };
    expect(fresh(pool, [], putOff)).toEqual([]);
    expect(fresh(pool, [], { ...putOff, isMet: (card: string) => card === 'a' })).toEqual(['b']);
  });

  test('nothing of a topic comes before one card of what it builds on, where there is one to come', () => {
    const pool = [
      { card: 'f/1', family: 'f', parts: ['x'] },
      { card: 'f/2', family: 'f', parts: ['levels'] },
      { card: 'seccomp', behind: ['levels', 'gone'] },
    ];
    expect(fresh(pool)).toEqual(['f/1']);
    expect(fresh(pool, [], { isMet: (card) => card === 'f/2' })).toEqual(['f/1', 'seccomp']);
  });

  test('a drill is new from the second day on, unless there are only drills', () => {
    const pool = [{ card: 'drill/x', drill: true as const }, ...cards('a')];
    expect(fresh(pool, [], { firstDay: true })).toEqual(['a']);
    expect(fresh(pool)).toEqual(['a', 'drill/x']);
    expect(fresh(pool.slice(0, 1), [], { firstDay: true })).toEqual(['drill/x']);
  });

  test('drills that have waited take every fourth turn, and not one after the other', () => {
    const drills = [1, 2].map((n) => ({ card: `drill/${n}`, drill: true as const }));
    const pool = [...drills, ...cards('a', 'b', 'c', 'd', 'e', 'f', 'g')];
    const order = ['a', 'b', 'c', 'drill/1', 'd', 'e', 'f', 'drill/2', 'g'];
    expect(fresh(pool)).toEqual(order);
    // The same when the list is made anew after each answer.
    for (let met = 0; met < order.length; met += 1) {
      const seen = new Set(order.slice(0, met));
      const isMet = (card: string) => seen.has(card);
      expect(fresh(pool, [], { met, isMet, isNew: (card) => !seen.has(card) })[0]).toBe(order[met]);
    }
  });

  test('a review that the limit of the day holds back does not keep its siblings away', () => {
    const pool = [
      { card: 'old', family: 'f' },
      { card: 'young', family: 'f' },
    ];
    const settings = { newPerDay: 20, reviewsPerDay: 0 };
    expect(fresh(pool, [due('old')], { settings })).toEqual(['young']);
  });

  test('a new order of the pool changes what is still new and nothing else', () => {
    const known = [due('risky', { stability: 2 }), due('safe'), step('now', -1), step('soon', 10)];
    const pool = [...cards('new/1', 'new/2'), ...known.map(({ card }) => ({ card }))];
    const { fresh: before, ...rest } = queue({ ...input(known), pool });
    const { fresh: after, ...same } = queue({ ...input(known), pool: pool.toReversed() });
    expect(same).toEqual(rest);
    expect(after).toEqual(before.toReversed());
    expect(rest.review).toEqual(['risky', 'safe']);
  });

  test('what a finished lab teaches comes first, behind what it needs itself', () => {
    const pool = [
      ...cards('a', 'b'),
      { card: 'c', needs: ['b'], behind: ['levels'] },
      { card: 'd', parts: ['levels'] },
    ];
    const first = fedFirst(pool, new Set(['c']), () => false);
    expect(fresh(first)).toEqual(['b', 'c', 'a', 'd']);
    const circle = [
      { card: 'a', needs: ['b'] },
      { card: 'b', needs: ['a'] },
    ];
    expect(fedFirst(circle, new Set(['a']), () => false)).toHaveLength(2);
  });
});
