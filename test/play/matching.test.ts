import { describe, expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { topicsOf } from '../../src/play/filter.ts';
import { ASKED_KINDS } from '../../src/play/kinds.ts';
import { questionSource } from '../../src/play/library.ts';
import { inCourseOrder } from '../../src/play/matching.ts';
import { TOPICS, topicNamed } from '../../src/study/topics.ts';

const OUR_DECKS = await ourDecks();
const source = questionSource(() => OUR_DECKS);
const cards = new Map(OUR_DECKS.flatMap((deck) => deck.cards).map((card) => [card.key, card]));
const any = { deck: null, topic: null };

test('every card and drill of ours is of exactly one kind', () => {
  const counts = ASKED_KINDS.map((kind) => source.count({ ...any, kind }));
  for (const [index, kind] of ASKED_KINDS.entries()) expect(counts[index], kind).toBeGreaterThan(0);
  expect(counts.reduce((sum, count) => sum + count)).toBe(source.count(any));
});

describe.each([1, 2, 3, 4, 5] as const)('difficulty %d', (difficulty) => {
  test('is that of every question drawn, of a drill too', () => {
    for (let seed = 0; seed < 60; seed++) {
      expect(source.draw({ ...any, difficulty }, [], seed)?.difficulty).toBe(difficulty);
      expect(source.draw({ ...any, difficulty, kind: 'drill' }, [], seed)?.difficulty).toBe(difficulty);
    }
  });
});

test.each(['CKA', 'CKAD', 'CKS'] as const)('%s has the cards of its topics and no other', (exam) => {
  const pool = source.pool({ ...any, exam }).flatMap(({ card }) => cards.get(card) ?? []);
  const wanted = [...cards.values()].filter(({ topic }) => topicNamed(topic)?.exams.includes(exam));
  expect(pool.map(({ key }) => key).sort()).toEqual(wanted.map(({ key }) => key).sort());
});

test('of a list of cards there come these alone, in the order of the course', () => {
  const only = [...cards.keys()].slice(3, 6);
  expect(
    source
      .pool({ ...any, only })
      .map(({ card }) => card)
      .sort(),
  ).toEqual([...only].sort());
  expect(source.count({ ...any, only: [] })).toBe(0);
});

test('topics are offered in the order of the course, those of others after them', () => {
  const ours = topicsOf(source.decks, null);
  expect(ours).toEqual(TOPICS.map(({ name }) => name).filter((name) => ours.includes(name)));
  expect(topicsOf(source.decks, 'drills')).toEqual(
    ours.filter((name) => source.count({ ...any, deck: 'drills', topic: name }) > 0),
  );
  expect(inCourseOrder(['zebra', 'Windows', 'apple', 'levels', 'apple'])).toEqual([
    'levels',
    'Windows',
    'apple',
    'zebra',
  ]);
});
