import { expect, test } from 'vitest';
import { DECK_DIRECTORY, readDeckFiles } from '../../src/decks/files.ts';
import { loadDecks } from '../../src/decks/index.ts';
import { giveAnswer } from '../../src/play/answer.ts';
import { labSource } from '../../src/play/labs-source.ts';
import { questionSource } from '../../src/play/library.ts';
import { reviewNext } from '../../src/play/review.ts';
import { openShelf } from '../../src/play/shelf.ts';
import { findCard, findDrill } from '../../src/study/index.ts';
import { randomFrom } from '../../src/study/random.ts';
import { DAY, HOUR } from '../../src/study/schedule/day.ts';
import { topicNamed } from '../../src/study/topics.ts';
import { tempStore } from '../store/fixtures.ts';
import { answerTo } from './answer-to.ts';

const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));
const questions = questionSource(() => decks);
const ALL = questions.pool({ deck: null, topic: null }).length;
const ME = '100000000000000001';
const FIRST = Date.UTC(2026, 0, 5);

interface Year {
  readonly seed: number;
  readonly days: number;
  readonly reviewsPerDay: number;
}

/** A learner who answers all that /review asks, 80 of 100 right; gives the new cards of each day, in order. */
async function study({ seed, days, reviewsPerDay }: Year): Promise<readonly (readonly string[])[]> {
  const store = await tempStore();
  await store.saveSettings(ME, { newPerDay: 20, reviewsPerDay }, FIRST);
  let now = FIRST;
  const shelf = openShelf(
    questions,
    store,
    labSource(() => []),
  );
  const play = { store, shelf, now: () => now };
  const place = { userId: ME, guildId: null, channelId: '300000000000000001' };
  const random = randomFrom(seed);
  const met = new Set<string>();
  const introduced: string[][] = [];
  for (let day = 0; day < days; day += 1) {
    now = FIRST + day * DAY + 12 * HOUR;
    const today: string[] = [];
    for (;;) {
      now += 20_000;
      const filter = { deck: null, topic: null };
      const next = await reviewNext(play, { place, filter, previous: null, seed: random.below(2 ** 31) });
      if (next.kind === 'done') break;
      const { question } = next.ask;
      if (!met.has(question.card)) today.push(question.card);
      met.add(question.card);
      const answer = answerTo(question, random.below(100) < 80);
      await giveAnswer(play, { askId: next.ask.id, userId: ME, answer });
    }
    introduced.push(today);
  }
  return introduced;
}

/** Everything that came before what it needs, in the words of the course; empty where all is well. */
function faults(days: readonly (readonly string[])[]): readonly string[] {
  const met = new Set<string>();
  const topics = new Set<string>();
  const begun = new Set<string>();
  const found: string[] = [];
  for (const [day, cards] of days.entries())
    for (const key of cards) {
      const card = findCard(decks, key);
      const topic = topicNamed(card?.topic ?? findDrill(key)?.topic ?? '');
      const after = decks.find(({ id }) => id === card?.deckId)?.after ?? [];
      found.push(
        ...(card?.needs ?? []).filter((each) => !met.has(each)),
        ...(topic?.needs ?? []).filter((each) => !topics.has(each)),
        ...after.filter((each) => !begun.has(each)),
        ...(card === undefined && day === 0 ? [`${key} on the first day`] : []),
      );
      met.add(key);
      topics.add(topic?.id ?? '');
      begun.add(card?.deckId ?? '');
    }
  return found;
}

test.each([1, 2])('whatever is forgotten (seed %i), no card comes before what it needs', async (seed) => {
  const days = await study({ seed, days: 15, reviewsPerDay: 15 });
  expect(faults(days)).toEqual([]);
  expect(days[0]).toHaveLength(20);
  expect(new Set(days.flat()).size).toBe(days.flat().length);
});

test('in a year every card comes, each behind what it needs, and no drill follows another', async () => {
  const days = await study({ seed: 4, days: 365, reviewsPerDay: 2 });
  expect(faults(days)).toEqual([]);
  const all = days.flat();
  expect(all).toHaveLength(ALL);
  const twoDrills = all.filter(
    (key, at) => findDrill(key) !== undefined && findDrill(all[at + 1] ?? '') !== undefined,
  );
  expect(twoDrills).toEqual([]);
});
