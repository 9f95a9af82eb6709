import type { Kysely, Transaction } from 'kysely';
import { HOUR } from '../../study/schedule/day.ts';
import { due } from '../engine/rows.ts';
import type { Tables } from '../tables.ts';
import { beginDate, isOver } from './dates.ts';
import type { DailyQuestion, DailySettings, DailyStore, DailyWork } from './interface.ts';
import { countAnswers, revealBefore, revealedDue } from './reveal.ts';
import { questionRow, settingsRow, toQuestion, viewOf } from './rows.ts';

/** How long work is in the hands of who claimed it: more than a request to Discord takes with its retries. */
const HOLD_MS = 15_000;
/** The longest pause between two tries of one day. */
const LONGEST_PAUSE_MS = HOUR;
/** After so many days in a row on which nothing could be posted it is given up until it is set anew. */
const MOST_FAILED = 7;

/** When something is to be done for any server; what somebody has in hand is looked at again when that is over. */
export async function nextDailyAt(db: Kysely<Tables>): Promise<number | null> {
  const { due: first } = await db
    .selectFrom('daily')
    .select((eb) => eb.fn.min('due_at').as('due'))
    .where('due_at', 'is not', null)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('daily_questions')
    .select(['due_at', 'edit_at', 'held_until'])
    .where((eb) => eb.or([eb('due_at', 'is not', null), eb('edit_at', 'is not', null)]))
    .execute();
  const times = rows.map(({ due_at, edit_at, held_until }) =>
    Math.max(held_until, Math.min(due_at ?? Number.POSITIVE_INFINITY, edit_at ?? Number.POSITIVE_INFINITY)),
  );
  const least = Math.min(first ?? Number.POSITIVE_INFINITY, ...times);
  return Number.isFinite(least) ? least : null;
}

export async function claimDailies(
  trx: Transaction<Tables>,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<readonly DailyWork[]> {
  const coming = trx
    .selectFrom('daily')
    .select('guild_id')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit);
  for (const { guild_id } of await due(trx, coming).execute()) await beginDate(trx, guild_id, now);
  for (const question of await revealedDue(trx, now, 1)) await countAnswers(trx, question);
  return [...(await claimPosts(trx, now, limit)), ...(await claimEdits(trx, now, limit))];
}

async function claimPosts(
  trx: Transaction<Tables>,
  now: number,
  limit: number,
): Promise<readonly DailyWork[]> {
  const posting = trx
    .selectFrom('daily_questions')
    .selectAll()
    .where('state', '=', 'posting')
    .where('due_at', '<=', now)
    .where('held_until', '<=', now)
    .orderBy('due_at')
    .limit(limit);
  const rows = await due(trx, posting).execute();
  const work: DailyWork[] = [];
  for (const row of rows) {
    const over = now >= row.until;
    if (over && row.tried_at === null) {
      await skip(trx, row.id, 'too-late');
      continue;
    }
    const drawn = row.question !== null;
    const taken = await trx
      .updateTable('daily_questions')
      .set({
        tries: row.tries + 1,
        held_until: now + pauseAfter(row.tries),
        tried_at: drawn ? (row.tried_at ?? now) : null,
      })
      .where('id', '=', row.id)
      .where('held_until', '<=', now)
      .where('state', '=', 'posting')
      .returningAll()
      .executeTakeFirst();
    if (taken === undefined) continue;
    const kind = over ? 'look' : drawn ? 'post' : 'draw';
    work.push({ kind, view: await viewOf(trx, toQuestion(taken)), again: row.tried_at !== null });
  }
  return work;
}

/** 15 s twice, then 30 s, a minute, two …, an hour: a few dozen tries until the date is over. */
function pauseAfter(tries: number): number {
  return Math.min(LONGEST_PAUSE_MS, HOLD_MS * 2 ** Math.max(0, Math.min(tries, 20) - 1));
}

async function claimEdits(
  trx: Transaction<Tables>,
  now: number,
  limit: number,
): Promise<readonly DailyWork[]> {
  const changed = trx
    .selectFrom('daily_questions')
    .select('id')
    .where('edit_at', '<=', now)
    .where('held_until', '<=', now)
    .where('message_id', 'is not', null)
    .orderBy('edit_at')
    .limit(limit);
  const rows = await due(trx, changed).execute();
  const work: DailyWork[] = [];
  for (const { id } of rows) {
    const taken = await trx
      .updateTable('daily_questions')
      .set({ held_until: now + HOLD_MS })
      .where('id', '=', id)
      .where('held_until', '<=', now)
      .returningAll()
      .executeTakeFirst();
    if (taken !== undefined)
      work.push({ kind: 'edit', view: await viewOf(trx, toQuestion(taken)), again: false });
  }
  return work;
}

/** Keeps what was drawn, of a question that has none yet. Gives what is to be posted, where it still is. */
export async function dailyDrawn(
  trx: Transaction<Tables>,
  { questionId, question, deckGone, now }: Parameters<DailyStore['dailyDrawn']>[0],
): Promise<DailyWork | undefined> {
  const drawn = await trx
    .updateTable('daily_questions')
    .set({
      card: question.card,
      question: JSON.stringify(question),
      deck_gone: deckGone ? 1 : 0,
      tried_at: now,
      held_until: now + HOLD_MS,
    })
    .where('id', '=', questionId)
    .where('state', '=', 'posting')
    .where('question', 'is', null)
    .where('until', '>', now)
    .returningAll()
    .executeTakeFirst();
  if (drawn === undefined) return undefined;
  return { kind: 'post', view: await viewOf(trx, toQuestion(drawn)), again: false };
}

export async function dailyPosted(
  trx: Transaction<Tables>,
  { questionId, messageId, at, now }: Parameters<DailyStore['dailyPosted']>[0],
): Promise<void> {
  const opened = await trx
    .updateTable('daily_questions')
    .set((eb) => ({
      state: 'open',
      message_id: messageId,
      posted_at: at ?? eb.fn.coalesce('tried_at', eb.val(now)),
      edited_at: now,
      due_at: null,
      held_until: 0,
    }))
    .where('id', '=', questionId)
    .where('state', '=', 'posting')
    .returning(['guild_id', 'day'])
    .executeTakeFirst();
  if (opened === undefined) return;
  const { guild_id, day } = opened;
  await trx.updateTable('daily').set({ trouble: null, failed: 0 }).where('guild_id', '=', guild_id).execute();
  // It was found after the next one had come, or after the daily question was switched off.
  if (await isOver(trx, questionId)) await revealBefore(trx, { guildId: guild_id, day: day + 1, now });
}

/** The day has no question. Says whom to tell why: once, however many days it goes on. */
export async function dailySkipped(
  trx: Transaction<Tables>,
  { questionId, why }: Parameters<DailyStore['dailySkipped']>[0],
): Promise<{ readonly tell: string | null; readonly givenUp: boolean }> {
  const { state, guildId } = await questionRow(trx, questionId);
  const set = await settingsRow(trx, guildId);
  if (state !== 'posting') return { tell: null, givenUp: false };
  await skip(trx, questionId, why);
  if (set === undefined || !set.active || why === 'too-late' || why === 'off')
    return { tell: null, givenUp: false };
  return troubled(trx, set, why);
}

async function troubled(
  trx: Transaction<Tables>,
  { guildId, userId, dueAt, ...set }: DailySettings,
  trouble: NonNullable<DailyQuestion['why']>,
): Promise<{ readonly tell: string | null; readonly givenUp: boolean }> {
  const failed = set.failed + 1;
  const givenUp = failed >= MOST_FAILED;
  await trx
    .updateTable('daily')
    .set({ trouble, failed, due_at: givenUp ? null : dueAt })
    .where('guild_id', '=', guildId)
    .execute();
  return { tell: failed === 1 || givenUp ? userId : null, givenUp };
}

async function skip(
  trx: Transaction<Tables>,
  id: number,
  why: NonNullable<DailyQuestion['why']>,
): Promise<void> {
  await trx
    .updateTable('daily_questions')
    .set({ state: 'skipped', why, due_at: null, held_until: 0 })
    .where('id', '=', id)
    .where('state', '=', 'posting')
    .execute();
}
