import type { QuestionSource } from '../../src/play/library.ts';
import type { Store } from '../../src/store/index.ts';
import { DAY, HOUR, MINUTE } from '../../src/study/schedule/day.ts';
import type { Grade } from '../../src/study/schedule/memory.ts';
import { fixtureCards } from './fixture-questions.ts';

const KEYS = Array.from({ length: 220 }, (_, index) => `months/choice-${index}`);
const TOPICS = ['runAsUser', 'capabilities', 'seccompProfile', 'fsGroup', 'runAsNonRoot'];

function questionOf(card: string, seed: number) {
  const like = fixtureCards.find(({ kind }) => kind === 'choice');
  if (like === undefined) throw new RangeError('the fixtures have no choice card');
  const topic = TOPICS[KEYS.indexOf(card) % TOPICS.length] ?? 'runAsUser';
  return { ...like, card, topic, seed };
}

/** A deck large enough to learn from for months. */
export const monthsOfCards: QuestionSource = {
  whole: [],
  decks: [{ id: 'months', title: 'Months', topics: TOPICS }],
  count: () => KEYS.length,
  draw: (_filter, seen, seed) => {
    const card = KEYS.find((key) => !seen.includes(key));
    return card === undefined ? undefined : questionOf(card, seed);
  },
  pool: () => KEYS.map((card) => ({ card })),
  drawCard: questionOf,
};

/** Small, seeded, even enough. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Learns from {@link monthsOfCards} for `days` days until yesterday, on most evenings (7 to 9 pm in UTC, whatever time
 * `now` is, so that the same days are learned at any hour), with two weeks off, and suspends three cards: everything
 * through the store's own use-cases, on a clock of its own.
 */
export async function learnForMonths(store: Store, userId: string, now: number, days: number): Promise<void> {
  const roll = dice(26);
  const pool = KEYS.map((card) => ({ card }));
  const today = Math.floor((now - 4 * HOUR) / DAY) * DAY + 4 * HOUR;
  await store.saveSettings(userId, { newPerDay: 2 }, now - days * DAY);
  for (let ago = days; ago > 0; ago -= 1) {
    if (roll() < 0.15 || (ago < 70 && ago >= 56)) continue;
    let at = today + 15 * HOUR - ago * DAY + Math.floor(2 * HOUR * roll());
    for (;;) {
      at += MINUTE / 2;
      const next = await store.nextCard({ userId, pool, now: at });
      if (next.kind === 'done') break;
      const luck = roll();
      const grade: Grade = luck < 0.1 ? 'again' : luck < 0.25 ? 'hard' : 'good';
      const { id } = await store.ask({
        userId,
        guildId: null,
        channelId: '300000000000000001',
        question: questionOf(next.card, 1),
        run: { index: 0, count: 1, deck: null, topic: null, shared: false, right: 0, seen: [] },
        now: at,
      });
      const correct = grade !== 'again';
      const answer = { kind: 'options', keys: [correct ? 'B' : 'A'] } as const;
      const given = { askId: id, userId, answer, correct, points: 2, grade, inReview: true, now: at };
      await store.recordAnswer(given);
    }
  }
  for (const card of KEYS.slice(0, 3)) await store.suspend(userId, card, true);
}
