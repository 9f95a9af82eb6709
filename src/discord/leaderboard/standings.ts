import type { REST } from 'discord.js';
import type { Board, LeaderboardRow } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { askMembers } from '../platform/members.ts';

/** People on a page. */
const PAGE = 10;
/** Pages that are turned; who comes after them sees their own place all the same. */
const PAGES = 50;
/** How long Discord is asked at most who is still in the server, in ms. */
const ASK_MS = 5000;
/** How often those who left are replaced by who comes after them, before the page is shown as it is. */
const ROUNDS = 3;

/** A page of a board. */
export interface Page {
  readonly rows: readonly LeaderboardRow[];
  /** Somebody comes after them. */
  readonly more: boolean;
  /** False: Discord did not say of everybody whether they are still in the server. */
  readonly checked: boolean;
}

/**
 * A page of a board without those who left the server. Whether somebody did is asked of Discord for the people of this
 * page alone and kept for an hour; `asking` is called before, since it may take a few seconds.
 */
export async function standingsPage(
  { store, now }: Pick<Context, 'store' | 'now'>,
  rest: REST,
  board: Board,
  page: number,
  asking: () => Promise<void> = async () => undefined,
): Promise<Page> {
  const { guildId } = board;
  const deadline = performance.now() + ASK_MS;
  for (let round = 1; ; round += 1) {
    const found = await store.leaderboard({
      ...board,
      offset: Math.min(page, PAGES - 1) * PAGE,
      limit: PAGE + 1,
    });
    const rows = found.slice(0, PAGE);
    const userIds = rows.flatMap(({ userId }) => userId ?? []);
    const unchecked = await store.uncheckedMembers({ guildId, userIds, now: now() });
    const left = deadline - performance.now();
    if (unchecked.length === 0 || round > ROUNDS || left <= 0)
      return { rows, more: found.length > PAGE && page + 1 < PAGES, checked: unchecked.length === 0 };
    await asking();
    const said = await askMembers(rest, guildId, unchecked, left);
    for (const [userId, { present }] of said)
      await store.noteMember({ guildId, userId, present, now: now() });
    // Who did not answer in time will not do so in the next round.
    if (said.size < unchecked.length) round = ROUNDS;
  }
}
