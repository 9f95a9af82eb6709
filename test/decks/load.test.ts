import { expect, test } from 'vitest';
import { formatProblem, loadDecks, type Problem } from '../../src/decks/index.ts';

const CARD = `  - id: first
    kind: choice
    topic: groups
    difficulty: 2
    prompt: Which?
    options:
      - {text: one, correct: true, why: it is}
      - {text: two, why: it is two}
    explanation: Because.
    source: {title: Docs, url: "https://kubernetes.io/docs/"}
`;
const HEAD = 'id: mine\ntitle: Mine\ndescription: About it.\ncards:\n';

function problemsOf(text: string): readonly Problem[] {
  return loadDecks([{ name: 'mine.yaml', text }]).problems;
}

function places(text: string): readonly string[] {
  return problemsOf(text).map((each) => `${each.line}:${each.column} ${each.message}`);
}

test('a deck is read', () => {
  const { decks, problems } = loadDecks([{ name: 'mine.yaml', text: HEAD + CARD }]);
  expect(problems).toEqual([]);
  expect(decks.map((deck) => deck.cards.map((card) => card.key))).toEqual([['mine/first']]);
});

test('a family is of its deck, and a card without one has none', () => {
  const second = CARD.replace('id: first', 'id: second\n    family: container-over-pod');
  const { decks, problems } = loadDecks([{ name: 'mine.yaml', text: HEAD + CARD + second }]);
  expect(problems).toEqual([]);
  expect(decks[0]?.cards.map(({ family }) => family)).toEqual([undefined, 'mine/container-over-pod']);
});

test('every problem of every file is listed, in order', () => {
  const bad =
    HEAD +
    CARD.replace('difficulty: 2', 'difficulty: 9').replace('two, why: it is two', 'two, whi: it is two');
  const { decks, problems } = loadDecks([
    { name: 'a.yaml', text: bad },
    { name: 'b.yaml', text: 'id: b\n\ttitle: x' },
    { name: 'c.yaml', text: HEAD + CARD },
  ]);
  expect(problems.map((each) => `${each.file}:${each.line}:${each.column}`)).toEqual([
    'a.yaml:8:17',
    'a.yaml:12:21',
    'b.yaml:2:1',
  ]);
  expect(decks.map((deck) => deck.id)).toEqual(['mine']);
});

test('a problem is shown with its line and a caret under what is meant', () => {
  const [problem] = problemsOf(HEAD + CARD.replace('kind: choice', 'kind: choise'));
  expect(problem && formatProblem(problem).split('\n')).toEqual([
    'mine.yaml:6:11: error: card "first": kind must be choice, multi, number, recall, locate, repair, fill or predict, not the text "choise"',
    '  6 |     kind: choise',
    '    |           ^^^^^^',
  ]);
});

test.each([
  [
    'a missing key points into its card',
    CARD.replace(/ {4}prompt.*\n/, ''),
    '5:5 card "first": prompt is missing: write the question',
  ],
  [
    'an unknown key is pointed at itself',
    CARD.replace('topic:', 'topics: x\n    topic:'),
    '7:5 card "first": topics is not a key of the deck format: remove it or correct its spelling (docs/writing-decks.md lists the keys)',
  ],
  [
    'two right options',
    CARD.replace('text: two,', 'text: two, correct: true,'),
    '11:7 card "first": options has 2 right options: mark exactly one with correct: true (or make it kind: multi)',
  ],
  [
    'an id twice',
    CARD + CARD,
    '15:9 card "first": id is "first", as that of the card on line 5 already is: give one of them another id',
  ],
  [
    'a key twice',
    CARD.replace('    topic: groups\n', '    topic: groups\n    topic: users\n'),
    '8:5 card "first": topic is written twice: remove one',
  ],
  [
    'plain http',
    CARD.replace('https:', 'http:'),
    '14:32 card "first": source.url must be an https:// address of the page that says so',
  ],
  ['an alias', CARD.replace('prompt: Which?', 'prompt: *other'), undefined],
])('%s', (_, card, expected) => {
  const found = places(HEAD + card);
  if (expected === undefined) expect(found.length).toBeGreaterThan(0);
  else expect(found).toEqual([expected]);
});

test.each([
  ['flow brackets', '['.repeat(5000)],
  ['indicators in one line', '- '.repeat(5000)],
  ['mappings in flow', '{a: '.repeat(5000)],
  ['indentation', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['a hundred thousand lines', `#${'\n- a'.repeat(100_000)}`],
  ['a file beyond the limit', `# ${'x'.repeat(1024 * 1024)}`],
])('%s are refused before they are parsed', (_, text) => {
  expect(problemsOf(text).map((each) => each.code)).toEqual([
    text.startsWith('#') ? 'too-large' : 'too-deep',
  ]);
});

test('tens of thousands of problems are all told', () => {
  expect(problemsOf('a:\n'.repeat(50_000)).length).toBeGreaterThan(49_999);
});

test('the same deck id in two files is refused', () => {
  const { problems } = loadDecks([
    { name: 'a.yaml', text: HEAD + CARD },
    { name: 'b.yaml', text: HEAD + CARD },
  ]);
  expect(problems.map((each) => [each.file, each.code])).toEqual([['b.yaml', 'duplicate-id']]);
});

test('an option without an id has one that follows from its text; ids may not stand twice in a card', () => {
  const idsOf = (card: string) =>
    loadDecks([{ name: 'm', text: HEAD + card }]).decks[0]?.cards[0]?.options.map(({ id }) => id);
  expect(idsOf(CARD)).toEqual(['one', 'two']);
  expect(idsOf(CARD.replace('{text: one', '{id: first, text: one'))).toEqual(['first', 'two']);
  expect(idsOf(CARD.replace('text: two', 'text: One.'))).toEqual(['one', 'one-2']);
  expect(idsOf(CARD.replace('text: two', 'text: 容器'))?.[1]).toMatch(/^option-[0-9a-f]{6}$/);
  expect(idsOf(CARD.replace('{text: one', '{id: two, text: one'))).toEqual(['two', 'two-2']);
  const twice = CARD.replace('{text: one', '{id: a, text: one').replace('{text: two', '{id: a, text: two');
  expect(places(HEAD + twice)).toEqual([
    '12:14 card "first", option "a": id is "a", as that of option 1 of this card already is: give one of them another id',
  ]);
});
