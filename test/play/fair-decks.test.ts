import { describe, expect, test } from 'vitest';
import { DECK_DIRECTORY, readDeckFiles } from '../../src/decks/files.ts';
import { loadDecks } from '../../src/decks/index.ts';
import { giveAnswer } from '../../src/play/answer.ts';
import { labSource } from '../../src/play/labs-source.ts';
import { questionSource } from '../../src/play/library.ts';
import { roundsOrder } from '../../src/play/match-rounds.ts';
import { reviewNext } from '../../src/play/review.ts';
import { openShelf } from '../../src/play/shelf.ts';
import type { Store } from '../../src/store/store.ts';
import { randomFrom } from '../../src/study/random.ts';
import { DAY, HOUR } from '../../src/study/schedule/day.ts';
import { tempStore } from '../store/fixtures.ts';
import { answerTo } from './answer-to.ts';

const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));
const questions = questionSource(() => decks);
const [ME, GUILD] = ['100000000000000001', '200000000000000002'];
const FIRST = Date.UTC(2026, 0, 5);
const HERE = { userId: ME, guildId: GUILD, channelId: '300000000000000003' };
const ANY = { deck: null, topic: null };

/** A deck of a server, as large as may be. */
async function withLargeDeck(cards = 1000): Promise<Store> {
  const store = await tempStore();
  const rows = Array.from(
    { length: cards },
    (_, index) => `c-${index},What is ${index}?,It is ${index}.,Capabilities\n`,
  );
  const [deck] = loadDecks([
    { name: 'large.csv', text: `#id:large\nid,prompt,answer,topic\n${rows.join('')}` },
  ]).decks;
  if (deck === undefined) throw new RangeError('the deck of this test has a fault');
  await store.importDeck(GUILD, deck, FIRST);
  return store;
}

const noLabs = labSource(() => []);
const isOwn = (card: string): boolean => card.startsWith(`${GUILD}.large/`);
const share = (cards: readonly string[]): number => cards.filter(isOwn).length / cards.length;

describe('a large server deck crowded out the rest', () => {
  test('in /quiz: a deck comes no more often because it is larger', async () => {
    const shares: number[] = [];
    for (const size of [100, 1000]) {
      const shelf = openShelf(questions, await withLargeDeck(size), noLabs);
      const drawn: string[] = [];
      for (let seed = 0; seed < 400; seed++)
        drawn.push((await shelf.draw(HERE, ANY, [], seed * 7919))?.card ?? '');
      shares.push(share(drawn));
      expect(new Set(drawn.map((card) => card.slice(0, card.indexOf('/')))).size).toBe(decks.length + 2);
    }
    for (const each of shares) {
      expect(each).toBeGreaterThan(0.04);
      expect(each).toBeLessThan(0.15);
    }
  });

  test('in a match about a topic that it shares with ours', async () => {
    const shelf = openShelf(questions, await withLargeDeck(), noLabs);
    const pool = await shelf.pool(HERE, { deck: null, topic: 'Capabilities' });
    expect(share(pool.map(({ card }) => card))).toBeGreaterThan(0.9);
    const rounds = [1, 2, 3, 4, 5].flatMap((seed) =>
      roundsOrder({ pool, memories: new Map(), today: 0, byTopic: true, seed }).slice(0, 10),
    );
    expect(share(rounds)).toBeGreaterThan(0.2);
    expect(share(rounds)).toBeLessThan(0.8);
  });

  test('in /review: a learner of two weeks meets both, and neither comes first of what is due', async () => {
    const store = await withLargeDeck();
    await store.saveSettings(ME, { newPerDay: 10, reviewsPerDay: 200 }, FIRST);
    let now = FIRST;
    const play = { store, shelf: openShelf(questions, store, noLabs), now: () => now };
    const random = randomFrom(5);
    const fresh: string[] = [];
    const places: { readonly own: number[]; readonly ours: number[] } = { own: [], ours: [] };
    for (let day = 0; day < 14; day++) {
      now = FIRST + day * DAY + 12 * HOUR;
      const due: string[] = [];
      for (;;) {
        now += 20_000;
        const next = await reviewNext(play, {
          place: HERE,
          filter: ANY,
          previous: null,
          seed: random.below(2 ** 31),
        });
        if (next.kind === 'done') break;
        const { card } = next.ask.question;
        if (!fresh.includes(card)) fresh.push(card);
        else if (!due.includes(card)) due.push(card);
        await giveAnswer(play, { askId: next.ask.id, userId: ME, answer: answerTo(next.ask.question, true) });
      }
      const earlier = due.filter((card) => fresh.indexOf(card) < fresh.length - 10);
      for (const [at, card] of earlier.entries())
        (isOwn(card) ? places.own : places.ours).push((at + 0.5) / earlier.length);
    }
    expect(share(fresh)).toBeGreaterThan(0.35);
    expect(share(fresh)).toBeLessThan(0.65);
    const mean = (of: readonly number[]) => of.reduce((sum, each) => sum + each, 0) / of.length;
    expect(Math.min(places.own.length, places.ours.length)).toBeGreaterThan(20);
    expect(Math.abs(mean(places.own) - mean(places.ours))).toBeLessThan(0.2);
  });
});
