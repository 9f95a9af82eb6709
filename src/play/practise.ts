import { UserError } from '../runtime/user-error.ts';
import type { Ask, Stats } from '../store/store.ts';
import { missedIn } from './missed.ts';
import { beginQuiz } from './quiz.ts';
import type { Place, Play } from './session.ts';

/** Questions about the weakest topic in a row. */
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
 * Begins a series of exactly the cards that were missed in another, which ended with this ask.
 * @throws UserError `nothing-missed`, or `nothing-matches` when they have left their decks.
 */
export async function retryMissed(play: Play, ask: Ask, seed: number): Promise<Ask> {
  const only = missedIn(ask, ask.outcome?.correct ?? true);
  if (only.length === 0) {
    throw new UserError({
      identifier: 'nothing-missed',
      message: 'You missed nothing in that quiz. Go on with /quiz or /review.',
    });
  }
  const { userId, guildId, channelId, run } = ask;
  const filter = { deck: null, topic: null, only };
  return beginQuiz(
    play,
    { userId, guildId, channelId },
    { filter, wanted: only.length, shared: run.shared, seed },
  );
}

/**
 * Begins with one question: an easy one for who has never answered any.
 * @throws UserError `nothing-matches`.
 */
export async function firstQuestion(play: Play, place: Place, seed: number): Promise<Ask> {
  const any = { deck: null, topic: null };
  const easy = { ...any, difficulty: 1 } as const;
  const begun = (await play.store.stats(place.userId, play.now())).answered > 0;
  const filter = begun || (await play.shelf.count(place, easy)) === 0 ? any : easy;
  return beginQuiz(play, place, { filter, wanted: 1, seed });
}
