import { expect, test } from 'vitest';
import { DECK_DIRECTORY, readDeckFiles } from '../../src/decks/files.ts';
import { loadDecks } from '../../src/decks/index.ts';
import { type Card, drawQuestion, listTopics, mark, pickCard, readNumber } from '../../src/study/index.ts';
import { propertyRuns } from '../property-runs.ts';

const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));

function cardOf(kind: Card['kind']): Card {
  const card = decks.flatMap((deck) => deck.cards).find((each) => each.kind === kind);
  if (card === undefined) throw new Error(`no card of kind ${kind}`);
  return card;
}

test('the same card and seed give the same question', () => {
  const card = cardOf('choice');
  expect(drawQuestion(card, 7)).toEqual(drawQuestion(card, 7));
});

const SEEDS = propertyRuns();

test(`the place of the right option is uniform over ${SEEDS} seeds`, () => {
  const card = cardOf('choice');
  const counts = new Array<number>(card.options.length).fill(0);
  for (let seed = 0; seed < SEEDS; seed++) {
    const place = drawQuestion(card, seed).options?.findIndex((each) => each.correct) ?? -1;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const expected = SEEDS / counts.length;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(chiSquare).toBeLessThan(16.3); // three degrees of freedom, p = 0.001
});

test('every order of the options comes up', () => {
  const orders = new Set<string>();
  for (let seed = 0; seed < 2000; seed++)
    orders.add((drawQuestion(cardOf('choice'), seed).options ?? []).map((each) => each.text).join('|'));
  expect(orders.size).toBe(24);
});

test('a choice earns its difficulty when right and nothing when wrong', () => {
  const question = drawQuestion(cardOf('choice'), 1);
  for (const option of question.options ?? []) {
    const result = mark(question, { kind: 'options', keys: [option.key] });
    expect(result.correct).toBe(option.correct);
    expect(result.points).toBe(option.correct ? question.difficulty : 0);
    expect(result.chosen).toEqual([option]);
  }
});

test('choose-all is right only with exactly the right options', () => {
  const question = drawQuestion(cardOf('multi'), 3);
  const right = (question.options ?? []).filter((each) => each.correct).map((each) => each.key);
  const all = (question.options ?? []).map((each) => each.key);
  const correct = (keys: readonly string[]) => mark(question, { kind: 'options', keys }).correct;
  expect(correct(right.toReversed())).toBe(true);
  expect(correct(right.slice(1))).toBe(false);
  expect(correct(all)).toBe(false);
  expect(correct([])).toBe(false);
  expect(correct([...right, 'Z'])).toBe(false);
});

test('a number must be equal, and locate keys are lines in order', () => {
  const number = drawQuestion(cardOf('number'), 1);
  expect(mark(number, { kind: 'number', value: number.number ?? -1 }).points).toBe(number.difficulty);
  expect(mark(number, { kind: 'number', value: (number.number ?? 0) + 1 }).correct).toBe(false);
  const lines = (drawQuestion(cardOf('locate'), 9).options ?? []).map((each) => Number(each.key));
  expect(lines).toEqual(lines.toSorted((a, b) => a - b));
});

test('a recall card is worth one point, and an answer of another kind is wrong', () => {
  const question = drawQuestion({ ...cardOf('recall'), difficulty: 5 }, 1);
  expect(mark(question, { kind: 'recall', knew: true }).points).toBe(1);
  expect(mark(question, { kind: 'recall', knew: false }).points).toBe(0);
  expect(mark(question, { kind: 'number', value: 1 }).correct).toBe(false);
});

test('picking goes through every card of a topic once', () => {
  const topic = listTopics(decks, null)[0];
  const seen: string[] = [];
  for (let seed = 0; ; seed++) {
    const card = pickCard(decks, { deck: null, topic: topic?.topic ?? '', seen, seed });
    if (card === undefined) break;
    expect(seen).not.toContain(card.key);
    seen.push(card.key);
  }
  expect(seen.length).toBe(topic?.cards);
});

test.each([
  ['2000', 2000],
  [' 0 ', 0],
  ['2 147 483 647', 2147483647],
  ['1,000', 1000],
  ['1e3', undefined],
  ['uid 5', 5],
  ['UID 2000', 2000],
  ['gid=3000', 3000],
  ['user 5', undefined],
  ['', undefined],
])('%j is read as %j', (typed, value) => {
  expect(readNumber(typed)).toBe(value);
});
