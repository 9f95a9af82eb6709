import type { REST } from 'discord.js';
import { type Picture, podiumSheet } from '../../pictures/index.ts';
import type { LeaderboardRow, Season } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { loggableError } from '../platform/api-error.ts';
import { askMembers } from '../platform/members.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { standingsPage } from './standings.ts';
import { seasonEndMessage } from './view-season.ts';

const STEPS = 3;
/** How long Discord is asked at most how it shows those on the podium, in ms. */
const ASK_MS = 3000;

/** How a season came out, for everybody. */
export async function seasonEnd(context: Context, rest: REST, season: Season): Promise<OutgoingMessage> {
  const { id: seasonId, guildId } = season;
  const page = await standingsPage(context, rest, { guildId, seasonId }, 0);
  return seasonEndMessage(season, page, await podiumOf(context, rest, season, page.rows));
}

/** The podium; null where nobody has points or it cannot be drawn. */
async function podiumOf(
  { pictures, log }: Context,
  rest: REST,
  { guildId, id: season }: Season,
  rows: readonly LeaderboardRow[],
): Promise<Picture | null> {
  const best = rows.slice(0, STEPS);
  if (best.length === 0) return null;
  const userIds = best.flatMap(({ userId }) => userId ?? []);
  const said = await askMembers(rest, guildId, userIds, ASK_MS);
  const steps = best.map(({ rank, points, userId }) => {
    const member = said.get(userId ?? '');
    return { rank, points, name: member?.present === true ? member.name : 'somebody' };
  });
  return pictures.made(podiumSheet(steps)).catch((error: unknown) => {
    log.warn({ season, error: loggableError(error) }, 'the podium could not be drawn');
    return null;
  });
}
