import pg from 'pg';
import { afterAll, expect } from 'vitest';
import { OF_A_PERSON } from './places.ts';

/**
 * Statements that touch a person's table and do not say whose rows, each with the reason. On a database that is spread over
 * machines they go to all of them, so none is on the way of an answer.
 */
const OF_NOBODY_IN_PARTICULAR: readonly (readonly [RegExp, string])[] = [
  // What is due, and what is swept by the hour. Each row is then changed under its person's id.
  [/^select .* from "reminders" (where "next_at" <= \$\d|order by "next_at")/, 'reminders that are due'],
  [/^select .* from "report_news" where .*"send_at"/, 'news that is due'],
  [/^update "report_news" set .* where "id" in /, 'news that was claimed is told, or not'],
  [/^(select|update) .*"exams" .*where "state" (in|=)/, 'exams whose time is over'],
  [/^update "exams" set "deadline_at" = "deadline_at" \+/, 'time that nobody served is given back'],
  [/^delete from "asks" where "asked_at"/, 'sweep'],
  [
    /^(select "id" from|delete from) "lab_(sessions|entries|checkpoints)" where ("used_at"|"session_id" in|"id" in)/,
    'sweep',
  ],
  [/^delete from "exams" where "state" = \$1 and "drawn_at"/, 'sweep'],
  [/^delete from "exam_items" where "exam_id" in \(select "id" from "exams" where "reported_at"/, 'sweep'],
  [/^delete from "report_news" where "told_at"/, 'sweep'],
  // A button of somebody else: whose it is, so that it can be said; and a question that others may look at.
  [/^select \* from "asks" where "id" = \$1$/, 'whose question it is'],
  [/^select "user_id" from "(lab_sessions|lessons)" where "id" = \$1$/, 'whose lab or lesson it is'],
  [/^select "id" from "exams" where "id" = \$1$/, 'whether an exam is somebody else’s'],
  // What a server sees of its people.
  [/"scores" where "guild_id" = .*"period" = |"season_scores" where "season_id" = /, 'a board'],
  [/from "settings" where "settings"."board" = 0/, 'who is on no board'],
  [/from "board_members" where "board_members"."guild_id" =/, 'who has left a server'],
  [
    /^select .* from "group_members" where "guild_id" = \$1 (and "seen_at"|order by "user_id"$)/,
    'a study group',
  ],
  // Reports belong to who wrote them and are read by who looks after the card.
  [/^(select|update) .*"reports" .*("shown_to" =|"runner_settled_at" is null)/, 'reports that are open'],
  [/^update "reports" set "shown_to"/, 'reports of a server that is gone'],
  [/^select count\("asks"."id"\)/, 'how a card was answered in a server'],
  [/^TRUNCATE /, 'what a stopped podium move has left'],
  // A deck that is imported or removed, and a server that goes.
  [
    /^(select|update) .*"(asks|cards)" .*where "card" in /,
    'a card that is learned anew, or loses its learners',
  ],
  [/^(delete from|update) "(asks|cards|reports)" .*where "card" >= /, 'the decks of a server that is gone'],
  [
    /^(delete from|update) "(scores|asks|board_members|reports|report_news|group_members|daily_streaks|exams)" .*where "guild_id" = \$\d$/,
    'a server that is gone',
  ],
  [
    /^delete from "(scores|asks|board_members|report_news|group_members|daily_streaks)" where "guild_id" = \$1$/,
    'the same',
  ],
];

/** One for the whole process: this file is read anew for every file of tests. */
const shared = globalThis as { podiumStatements?: Set<string> };
const before = shared.podiumStatements;
const seen = before ?? new Set<string>();
shared.podiumStatements = seen;

/** Keeps the text of every statement that the store sends from here on. */
function listen(): void {
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
  pg.Client.prototype.query = function listened(this: pg.Client, ...given: unknown[]) {
    const [first] = given as [string | { text?: string }];
    seen.add(typeof first === 'string' ? first : (first?.text ?? ''));
    return query.apply(this, given);
  } as typeof pg.Client.prototype.query;
}

const REFERENCE = new RegExp(`(?:from|join|into|update|,) "(${OF_A_PERSON.join('|')})"(?!\\.)`, 'g');

/** True where a statement says of every person's table that it names whose rows it means, or whom they are joined with. */
export function saysWhose(statement: string): boolean {
  if (/^insert into /.test(statement)) return /^insert into "\w+" \([^)]*"user_id"/.test(statement);
  const tables = [...statement.matchAll(REFERENCE)].length;
  const people = [...statement.matchAll(/"user_id" (?:=|in) /g)].length;
  return people >= tables;
}

/** Those of these statements that are right on one machine only. */
export function ofNobody(statements: Iterable<string>): readonly string[] {
  return [...statements]
    .filter((each) => new RegExp(REFERENCE.source).test(each) && !saysWhose(each))
    .filter((each) => !OF_NOBODY_IN_PARTICULAR.some(([known]) => known.test(each)));
}

/** Those that give a row to another person: on two machines it would have to be deleted here and written there. */
export function givingAway(statements: Iterable<string>): readonly string[] {
  return [...statements].filter((each) =>
    new RegExp(
      `^update "(${OF_A_PERSON.join('|')})" set [^=]*(?:=[^=]*,)?\\s*"user_id" = \\$\\d+(?:,| where)`,
    ).test(each),
  );
}

if (before === undefined) listen();

afterAll(() => {
  expect(
    ofNobody(seen),
    'a statement on a person’s table says "user_id" = …, or stands with its reason in test/store/postgres/statements.ts',
  ).toEqual([]);
  expect(givingAway(seen), 'the person of a row is never changed').toEqual([]);
});
