import { UserError } from '../runtime/user-error.ts';
import type { Ask, Stats } from '../store/store.ts';
import { missedIn } from './missed.ts';
import { beginQuiz } from './quiz.ts';
import type { Place, Play } from './session.ts';

/** Questions about one topic in a row. */
const PRACTICE = 5;

type TopicStats = Stats['topics'][number];

/** Topics by the share of right answers, the lowest first; among equals by the alphabet. */
export function weakestFirst(topics: readonly TopicStats[]): readonly TopicStats[] {
  return topics.toSorted(
    (a, b) => a.correct / a.answered - b.correct / b.answered || a.topic.localeCompare(b.topic, 'en'),
  );
}

/**
 * Begins a series about the topic that a person gets wrong most, of those with questions here.
 * @throws UserError `no-weakest-topic`.
 */
export async function practiseWeakest(play: Play, place: Place, seed: number): Promise<Ask> {
  const { topics } = await play.store.stats(place.userId, play.now());
  for (const { topic } of weakestFirst(topics)) {
    const filter = { deck: null, topic };
    if ((await play.shelf.count(place, filter)) > 0)
      return beginQuiz(play, place, { filter, wanted: PRACTICE, seed });
  }
  throw new UserError({
    identifier: 'no-weakest-topic',
    message: 'I do not know your weakest topic yet. Answer a few questions with /quiz first.',
  });
}

/**
 * Begins a series about the topic of a daily question.
 * @throws UserError `nothing-matches`, StoreError `daily-gone`.
 */
export async function practiseDaily(
  play: Play,
  place: Place,
  questionId: number,
  seed: number,
): Promise<Ask> {
  const { question } = (await play.store.dailyView(questionId)).question;
  const filter = { deck: null, topic: question?.topic ?? null };
  return beginQuiz(play, place, { filter, wanted: PRACTICE, seed });
}

/**
 * Begins a series of exactly the cards that were missed in another, which ended with this ask.
 * @throws UserError `nothing-missed`, or `nothing-matches` when they have left their decks.
 */
export async function retryMissed(play: Play, ask: Ask, seed: number): Promise<Ask> {
  const { userId, guildId, channelId, run } = ask;
  const only = missedIn(ask, ask.outcome?.correct ?? true);
  return practiseMissed(play, { userId, guildId, channelId }, only, seed, run.shared);
}

/**
 * Begins a series of exactly these cards.
 * @throws UserError `nothing-missed`, or `nothing-matches` when they have left their decks.
 */
export async function practiseMissed(
  play: Play,
  place: Place,
  only: readonly string[],
  seed: number,
  shared = false,
): Promise<Ask> {
  if (only.length === 0) {
    throw new UserError({
      identifier: 'nothing-missed',
      message: 'You missed nothing there. Go on with /quiz or /review.',
    });
  }
  const filter = { deck: null, topic: null, only };
  return beginQuiz(play, place, { filter, wanted: only.length, shared, seed });
}

/** A series of what was missed in a match, and how many of its cards have left their decks since. */
export interface MissedAgain {
  readonly ask: Ask;
  readonly gone: number;
}

/**
 * Begins a series of exactly the cards that a person missed in a match, as far as they are still in their decks.
 * @throws UserError `nothing-missed`, or `nothing-matches` when all have left their decks; StoreError `match-gone`.
 */
export async function retryMissedInMatch(
  play: Play,
  place: Place,
  matchId: number,
  seed: number,
): Promise<MissedAgain> {
  const missed = await play.store.missedInMatch({ matchId, userId: place.userId });
  const only = [...new Set(missed.map(({ question }) => question.card))];
  if (only.length === 0) {
    throw new UserError({
      identifier: 'nothing-missed',
      message: 'You missed nothing in that match. Go on with /quiz or /review.',
    });
  }
  const filter = { deck: null, topic: null, only };
  const ask = await beginQuiz(play, place, { filter, wanted: only.length, seed });
  return { ask, gone: only.length - ask.run.count };
}

/**
 * Begins with one question. Who has never answered any gets an easy one with buttons, the first along the course, and
 * easy ones after it.
 * @throws UserError `nothing-matches`.
 */
export async function firstQuestion(play: Play, place: Place, seed: number): Promise<Ask> {
  const { store, shelf, now } = play;
  const any = { deck: null, topic: null };
  const easy = { ...any, difficulty: 1, kind: 'choice' } as const;
  const begun = (await store.stats(place.userId, now())).answered > 0;
  const [first] = begun ? [] : await shelf.pool(place, easy);
  const question = first === undefined ? undefined : await shelf.drawCard(first.card, seed);
  if (question === undefined) return beginQuiz(play, place, { filter: any, wanted: 1, seed });
  const run = { ...easy, index: 0, count: 1, shared: false, right: 0, seen: [] };
  return store.ask({ ...place, question, run, now: now() });
}
