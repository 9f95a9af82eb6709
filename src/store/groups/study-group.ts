import type { Kysely, Transaction } from 'kysely';
import { DEFAULT_CLOCK } from '../../study/schedule/day.ts';
import type { Memory } from '../../study/schedule/memory.ts';
import { StoreError } from '../engine/store-error.ts';
import { MEMORY_COLUMNS, toMemory } from '../memory/memories.ts';
import type { Tables } from '../tables.ts';
import type {
  GroupMember,
  GroupPerson,
  MemberMemory,
  StudyGroup,
  StudyGroupStore,
} from './study-group-interface.ts';

type Input<Name extends keyof StudyGroupStore> = Parameters<StudyGroupStore[Name]>[0];

export async function studyGroup(db: Kysely<Tables>, guildId: string): Promise<StudyGroup> {
  const row = await db
    .selectFrom('study_groups')
    .selectAll()
    .where('guild_id', '=', guildId)
    .executeTakeFirst();
  if (row === undefined) return { zone: DEFAULT_CLOCK.zone, examDay: null, salt: 0 };
  return { zone: row.zone, examDay: row.exam_day, salt: row.salt };
}

/** By id. */
export async function groupMembers(db: Kysely<Tables>, guildId: string): Promise<readonly GroupMember[]> {
  const rows = await db
    .selectFrom('group_members')
    .select(['user_id', 'named', 'planned'])
    .where('guild_id', '=', guildId)
    .orderBy('user_id')
    .execute();
  return rows.map(toMember);
}

export async function groupMember(
  db: Kysely<Tables>,
  { guildId, userId }: GroupPerson,
): Promise<GroupMember | undefined> {
  const row = await db
    .selectFrom('group_members')
    .select(['user_id', 'named', 'planned'])
    .where('guild_id', '=', guildId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row === undefined ? undefined : toMember(row);
}

export async function joinGroup(trx: Transaction<Tables>, input: Input<'joinGroup'>): Promise<GroupMember> {
  const { guildId: guild_id, userId: user_id, salt, now } = input;
  await begin(trx, guild_id, salt);
  await trx
    .insertInto('group_members')
    .values({ guild_id, user_id, joined_at: now, planned: null, seen_at: now })
    .onConflict((on) => on.columns(['guild_id', 'user_id']).doUpdateSet({ seen_at: now }))
    .execute();
  return theirs(trx, input);
}

/** Gives whether they had joined. */
export async function leaveGroup(
  trx: Transaction<Tables>,
  { guildId, userId }: GroupPerson,
): Promise<boolean> {
  const gone = await trx
    .deleteFrom('group_members')
    .where('guild_id', '=', guildId)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return gone.numDeletedRows > 0n;
}

/** Throws StoreError `not-possible` for who has not joined. */
export async function allowNaming(
  trx: Transaction<Tables>,
  input: Input<'allowNaming'>,
): Promise<GroupMember> {
  await change(trx, input, { named: input.named ? 1 : 0 });
  return theirs(trx, input);
}

export async function planSettled(trx: Transaction<Tables>, input: Input<'planSettled'>): Promise<void> {
  await change(trx, input, { planned: input.examDay });
}

export async function memberSeen(trx: Transaction<Tables>, input: Input<'memberSeen'>): Promise<void> {
  await change(trx, input, { seen_at: input.now });
}

export async function setExamDay(trx: Transaction<Tables>, input: Input<'setExamDay'>): Promise<StudyGroup> {
  const { guildId, examDay, zone, salt } = input;
  await begin(trx, guildId, salt);
  await trx
    .updateTable('study_groups')
    .set({ exam_day: examDay, zone })
    .where('guild_id', '=', guildId)
    .execute();
  return studyGroup(trx, guildId);
}

export async function memberMemories(
  db: Kysely<Tables>,
  userIds: readonly string[],
): Promise<readonly MemberMemory[]> {
  if (userIds.length === 0) return [];
  const rows = await db
    .selectFrom('cards')
    .select(['user_id', 'card', 'stability', 'last_day'])
    .where('user_id', 'in', userIds)
    .where('state', '>', 0)
    .where('suspended', '=', 0)
    .execute();
  return rows.flatMap(({ user_id: userId, card, stability, last_day: lastDay }) =>
    lastDay === null ? [] : [{ userId, card, stability, lastDay }],
  );
}

export async function ownMemories(
  db: Kysely<Tables>,
  userId: string,
): Promise<readonly { readonly card: string; readonly memory: Memory }[]> {
  const rows = await db
    .selectFrom('cards')
    .select(['card', ...MEMORY_COLUMNS])
    .where('user_id', '=', userId)
    .where('state', '>', 0)
    .where('suspended', '=', 0)
    .orderBy('card')
    .execute();
  return rows.map((row) => ({ card: row.card, memory: toMemory(row) }));
}

export async function serverTopics(
  db: Kysely<Tables>,
  guildId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('server_cards')
    .innerJoin('server_decks', 'server_decks.id', 'server_cards.deck_id')
    .select(['server_cards.card', 'server_cards.topic'])
    .where('server_decks.guild_id', '=', guildId)
    .execute();
  return new Map(rows.map(({ card, topic }) => [card, topic]));
}

export async function membersToLookFor(
  db: Kysely<Tables>,
  { guildId, before, limit }: Input<'membersToLookFor'>,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('group_members')
    .select('user_id')
    .where('guild_id', '=', guildId)
    .where('seen_at', '<', before)
    .orderBy('seen_at')
    .orderBy('user_id')
    .limit(limit)
    .execute();
  return rows.map(({ user_id }) => user_id);
}

/** What a server's group has goes with the server. */
export async function deleteStudyGroup(trx: Transaction<Tables>, guildId: string): Promise<void> {
  await trx.deleteFrom('group_members').where('guild_id', '=', guildId).execute();
  await trx.deleteFrom('study_groups').where('guild_id', '=', guildId).execute();
}

async function begin(trx: Transaction<Tables>, guildId: string, salt: number): Promise<void> {
  await trx
    .insertInto('study_groups')
    .values({ guild_id: guildId, salt, zone: DEFAULT_CLOCK.zone, exam_day: null })
    .onConflict((on) => on.column('guild_id').doNothing())
    .execute();
}

async function change(
  trx: Transaction<Tables>,
  { guildId, userId }: GroupPerson,
  set: { readonly named?: number; readonly planned?: number; readonly seen_at?: number },
): Promise<void> {
  await trx
    .updateTable('group_members')
    .set(set)
    .where('guild_id', '=', guildId)
    .where('user_id', '=', userId)
    .execute();
}

async function theirs(trx: Transaction<Tables>, person: GroupPerson): Promise<GroupMember> {
  const member = await groupMember(trx, person);
  if (member === undefined)
    throw new StoreError('not-possible', 'You are not in the group. Join it first: /group join');
  return member;
}

function toMember(row: {
  readonly user_id: string;
  readonly named: number;
  readonly planned: number | null;
}): GroupMember {
  return { userId: row.user_id, named: row.named === 1, planned: row.planned };
}
