import type { Picture } from '../../pictures/index.ts';
import type { Season } from '../../store/store.ts';
import { ACCENT, button, container, picture, row, text } from '../platform/components.ts';
import { moment } from '../platform/intervals.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { leaderboardIds } from './ids.ts';
import type { Page } from './standings.ts';
import { seasonName, standingLines, UNCHECKED, whenOf } from './view.ts';

const FILE = 'podium.png';

/** A season has begun, for everybody. */
export function seasonBegunMessage(season: Season): OutgoingMessage {
  const { endsAt } = season;
  const end =
    endsAt === null
      ? 'It lasts until somebody who manages this server ends it.'
      : `It ends ${moment(endsAt, 'R')}, ${moment(endsAt, 'f')}.`;
  return {
    components: [
      container(ACCENT.right, [
        text(
          `## ${seasonName(season)} has begun\nEverybody starts at nothing: what you answer in this server from now on counts. ${end}`,
        ),
        row([button(leaderboardIds.show.id(`season-${season.id}`, null), 'Standings', 'primary')]),
      ]),
    ],
  };
}

/** Asks once more before a season ends: its standings are final then. */
export function askToEndMessage(season: Season): OutgoingMessage {
  return {
    components: [
      container(ACCENT.hint, [
        text(
          `## End ${seasonName(season)}?\n${whenOf(season)}\nIts standings are final then, and told in this channel. Nothing has changed yet.`,
        ),
        row([button(leaderboardIds.end.id(season.id), 'End it now', 'danger')]),
      ]),
    ],
  };
}

/** A season is over: the first page of its final standings, with a podium where there is one to draw. */
export function seasonEndMessage(
  season: Season,
  { rows, more, checked }: Page,
  podium: Picture | null,
): OutgoingMessage {
  const lines = rows.length === 0 ? 'Nobody got points in this season.' : standingLines(rows);
  const notes = [...(more ? ['-# and more: press Final standings'] : []), ...(checked ? [] : [UNCHECKED])];
  return {
    components: [
      container(ACCENT.right, [
        text(`## ${seasonName(season)} is over\n${whenOf(season)}`),
        ...(podium === null ? [] : [picture(FILE, podium.alt)]),
        text([lines, ...notes].join('\n')),
        row([button(leaderboardIds.show.id(`season-${season.id}`, null), 'Final standings', 'primary')]),
      ]),
    ],
    files: podium === null ? [] : [{ name: FILE, data: podium.png, description: podium.alt }],
  };
}
