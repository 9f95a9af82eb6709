import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupMemory, type MemberTopics, type TopicMemory, topicsOf } from '../../src/study/group-memory.ts';
import { NEW_MEMORY } from '../../src/study/schedule/memory.ts';
import { grade, retrievability } from '../../src/study/schedule/scheduler.ts';
import { propertyRuns } from '../property-runs.ts';

const SALT = 7;

function member(
  userId: string,
  topics: Readonly<Record<string, number | TopicMemory>>,
  named = false,
): MemberTopics {
  const entries = Object.entries(topics).map(
    ([topic, now]) => [topic, typeof now === 'number' ? { now, later: now / 2, cards: 4 } : now] as const,
  );
  return { userId, named, topics: new Map(entries) };
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const topics = fc.dictionary(fc.constantFrom('seccomp', 'fsGroup', 'levels', 'volumes'), share);
const members = fc.uniqueArray(
  fc.record({ userId: fc.stringMatching(/^[1-9]\d{3}$/), topics, named: fc.boolean() }),
  {
    selector: ({ userId }) => userId,
    maxLength: 8,
  },
);
const made = (list: readonly { userId: string; topics: Record<string, number>; named: boolean }[]) =>
  list.map((one) => member(one.userId, one.topics, one.named));

describe('what a group is told', () => {
  test('is the mean over three people or more, to five per cent, what loses most first', () => {
    const told = groupMemory(
      [
        member('1', { seccomp: { now: 0.9, later: 0.2, cards: 3 }, fsGroup: 0.8 }),
        member('2', { seccomp: { now: 0.9, later: 0.2, cards: 3 }, fsGroup: 0.8 }),
        member('3', { seccomp: { now: 0.9, later: 0.2, cards: 3 }, fsGroup: 0.8, levels: 1 }),
      ],
      SALT,
    );
    expect(told.topics.map(({ topic }) => topic)).toEqual(['seccomp', 'fsGroup']);
    expect(told.hidden).toBe(1);
    for (const { now, later } of told.topics) expect([now % 5, later % 5]).toEqual([0, 0]);
    const [seccomp] = told.topics;
    expect(Math.abs((seccomp?.now ?? 0) - 90)).toBeLessThanOrEqual(5);
    expect(Math.abs((seccomp?.later ?? 0) - 20)).toBeLessThanOrEqual(5);
  });

  test('is within five per cent of the mean, and never grows with time', () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 3, maxLength: 12 }), fc.nat(), (shares, salt) => {
        const told = groupMemory(
          shares.map((now, index) => member(String(index), { seccomp: now })),
          salt,
        );
        const mean = (100 * shares.reduce((sum, each) => sum + each, 0)) / shares.length;
        const [{ now = Number.NaN, later = Number.NaN } = {}] = told.topics;
        expect(Math.abs(now - mean)).toBeLessThanOrEqual(5.000001);
        expect(later).toBeLessThanOrEqual(now);
        expect([now, later].every((each) => each >= 0 && each <= 100)).toBe(true);
      }),
      { numRuns: propertyRuns(1000) },
    );
  });

  test('does not depend on who joined first', () => {
    fc.assert(
      fc.property(members, fc.nat(), (list, salt) => {
        const told = groupMemory(made(list), salt);
        expect(groupMemory(made(list).toReversed(), salt)).toEqual(told);
        expect(
          groupMemory(
            made(list).toSorted((a, b) => a.topics.size - b.topics.size),
            salt,
          ),
        ).toEqual(told);
      }),
      { numRuns: propertyRuns(1000) },
    );
  });

  test('leaves open by fifteen per cent or more what whoever joined knows', () => {
    // What others see are the figures before and after. Somebody who knows fifteen per cent more or less is told of in the
    // same figures, where the others know at most ten per cent more or less, or the group's secret is another one.
    const figures = (others: readonly number[], own: number, salt: number): string => {
      const before = others.map((now, index) => member(String(index), { seccomp: now }));
      const after = [...before, member('new', { seccomp: own })];
      return JSON.stringify(
        [before, after].map((list) => groupMemory(list, salt).topics.map(({ now }) => now)),
      );
    };
    // Between the two ends of the scale, where a figure of 0 or 100 per cent tells of everybody alike.
    const between = fc.double({ min: 0.2, max: 0.95, noNaN: true });
    const within = (value: number): number => Math.min(1, Math.max(0, value));
    const shifts = Array.from({ length: 21 }, (_, each) => (each - 10) / 100);
    const salts = Array.from({ length: 300 }, (_, each) => each);
    fc.assert(
      fc.property(
        fc.array(between, { minLength: 3, maxLength: 6 }),
        between,
        fc.nat(),
        (others, own, salt) => {
          const seen = figures(others, own, salt);
          const same = [own - 0.15, own + 0.15]
            .filter((another) => within(another) === another)
            .some((another) =>
              shifts.some((shift) =>
                salts.some(
                  (each) =>
                    figures(
                      others.map((one) => within(one + shift)),
                      another,
                      each,
                    ) === seen,
                ),
              ),
            );
          expect(same).toBe(true);
        },
      ),
      { numRuns: propertyRuns(60) },
    );
  });
});

describe('who could explain what to whom', () => {
  const three = (...named: readonly string[]) => [
    member('ada', { seccomp: 0.97, levels: 0.95 }, named.includes('ada')),
    member('bob', { seccomp: 0.4, levels: 0.95 }, named.includes('bob')),
    member('cem', { seccomp: 0.6, levels: 0.5 }, named.includes('cem')),
  ];

  test('names two people of whom one knows a topic and one is forgetting it, both with their leave', () => {
    expect(groupMemory(three('ada', 'bob', 'cem'), SALT).pairs).toEqual([
      { topic: 'levels', explains: 'ada', learns: 'cem' },
    ]);
    expect(groupMemory(three('ada', 'cem'), SALT).pairs).toHaveLength(1);
    expect(groupMemory(three('bob', 'cem'), SALT).pairs).toEqual([
      { topic: 'levels', explains: 'bob', learns: 'cem' },
    ]);
  });

  test.each([[['ada']], [['cem']], [[]]])('names nobody with the leave of %j alone', (named) => {
    expect(groupMemory(three(...named), SALT).pairs).toEqual([]);
  });

  test('never names anybody without leave, twice, or for a topic that is not told', () => {
    fc.assert(
      fc.property(members, fc.nat(), (list, salt) => {
        const { pairs, topics: told } = groupMemory(made(list), salt);
        const names = pairs.flatMap(({ explains, learns }) => [explains, learns]);
        expect(new Set(names).size).toBe(names.length);
        for (const name of names) expect(list.find(({ userId }) => userId === name)?.named).toBe(true);
        for (const { topic } of pairs) expect(told.map((each) => each.topic)).toContain(topic);
        expect(pairs.length).toBeLessThanOrEqual(5);
      }),
      { numRuns: propertyRuns(1000) },
    );
  });

  test('lets nobody explain who has met one card of a topic', () => {
    const once = { now: 1, later: 0.9, cards: 1 };
    const list = [
      member('ada', { seccomp: once }, true),
      member('bob', { seccomp: 0.3 }, true),
      member('cem', { seccomp: 0.3 }),
    ];
    expect(groupMemory(list, SALT).pairs).toEqual([]);
  });
});

test('a topic is remembered as the schedule itself reckons it', () => {
  const options = { zone: 'UTC', rollover: 4, retention: 0.9, card: 'a' };
  const learned = grade(
    grade(NEW_MEMORY, 'good', Date.UTC(2026, 2, 1, 12), options),
    'good',
    Date.UTC(2026, 2, 4, 12),
    options,
  );
  const { stability, lastDay } = learned;
  const [today, later] = [(lastDay ?? 0) + 10, (lastDay ?? 0) + 40];
  const rows = [
    { card: 'a', stability, lastDay: lastDay ?? 0 },
    { card: 'b', stability: 3, lastDay: today },
    { card: 'of no topic', stability: 3, lastDay: today },
  ];
  const topicOf = new Map([
    ['a', 'seccomp'],
    ['b', 'seccomp'],
  ]);
  const own = topicsOf(rows, topicOf, { today, later }).get('seccomp');
  expect(own?.cards).toBe(2);
  // Answered today, and remembered as it will be tomorrow: at once everybody knows it.
  const other = { ...learned, stability: 3, lastDay: today };
  expect(own?.now).toBeCloseTo((retrievability(learned, today) + retrievability(other, today + 1)) / 2, 8);
  expect(own?.later).toBeCloseTo((retrievability(learned, later) + retrievability(other, later)) / 2, 8);
});
