import { expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { questionSource } from '../../src/play/library.ts';
import { openMatch, startMatch } from '../../src/play/matches.ts';
import { openShelf } from '../../src/play/shelf.ts';
import { answered, NOON, question, tempStore } from '../store/fixtures.ts';
import { tinyLabs } from './lab-fixture.ts';

const GUILD = '200000000000000001';
const ELSEWHERE = '200000000000000002';
const DECKS = await ourDecks();

test('what a server retired is not drawn, counted, put into a pool or a match there, and is elsewhere', async () => {
  const store = await tempStore();
  const shelf = openShelf(
    questionSource(() => DECKS),
    store,
    tinyLabs,
  );
  const filter = { deck: DECKS[0]?.id ?? '', topic: null };
  const [here, there] = [GUILD, ELSEWHERE].map((guildId) => ({ userId: '1', guildId }));
  if (here === undefined || there === undefined) throw new Error('no places');
  const all = (await shelf.pool(here, filter)).map(({ card }) => card);
  const [kept = '', ...others] = all;
  for (const card of others) await store.retireCard({ guildId: GUILD, card, now: NOON });
  expect((await shelf.pool(here, filter)).map(({ card }) => card)).toEqual([kept]);
  expect([await shelf.count(here, filter), await shelf.count(there, filter)]).toEqual([1, all.length]);
  for (let seed = 0; seed < 20; seed += 1)
    expect((await shelf.draw(here, filter, [], seed))?.card).toBe(kept);
  expect(await shelf.draw(here, filter, [kept], 1)).toBeUndefined();
  expect((await shelf.pool(there, filter)).map(({ card }) => card)).toEqual(all);
  const anywhere = { userId: '1', guildId: null };
  expect(await shelf.count(anywhere, filter)).toBe(all.length);
  // A match that was opened before is drawn from what is asked when it begins.
  const play = { store, shelf, now: () => NOON };
  const options = { kind: 'mixed', rounds: 3, seconds: 30, race: false, teams: 0, open: true } as const;
  const place = { ...here, guildId: GUILD, channelId: '7', name: 'Ada' };
  await expect(openMatch(play, place, { ...options, ...filter }, 1)).rejects.toMatchObject({
    identifier: 'too-few-cards',
  });
  const { id } = await openMatch(play, place, { ...options, deck: null, topic: null }, 1);
  const drawn = (await shelf.pool(here, { deck: null, topic: null })).map(({ card }) => card);
  await startMatch(play, { matchId: id, userId: '1', mayManage: false });
  const { round } = await store.matchView(id, 0);
  expect(drawn).toContain(round?.question.card);
  const [retired] = await store.reportedCards(GUILD);
  await store.bringBack(GUILD, retired?.retiredId ?? 0);
  expect(await shelf.count(here, filter)).toBe(2);
});

test('a card of a server’s own deck that it retired is asked nowhere, whatever is asked for in direct messages', async () => {
  const store = await tempStore();
  const shelf = openShelf(
    questionSource(() => DECKS),
    store,
    tinyLabs,
  );
  const [ours] = DECKS;
  if (ours === undefined) throw new Error('no deck');
  const cards = ours.cards.slice(0, 3).map((card) => ({ ...card, key: card.key.replace(ours.id, 'own') }));
  await store.importDeck(GUILD, { ...ours, id: 'own', cards }, NOON);
  const keys = cards.map(({ key }) => `${GUILD}.${key}`);
  for (const key of keys) await answered(store, { userId: '1', guildId: GUILD, question: question(key) });
  const [retired = '', ...left] = keys;
  await store.retireCard({ guildId: GUILD, card: retired, now: NOON });
  const alone = { userId: '1', guildId: null };
  const own = async (filter: { deck: string | null; topic: string | null }) =>
    (await shelf.pool(alone, filter)).map(({ card }) => card).filter((card) => card.startsWith(GUILD));
  expect((await own({ deck: null, topic: null })).sort()).toEqual([...left].sort());
  expect((await own({ deck: `${GUILD}.own`, topic: null })).sort()).toEqual([...left].sort());
});
