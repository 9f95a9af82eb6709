import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Answer, Question } from '../../study/question.ts';
import { mine } from '../engine/rows.ts';
import { StoreError } from '../engine/store-error.ts';
import type { Tables } from '../tables.ts';
import type { DailyQuestion, DailySettings, DailyView } from './interface.ts';
import type { DailyQuestionsTable, DailyTable } from './tables.ts';

/** People whose streak is shown at most. */
const MOST_SHOWN = 8;
/** So many questions in a row are a streak. */
const LEAST_STREAK = 2;

export async function settingsRow(db: Kysely<Tables>, guildId: string): Promise<DailySettings | undefined> {
  const row = await db.selectFrom('daily').selectAll().where('guild_id', '=', guildId).executeTakeFirst();
  return row === undefined ? undefined : toSettings(row);
}

/** Throws StoreError `daily-gone`. */
export async function questionRow(db: Kysely<Tables>, id: number): Promise<DailyQuestion> {
  return kept(await rowById(db, id).executeTakeFirst());
}

/** The same for whoever answers it: it stays as it is until they have. */
export async function heldQuestion(trx: Transaction<Tables>, id: number): Promise<DailyQuestion> {
  return kept(await mine(trx, rowById(trx, id)).executeTakeFirst());
}

function rowById(db: Kysely<Tables>, id: number) {
  return db.selectFrom('daily_questions').selectAll().where('id', '=', id);
}

function kept(row: Selectable<DailyQuestionsTable> | undefined): DailyQuestion {
  if (row === undefined)
    throw new StoreError(
      'daily-gone',
      'This question is no longer kept. See what comes next with /daily status.',
    );
  return toQuestion(row);
}

/** The latest of a server, whatever became of it. */
export async function latestRow(db: Kysely<Tables>, guildId: string): Promise<DailyQuestion | undefined> {
  const row = await db
    .selectFrom('daily_questions')
    .selectAll()
    .where('guild_id', '=', guildId)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : toQuestion(row);
}

export async function viewOf(db: Kysely<Tables>, question: DailyQuestion): Promise<DailyView> {
  const answers = () => db.selectFrom('daily_answers').where('question_id', '=', question.id);
  const given = await answers()
    .select(['answer', 'correct'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['answer', 'correct'])
    .orderBy('count', 'desc')
    .orderBy('answer')
    .execute();
  const sum = (rows: typeof given): number => rows.reduce((total, { count }) => total + Number(count), 0);
  const { streaks } = await answers()
    .where('streak', '>=', LEAST_STREAK)
    .select((eb) => eb.fn.countAll<number>().as('streaks'))
    .executeTakeFirstOrThrow();
  const shown = await db
    .selectFrom('daily_answers as given')
    .innerJoin('daily_streaks as own', 'own.user_id', 'given.user_id')
    .where('given.question_id', '=', question.id)
    .where('given.streak', '>=', LEAST_STREAK)
    .where('own.guild_id', '=', question.guildId)
    .where('own.shares', '=', 1)
    // Who hides from the boards with /settings is named nowhere.
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('settings')
            .select('settings.user_id')
            .whereRef('settings.user_id', '=', 'given.user_id')
            .where('settings.board', '=', 0),
        ),
      ),
    )
    .select(['given.user_id', 'given.streak'])
    .orderBy('given.streak', 'desc')
    .orderBy('given.user_id')
    .limit(MOST_SHOWN)
    .execute();
  return {
    question,
    answered: sum(given),
    right: sum(given.filter(({ correct }) => correct === 1)),
    given: given.map(({ answer, count }) => ({ answer: JSON.parse(answer) as Answer, count: Number(count) })),
    streaks: Number(streaks),
    shown: shown.map(({ user_id, streak }) => ({ userId: user_id, streak })),
    nextAt: (await settingsRow(db, question.guildId))?.dueAt ?? null,
  };
}

function toSettings(row: Selectable<DailyTable>): DailySettings {
  return {
    guildId: row.guild_id,
    channelId: row.channel_id,
    minute: row.minute,
    zone: row.zone,
    deck: row.deck,
    seed: row.seed,
    userId: row.user_id === '' ? null : row.user_id,
    active: row.active === 1,
    dueAt: row.due_at,
    trouble: row.trouble,
    failed: row.failed,
  };
}

export function toQuestion(row: Selectable<DailyQuestionsTable>): DailyQuestion {
  return {
    id: row.id,
    guildId: row.guild_id,
    day: row.day,
    channelId: row.channel_id,
    state: row.state,
    why: row.why,
    deck: row.deck,
    deckGone: row.deck_gone === 1,
    question: row.question === null ? null : (JSON.parse(row.question) as Question),
    triedAt: row.tried_at,
    messageId: row.message_id,
    version: row.version,
    postedAt: row.posted_at,
    revealedAt: row.revealed_at,
  };
}
