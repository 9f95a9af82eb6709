import type { Standing } from '../../play/match-standings.ts';
import { counted } from '../platform/intervals.ts';
import { placeOf } from '../platform/place.ts';
import { named, teamName } from './words.ts';

/** The standings, a line each; of more than `most`, how many more there are. */
export function standingLines(standings: readonly Standing[], most: number): string {
  const lines = standings.slice(0, most).map((one) => {
    return `${placeOf(one)} ${nameOf(one)} · **${counted(one.points, 'point')}** · ${one.right} right`;
  });
  const more = standings.length - lines.length;
  return [...lines, ...(more > 0 ? [`-# and ${more} more`] : [])].join('\n');
}

/** Whose standing it is: the player, or the team with its players. */
function nameOf({ players, team }: Standing): string {
  if (team === null) return named(players[0] ?? { userId: null });
  const members = players.slice(0, 6).map(named).join(', ');
  return `**${teamName(team)}** (${members}${players.length > 6 ? ', …' : ''})`;
}
