import type { Transaction } from 'kysely';
import type { Memory } from '../../study/schedule/memory.ts';
import { statement } from '../engine/statement.ts';
import { tally } from '../groups/tally.ts';
import type { Tables } from '../tables.ts';
import type { Counters } from './tables.ts';

/** One answer, as the counters see it. */
export interface Counted {
  readonly userId: string;
  readonly guildId: string | null;
  /** Its key. */
  readonly card: string;
  readonly topic: string;
  /** The learner's day. */
  readonly day: number;
  readonly answeredAt: number;
  readonly points: number;
  readonly correct: boolean;
  /** The memory it changed, as it was before; null for practice. */
  readonly before: Memory | null;
}

type Added = { readonly user_id: string } & Counters;

interface Learned {
  readonly introduced: number;
  readonly recalled: number;
  readonly forgotten: number;
}

const addToDay = statement<Added & { readonly day: number } & Learned, unknown>((db, add) =>
  db
    .insertInto('days')
    .values({
      user_id: add.user_id,
      day: add.day,
      points: add.points,
      answered: add.answered,
      correct: add.correct,
      introduced: add.introduced,
      recalled: add.recalled,
      forgotten: add.forgotten,
    })
    .onConflict((on) =>
      on.columns(['user_id', 'day']).doUpdateSet((eb) => ({
        points: eb('days.points', '+', eb.ref('excluded.points')),
        answered: eb('days.answered', '+', eb.ref('excluded.answered')),
        correct: eb('days.correct', '+', eb.ref('excluded.correct')),
        introduced: eb('days.introduced', '+', eb.ref('excluded.introduced')),
        recalled: eb('days.recalled', '+', eb.ref('excluded.recalled')),
        forgotten: eb('days.forgotten', '+', eb.ref('excluded.forgotten')),
      })),
    ),
);

const addToTopic = statement<Added & { readonly topic: string }, unknown>((db, add) =>
  db
    .insertInto('topics')
    .values({
      user_id: add.user_id,
      topic: add.topic,
      points: add.points,
      answered: add.answered,
      correct: add.correct,
    })
    .onConflict((on) =>
      on.columns(['user_id', 'topic']).doUpdateSet((eb) => ({
        points: eb('topics.points', '+', eb.ref('excluded.points')),
        answered: eb('topics.answered', '+', eb.ref('excluded.answered')),
        correct: eb('topics.correct', '+', eb.ref('excluded.correct')),
      })),
    ),
);

/** Adds an answer to every counter, or with `sign` -1 takes back exactly what it added. */
export async function count(trx: Transaction<Tables>, answer: Counted, sign: 1 | -1): Promise<void> {
  const { userId, userId: user_id, guildId, day, topic, card, answeredAt } = answer;
  const add = {
    points: sign * answer.points,
    answered: sign,
    correct: answer.correct ? sign : 0,
  };
  const learned = answer.before?.state === 'review';
  const memory = {
    introduced: answer.before?.state === 'new' ? sign : 0,
    recalled: learned && answer.correct ? sign : 0,
    forgotten: learned && !answer.correct ? sign : 0,
  };
  await addToDay(trx, { user_id, day, ...add, ...memory });
  await addToTopic(trx, { user_id, topic, ...add });
  if (guildId !== null) await tally(trx, { guildId, userId, card, answeredAt, ...add });
}
