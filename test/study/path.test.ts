import { describe, expect, test } from 'vitest';
import { DECK_DIRECTORY, readDeckFiles } from '../../src/decks/files.ts';
import { loadDecks } from '../../src/decks/index.ts';
import { arranged } from '../../src/play/arranged.ts';
import { DRILLS, drillCard, findCard } from '../../src/study/index.ts';
import { behindWhatTheyNeed, coursePath, deckPart, inOrder, writtenPath } from '../../src/study/path.ts';
import { TOPICS, topicNamed } from '../../src/study/topics.ts';

const { decks, problems } = loadDecks(await readDeckFiles(DECK_DIRECTORY));
const drills = DRILLS.map((drill) => ({ card: drillCard(drill), topic: drill.topic }));
const path = coursePath(decks, drills);
const cards = path.flatMap(({ card }) => findCard(decks, card) ?? []);

describe('the path of the course', () => {
  test('holds every card and drill once', () => {
    expect(problems).toEqual([]);
    expect(path.map(({ card }) => card).toSorted()).toEqual(
      [
        ...decks.flatMap((deck) => deck.cards.map(({ key }) => key)),
        ...drills.map(({ card }) => card),
      ].toSorted(),
    );
  });

  test('begins with difficulties 1 and 2 of all topics in the order of the course and ends with 5', () => {
    const bands = cards.map(({ difficulty }) => Math.max(2, difficulty));
    expect(bands).toEqual(bands.toSorted((a, b) => a - b));
    const begun = [...new Set(cards.filter(({ difficulty }) => difficulty < 3).map(({ topic }) => topic))];
    const inCourse = TOPICS.map(({ name }) => name).filter((name) => begun.includes(name));
    expect(begun).toEqual(inCourse);
  });

  test('the first cards are those that a beginner can answer, and procmount comes late', () => {
    expect(cards.slice(0, 3).every(({ difficulty }) => difficulty === 1)).toBe(true);
    const at = (key: string) => cards.findIndex((card) => card.key === key);
    expect(at('levels-and-precedence/container-uid-wins')).toBeLessThan(5);
    expect(at('capabilities-and-privilege/procmount-needs-userns')).toBeGreaterThan(cards.length / 2);
  });

  test('no card stands before one it needs, nor before its topic’s or deck’s prerequisites are begun', () => {
    const placed = new Set<string>();
    const topics = new Set<string>();
    const begun = new Set<string>();
    for (const card of cards) {
      expect(
        (card.needs ?? []).filter((key) => !placed.has(key)),
        card.key,
      ).toEqual([]);
      const missing = topicNamed(card.topic)?.needs.filter((id) => !topics.has(id));
      expect(missing, card.key).toEqual([]);
      const { after = [] } = decks.find(({ id }) => id === card.deckId) ?? {};
      expect(
        after.filter((id) => !begun.has(id)),
        card.key,
      ).toEqual([]);
      placed.add(card.key);
      begun.add(card.deckId);
      topics.add(topicNamed(card.topic)?.id ?? '');
    }
  });
});

test('an imported deck comes as it is written, but no card before one that it needs', () => {
  const [deck] = loadDecks([
    {
      name: 'd.yaml',
      text: `id: d\ntitle: D\ndescription: D.\ncards:\n${[
        ['a', 5, '[c]'],
        ['b', 4, ''],
        ['c', 1, ''],
        ['e', 1, ''],
      ]
        .map(
          ([id, difficulty, needs]) =>
            `  - {id: ${id}, kind: recall, topic: t, difficulty: ${difficulty}, prompt: 'What is ${id}?', answer: x${needs === '' ? '' : `, needs: ${needs}`}}\n`,
        )
        .join('')}`,
    },
  ]).decks;
  expect(writtenPath(deck?.cards ?? []).map(({ id }) => id)).toEqual(['b', 'c', 'a', 'e']);
});

test('what waits for each other in a circle is not lost', () => {
  const circle = [
    { card: 'a', needs: ['b'] },
    { card: 'b', needs: ['a'] },
    { card: 'c', needs: ['a'] },
  ];
  expect(behindWhatTheyNeed(circle).map(({ card }) => card)).toEqual(['a', 'b', 'c']);
});

test('decks come behind those they come after', () => {
  const order = inOrder([{ id: 'z', after: ['y'] }, { id: 'x' }, { id: 'y', after: ['x', 'elsewhere'] }]);
  expect(order.map(({ id }) => id)).toEqual(['x', 'y', 'z']);
});

describe('in a server', () => {
  const own = (deck: string, card: string, after?: string) => ({
    card: `1.${deck}/${card}`,
    parts: [deckPart(`1.${deck}`)],
    ...(after === undefined ? {} : { behind: [deckPart(`1.${after}`), deckPart(after)] }),
  });
  const ours = [
    { card: 'p/a', parts: ['topic t', deckPart('p')] },
    { card: 'q/a', parts: ['topic t', deckPart('q')], behind: [deckPart('p')] },
    { card: 'p/b', parts: ['topic t', deckPart('p')] },
    { card: 'drill/x', drill: true as const, parts: ['topic t'] },
  ];
  const keys = (server: readonly { card: string }[], order: readonly string[]) =>
    arranged(server, ours, order).map(({ card }) => card);

  test('a large deck came whole before any other: its own decks and ours come by turns', () => {
    const server = [own('one', 'a'), own('one', 'b'), own('one', 'c'), own('two', 'a')];
    expect(keys(server, [])).toEqual([
      '1.one/a',
      'p/a',
      '1.two/a',
      'q/a',
      '1.one/b',
      'p/b',
      '1.one/c',
      'drill/x',
    ]);
  });

  test('decks that wait for each other in a circle come all the same', () => {
    const server = [own('one', 'a', 'two'), own('two', 'a', 'one')];
    expect(keys(server, []).toSorted()).toEqual([...ours, ...server].map(({ card }) => card).toSorted());
  });

  test('a deck of its own that comes after another, or after one of ours, comes behind it', () => {
    const server = [own('one', 'a', 'two'), own('three', 'a', 'p'), own('two', 'a')];
    expect(keys(server, [])).toEqual(['1.two/a', 'p/a', '1.one/a', 'q/a', 'p/b', 'drill/x', '1.three/a']);
  });

  test('the decks it named come first in its order, whatever they come after', () => {
    const server = [own('one', 'a'), own('two', 'a')];
    expect(keys(server, ['q', '1.two', 'gone'])).toEqual([
      'q/a',
      '1.two/a',
      '1.one/a',
      'p/a',
      'p/b',
      'drill/x',
    ]);
    expect(arranged(server, ours, ['q'])[0]).not.toHaveProperty('behind');
    expect(keys([], ['drills', 'p'])).toEqual(['drill/x', 'p/a', 'p/b', 'q/a']);
  });
});
