import type { Transaction } from 'kysely';
import { chosenItems, pointsOf, speedBonus } from '../../study/mark.ts';
import { turnOf } from '../engine/rows.ts';
import { StoreError } from '../engine/store-error.ts';
import { recordAnswer } from '../questions/answers.ts';
import { ask } from '../questions/asks.ts';
import type { Tables } from '../tables.ts';
import type { AnsweredMatch, AnswerMatch, Match, MatchAnswer, MatchRound } from './interface.ts';
import { joinMatch } from './lobby.ts';
import { LAST_CALL_MS, moved, notPossible } from './machine.ts';
import { answersOf, heldMatch, playersOf, roundOf, saveMoved, touch } from './rows.ts';

/** What a right answer brings in a match, and half as much at most for speed. */
const RIGHT = 100;

/** The message of a round is there: its time begins. */
export async function roundPosted(
  trx: Transaction<Tables>,
  match: Match,
  messageId: string,
  now: number,
): Promise<void> {
  const posted = await saveMoved(trx, match, moved(match, { kind: 'round-posted' }, now), now);
  await trx
    .updateTable('match_rounds')
    .set({ message_id: messageId, closes_at: posted.dueAt })
    .where('match_id', '=', match.id)
    .where('round', '=', match.round)
    .execute();
}

/**
 * Takes an answer, or changes an earlier one, once. In a race nothing is changed, and the first right answer is the end
 * of the round. Throws StoreError `not-possible` where the round is over or another one, or the change was used.
 */
export async function answerMatch(trx: Transaction<Tables>, input: AnswerMatch): Promise<AnsweredMatch> {
  const { round, answer, correct, now } = input;
  const match = await heldMatch(trx, input.matchId);
  if (match.state !== 'asking') throw notPossible(match.state);
  const present = await roundOf(trx, match.id, match.round);
  if (round !== match.round || now >= (match.dueAt ?? now) || present === undefined)
    throw new StoreError('not-possible', 'This round is over; your answer came too late to count.');
  const players = await playersOf(trx, match.id);
  const { seat } = players.find(({ userId }) => userId === input.userId) ?? (await joinMatch(trx, input));
  const answers = await answersOf(trx, match.id, round);
  const earlier = answers.find((one) => one.seat === seat);
  const values = {
    answer: JSON.stringify(answer),
    correct: correct ? 1 : 0,
    left_ms: Math.max(0, (present.closesAt ?? now) - now),
    answered_at: now,
  };
  if (earlier === undefined) {
    await trx
      .insertInto('match_answers')

      .values({ guild_id: match.guildId, match_id: match.id, round, seat, ...values, points: null })
      .execute();
  } else {
    if (JSON.stringify(earlier.answer) === values.answer) return 'same';
    checkChange(match, earlier);
    await trx
      .updateTable('match_answers')
      .set({ ...values, changed: 1 })
      .where('match_id', '=', match.id)
      .where('round', '=', round)
      .where('seat', '=', seat)
      .execute();
  }
  const answered = new Set([...answers.map((one) => one.seat), seat]);
  const all = players.every((one) => one.userId === null || answered.has(one.seat));
  await shorten(trx, match, { correct, all }, now);
  await touch(trx, match.id, now);
  return earlier === undefined ? 'taken' : 'changed';
}

function checkChange({ options }: Match, { changed }: MatchAnswer): void {
  if (options.race)
    throw new StoreError('not-possible', 'In a race your first answer counts; it cannot be changed.');
  if (changed)
    throw new StoreError(
      'not-possible',
      'You have changed your answer once already; it stays as it is. The round goes on until its time is up.',
    );
}

/** A race ends with the first right answer; any round soon after everybody has answered, unless anybody may. */
async function shorten(
  trx: Transaction<Tables>,
  { id, dueAt, options: { race, open } }: Match,
  { correct, all }: { readonly correct: boolean; readonly all: boolean },
  now: number,
): Promise<void> {
  const over = (race && correct) || (all && !open);
  const until = race ? now : now + LAST_CALL_MS;
  if (!over || until >= (dueAt ?? now)) return;
  await trx.updateTable('matches').set({ due_at: until }).where('id', '=', id).execute();
}

/**
 * The round is over: every answer is marked, brings its points, and becomes an answer of its player's like any other,
 * for their memory and for the server's board. One transaction over all players, so that a round is over for
 * everybody or for nobody; each player's part is guarded by the unique keys of their own answer.
 */
export async function closeRound(trx: Transaction<Tables>, match: Match, now: number): Promise<Match> {
  const to = moved(match, { kind: 'close' }, now);
  const round = await roundOf(trx, match.id, match.round);
  if (round === undefined) throw new TypeError(`match ${match.id} has no round ${match.round}`);
  const people = (await playersOf(trx, match.id)).flatMap(({ userId }) => userId ?? []);
  await turnOf(trx, people);
  // Whoever had their data deleted meanwhile is nobody by now.
  const players = await playersOf(trx, match.id);
  const answers = await answersOf(trx, match.id, match.round);
  const first = answers.find(({ correct }) => correct)?.seat;
  for (const given of answers) {
    const counts = given.correct && (!match.options.race || given.seat === first);
    const points = counts ? withSpeed(RIGHT, match, given) : 0;
    await trx
      .updateTable('match_answers')
      .set({ points })
      .where('match_id', '=', match.id)
      .where('round', '=', match.round)
      .where('seat', '=', given.seat)
      .execute();
    const player = players.find(({ seat }) => seat === given.seat);
    if (player !== undefined && player.userId !== null)
      await remember(trx, match, round, given, player.userId);
  }
  await trx
    .updateTable('match_rounds')
    .set({ closed_at: now })
    .where('match_id', '=', match.id)
    .where('round', '=', match.round)
    .execute();
  return saveMoved(trx, match, to, now);
}

/** With what speed adds to them. */
function withSpeed(points: number, { options }: Match, { leftMs }: MatchAnswer): number {
  return points + speedBonus(points, leftMs, options.seconds * 1000);
}

async function remember(
  trx: Transaction<Tables>,
  match: Match,
  { question }: MatchRound,
  given: MatchAnswer,
  userId: string,
): Promise<void> {
  const { answer, correct, answeredAt } = given;
  const { deck, topic } = match.options;
  const run = { index: match.round, count: match.rounds, deck, topic, shared: false, right: 0, seen: [] };
  const { id } = await ask(trx, {
    userId,
    guildId: match.guildId,
    channelId: match.channelId,
    question,
    run,
    now: answeredAt,
  });
  await recordAnswer(trx, {
    askId: id,
    userId,
    answer,
    correct,
    chosen: chosenItems(question, answer),
    points: withSpeed(pointsOf(question), match, given),
    now: answeredAt,
  });
}
