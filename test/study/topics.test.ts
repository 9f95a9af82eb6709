import { expect, test } from 'vitest';
import { DECK_DIRECTORY, readDeckFiles } from '../../src/decks/files.ts';
import { loadDecks } from '../../src/decks/index.ts';
import { LAB_DIRECTORY } from '../../src/decks/labs/files.ts';
import { loadLabs } from '../../src/decks/labs/index.ts';
import { isSlug } from '../../src/study/ids.ts';
import { DRILLS } from '../../src/study/index.ts';
import { TOPICS, topicNamed } from '../../src/study/topics.ts';

const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));
const { labs } = loadLabs(await readDeckFiles(LAB_DIRECTORY));
const ours = [
  ...decks.flatMap(({ cards }) => cards.map(({ key, topic }) => ({ key, topic }))),
  ...DRILLS.map(({ id, topic }) => ({ key: `drill/${id}`, topic })),
  ...labs.map(({ id, topic }) => ({ key: `lab/${id}`, topic })),
];

test('every card, drill and lab of ours has a topic of the list, in its spelling', () => {
  const names = new Set(TOPICS.map(({ name }) => name));
  expect(ours.filter(({ topic }) => !names.has(topic))).toEqual([]);
});

test('no topic of the list is without a card', () => {
  const used = new Set(ours.filter(({ key }) => !/^(drill|lab)\//.test(key)).map(({ topic }) => topic));
  expect(TOPICS.filter(({ name }) => !used.has(name)).map(({ name }) => name)).toEqual([]);
});

test('the list fits into one select menu, and what a topic needs stands before it', () => {
  expect(TOPICS.length).toBeLessThanOrEqual(25);
  const before = new Set<string>();
  for (const { id, name, needs } of TOPICS) {
    expect(isSlug(id) && !before.has(id), id).toBe(true);
    expect(
      needs.filter((each) => !before.has(each)),
      name,
    ).toEqual([]);
    before.add(id);
  }
});

test('a topic is found whatever its case, and one of somebody else is none of ours', () => {
  expect(topicNamed('RUNASUSER')?.id).toBe('run-as-user');
  expect(topicNamed('floors')).toBeUndefined();
});
