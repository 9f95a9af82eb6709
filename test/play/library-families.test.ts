import { expect, test } from 'vitest';
import { loadDecks } from '../../src/decks/index.ts';
import { questionSource } from '../../src/play/library.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { askInput, NOON, question, right, tempStore } from '../store/fixtures.ts';

const ME = '100000000000000001';

function card(id: string, family: string): string {
  return `  - id: ${id}
    family: ${family}
    kind: recall
    topic: siblings
    difficulty: 1
    prompt: Which group, ${id}?
    answer: That one.
    explanation: Because.
    source: {title: Docs, url: "https://kubernetes.io/docs/"}
`;
}

function deck(id: string, ...cards: readonly string[]): { name: string; text: string } {
  return {
    name: `${id}.yaml`,
    text: `id: ${id}\ntitle: ${id}\ndescription: ${id}.\ncards:\n${cards.join('')}`,
  };
}

const { decks } = loadDecks([
  deck(
    'one',
    card('forwards', 'fsgroup'),
    card('backwards', 'fsgroup'),
    card('other', 'gid'),
    card('again', 'gid'),
  ),
  deck('two', card('elsewhere', 'fsgroup')),
]);
const source = questionSource(() => decks);

test('the pool tells the families, per deck; drills have none', () => {
  const pool = source.pool({ deck: null, topic: null });
  const cards = pool.filter(({ card: key }) => !key.startsWith('drill/'));
  expect(cards.map(({ card, family }) => ({ card, family }))).toEqual([
    { card: 'one/forwards', family: 'one/fsgroup' },
    { card: 'one/backwards', family: 'one/fsgroup' },
    { card: 'one/other', family: 'one/gid' },
    { card: 'one/again', family: 'one/gid' },
    { card: 'two/elsewhere', family: 'two/fsgroup' },
  ]);
  expect(pool.filter(({ card: key }) => key.startsWith('drill/')).some((each) => 'family' in each)).toBe(
    false,
  );
});

test('once a card was answered, its siblings wait until tomorrow, then come one a day', async () => {
  const store = await tempStore();
  /** Reviews until nothing is left on that day, with Easy, so that nothing comes back; the cards in their order. */
  const day = async (now: number): Promise<string[]> => {
    const seen: string[] = [];
    for (;;) {
      const pool = source.pool({ deck: null, topic: 'siblings' });
      const next = await store.nextCard({ userId: ME, pool, now });
      if (next.kind !== 'card') return seen;
      seen.push(next.card);
      const { id } = await store.ask(askInput({ question: question(next.card), now }));
      await store.recordAnswer(right(id, { grade: 'easy', inReview: true, now }));
    }
  };
  expect(await day(NOON)).toEqual(['one/forwards', 'one/other', 'two/elsewhere']);
  expect(await day(NOON + DAY)).toEqual(['one/backwards', 'one/again']);
});

test('an answer in /quiz makes the siblings wait too', async () => {
  const store = await tempStore();
  const { id } = await store.ask(askInput({ question: question('one/backwards') }));
  await store.recordAnswer(right(id));
  const pool = source.pool({ deck: 'one', topic: null });
  expect(await store.nextCard({ userId: ME, pool, now: NOON })).toMatchObject({
    kind: 'card',
    card: 'one/other',
    left: { new: 1 },
  });
});
