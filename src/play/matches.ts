import { UserError } from '../runtime/user-error.ts';
import { StoreError } from '../store/engine/store-error.ts';
import type {
  AnsweredMatch,
  Match,
  MatchControl,
  MatchOptions,
  MatchPerson,
  MatchRound,
} from '../store/store.ts';
import { type Answer, mark } from '../study/index.ts';
import { seedFrom } from '../study/random.ts';
import { DAY } from '../study/schedule/day.ts';
import type { PoolCard } from '../study/schedule/queue.ts';
import { fits, unfitting } from './answer.ts';
import { refusalOf } from './answer-text.ts';
import type { CardFilter } from './library.ts';
import { roundsOrder, suits } from './match-rounds.ts';
import type { Place, Play } from './session.ts';

/** Fewer rounds than this are no match. */
export const LEAST_ROUNDS = 3;

/**
 * Opens the lobby of a match in a channel.
 * @throws UserError `too-few-cards`; StoreError `not-possible` where one is on there.
 */
export async function openMatch(
  play: Play,
  place: Place & { readonly guildId: string; readonly name: string },
  options: MatchOptions,
  seed: number,
): Promise<Match> {
  const { store, shelf, now } = play;
  let cards = 0;
  for (const filter of filtersOf(options)) cards += await shelf.count(place, filter);
  if (cards < LEAST_ROUNDS) throw tooFew();
  const { guildId, channelId, userId: hostId, name } = place;
  return store.openMatch({ guildId, channelId, hostId, name, options, seed, now: now() });
}

/**
 * Draws the rounds of a match and begins it.
 * @throws UserError `too-few-cards`, StoreError as `startMatch`.
 */
export async function startMatch(play: Play, control: Omit<MatchControl, 'now'>): Promise<Match> {
  const { store, shelf, now } = play;
  const { match } = await store.matchView(control.matchId);
  const { guildId, hostId, options, seed } = match;
  const scope = { guildId, userId: hostId ?? control.userId };
  const pool: PoolCard[] = [];
  for (const filter of filtersOf(options)) pool.push(...(await shelf.pool(scope, filter)));
  const order = roundsOrder({
    pool,
    memories: await store.matchMemories(match.id),
    today: Math.floor(now() / DAY),
    byTopic: options.topic !== null,
    seed,
  });
  const questions = [];
  for (const card of order) {
    if (questions.length === options.rounds) break;
    const question = await shelf.drawCard(card, seedFrom(seed, card));
    if (question !== undefined && suits(question, options.kind)) questions.push(question);
  }
  if (questions.length < LEAST_ROUNDS) throw tooFew();
  return store.startMatch({ ...control, questions, now: now() });
}

/** What the rounds are drawn from: one filter, or one a topic. */
function filtersOf({ deck, topic, topics }: MatchOptions): readonly CardFilter[] {
  return topics === undefined ? [{ deck, topic }] : topics.map((each) => ({ deck, topic: each }));
}

/** What a player gave, and what became of it. */
export interface GivenInMatch {
  readonly round: MatchRound;
  /** In a race an answer stays as it is. */
  readonly race: boolean;
  readonly became: AnsweredMatch;
}

/**
 * Marks an answer and hands it in; what is right stays unsaid until the round is over.
 * @throws UserError `unfitting-answer`, StoreError as `answerMatch`.
 */
export async function answerInMatch(
  { store, now }: Play,
  given: Omit<MatchPerson, 'now'> & {
    readonly round: number;
    readonly name: string;
    readonly answer: Answer;
  },
): Promise<GivenInMatch> {
  const { match, round } = await store.matchView(given.matchId, given.round);
  if (round === null)
    throw new StoreError(
      'not-possible',
      'This match has not begun yet. Answer once its first round is there.',
    );
  if (!fits(round.question, given.answer)) throw unfitting();
  const refused = given.answer.kind === 'text' ? refusalOf(round, given.answer.text) : undefined;
  if (refused !== undefined) throw refused;
  const { correct } = mark(round.question, given.answer);
  const { race } = match.options;
  return { round, race, became: await store.answerMatch({ ...given, correct, now: now() }) };
}

function tooFew(): UserError {
  return new UserError({
    identifier: 'too-few-cards',
    message: `A match needs at least ${LEAST_ROUNDS} cards, and fewer match. Choose another deck, topic or kind.`,
  });
}
