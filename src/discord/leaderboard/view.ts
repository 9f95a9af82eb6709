import type { LeaderboardRow, Period } from '../../store/store.ts';
import { ACCENT, button, container, row, text } from '../platform/components.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { placeOf } from '../platform/place.ts';
import { leaderboardIds } from './ids.ts';

/** The periods in the order of the buttons, in words. */
export const PERIOD_NAMES: Readonly<Record<Period, string>> = {
  week: 'This week',
  month: 'This month',
  all: 'All time',
};

/** A server's points in one period, best first, with a button for each period. */
export function leaderboardMessage(rows: readonly LeaderboardRow[], period: Period): OutgoingMessage {
  const list =
    rows.length === 0
      ? 'Nobody has answered a question here yet. Be the first: /quiz'
      : rows.map(line).join('\n');
  const periods = Object.entries(PERIOD_NAMES) as [Period, string][];
  return {
    components: [
      container(ACCENT.neutral, [
        text(`## Leaderboard · ${PERIOD_NAMES[period].toLowerCase()}`),
        text(list),
        row(
          periods.map(([each, name]) =>
            button(
              leaderboardIds.show.id(each),
              name,
              each === period ? 'primary' : 'secondary',
              each === period,
            ),
          ),
        ),
        text('-# Each card counts once a day for each person. Weeks start on Monday at 00:00 UTC.'),
      ]),
    ],
  };
}

/** Points alone: who got how much wrong is nobody else's business. */
function line({ rank, userId, points }: LeaderboardRow): string {
  const unit = points === 1 ? 'point' : 'points';
  return `${placeOf({ rank })} <@${userId}> · **${points}** ${unit}`;
}
