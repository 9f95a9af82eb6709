import type { Kysely, Selectable, Transaction } from 'kysely';
import { forgetPaste, type Question } from '../../study/question.ts';
import { DAY, HOUR } from '../../study/schedule/day.ts';
import { statement } from '../engine/statement.ts';
import { StoreError } from '../engine/store-error.ts';
import type { Ask, AskInput, Outcome, QuizRun } from '../store.ts';
import type { Tables } from '../tables.ts';
import { findOutcome } from './outcomes.ts';
import type { AsksTable } from './tables.ts';

const insertAsk = statement((db, row: Omit<Selectable<AsksTable>, 'id' | 'closed_at' | 'stale' | 'draft'>) =>
  db
    .insertInto('asks')
    .values({
      user_id: row.user_id,
      guild_id: row.guild_id,
      channel_id: row.channel_id,
      card: row.card,
      topic: row.topic,
      question: row.question,
      run: row.run,
      asked_at: row.asked_at,
      closed_at: null,
      draft: null,
      pasted: row.pasted,
    })
    .returning('id'),
);

const ownRow = statement((db, { id, userId }: { readonly id: number; readonly userId: string }) =>
  db.selectFrom('asks').selectAll().where('user_id', '=', userId).where('id', '=', id),
);

/** Whoever was asked: for who may look at a question of somebody else, or is told whose it is. */
const anyRow = statement((db, { id }: { readonly id: number }) =>
  db.selectFrom('asks').selectAll().where('id', '=', id),
);

/** Keeps the question as it was put, so that a new deck or a restart changes nothing for who is answering it. */
export async function ask(trx: Transaction<Tables>, input: AskInput): Promise<Ask> {
  const [row] = await insertAsk(trx, {
    user_id: input.userId,
    guild_id: input.guildId,
    channel_id: input.channelId,
    card: input.question.card,
    topic: input.question.topic,
    question: JSON.stringify(input.question),
    run: JSON.stringify(input.run),
    asked_at: input.now,
    pasted: input.question.pasted === undefined ? 0 : 1,
  });
  if (row === undefined) throw new TypeError('the database gave no id for a question');
  return { ...input, id: row.id, outcome: null };
}

/** The question behind a button, with its outcome once it was answered; of this person, or (undefined) of anybody. */
export async function findAsk(db: Kysely<Tables>, id: number, userId?: string): Promise<Ask | undefined> {
  const [row] = userId === undefined ? await anyRow(db, { id }) : await ownRow(db, { id, userId });
  if (row === undefined) return undefined;
  return toAsk(row, row.closed_at === null ? null : ((await findOutcome(db, id, row.user_id)) ?? null));
}

/** The question behind a button for who pressed it. Throws StoreError `ask-gone`, `not-yours`. */
export async function askFor(db: Kysely<Tables>, id: number, userId: string | null): Promise<Ask> {
  const ask = await findAsk(db, id, userId ?? undefined);
  if (ask !== undefined) return ask;
  throw await notTheirs(db, id);
}

/** Why a question is not found among those of who asks for it, judged here for every use-case: `not-yours`, `ask-gone`. */
export async function notTheirs(db: Kysely<Tables>, id: number): Promise<StoreError> {
  const [row] = await anyRow(db, { id });
  if (row === undefined) return askGone();
  return new StoreError(
    'not-yours',
    `This question was put to <@${row.user_id}>, and only they may answer it. Get your own with /quiz.`,
  );
}

function askGone(): StoreError {
  return new StoreError('ask-gone', 'This question is over and no longer kept. Get a new one with /quiz.');
}

/** Keeps what was typed, of a question that still waits for its answer. Throws StoreError `ask-gone`, `not-yours`. */
export async function keepDraft(
  trx: Transaction<Tables>,
  { askId, userId, text }: { readonly askId: number; readonly userId: string; readonly text: string },
): Promise<void> {
  await askFor(trx, askId, userId);
  await trx
    .updateTable('asks')
    .set({ draft: text })
    .where('user_id', '=', userId)
    .where('id', '=', askId)
    .where('closed_at', 'is', null)
    .execute();
}

/** Takes out of a question about a paste whatever came from the paste. Called with the answer, in its transaction. */
export async function forget(trx: Transaction<Tables>, id: number, userId: string): Promise<void> {
  const [row] = await ownRow(trx, { id, userId });
  if (row === undefined) return;
  const question = forgetPaste(JSON.parse(row.question) as Question);
  await trx
    .updateTable('asks')
    .set({ question: JSON.stringify(question) })
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .execute();
}

/**
 * Answered questions are kept a week, so that their buttons still tell the outcome; unanswered ones a month. Those
 * about a paste wait for their answer less than a day by the hour between two sweeps, so that a day is the most.
 */
const KEEP_CLOSED = 7 * DAY;
const KEEP_OPEN = 30 * DAY;
const KEEP_PASTED = DAY - HOUR;

/**
 * Removes questions nobody will answer any more; gives how many. Answers stay. `onForgotten` is told where one held a
 * paste.
 */
export async function sweep(
  trx: Transaction<Tables>,
  now: number,
  onForgotten: () => Promise<void> = async () => undefined,
): Promise<number> {
  const pasted = await trx
    .deleteFrom('asks')
    .where('asked_at', '<=', now - KEEP_PASTED)
    .where('pasted', '=', 1)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (pasted.numDeletedRows > 0n) await onForgotten();
  const old = await trx
    .deleteFrom('asks')
    .where('asked_at', '<=', now - KEEP_CLOSED)
    .where((eb) => eb.or([eb('closed_at', '<=', now - KEEP_CLOSED), eb('asked_at', '<=', now - KEEP_OPEN)]))
    .executeTakeFirstOrThrow();
  return Number(pasted.numDeletedRows + old.numDeletedRows);
}

function toAsk(row: Selectable<AsksTable>, outcome: Outcome | null): Ask {
  return {
    id: row.id,
    userId: row.user_id,
    guildId: row.guild_id,
    channelId: row.channel_id,
    question: JSON.parse(row.question) as Question,
    run: JSON.parse(row.run) as QuizRun,
    now: row.asked_at,
    ...(row.draft === null ? {} : { draft: row.draft }),
    outcome,
  };
}
