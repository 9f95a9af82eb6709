import type { BoardPlace, LeaderboardRow, Period, Season } from '../../store/store.ts';
import {
  ACCENT,
  type ActionRow,
  button,
  clip,
  container,
  row,
  stringSelect,
  text,
} from '../platform/components.ts';
import { moment } from '../platform/intervals.ts';
import { sentence } from '../platform/markdown.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { placeOf } from '../platform/place.ts';
import { type Chosen, deckArg } from './chosen.ts';
import { isoDate, lastDayOf } from './dates.ts';
import { leaderboardIds } from './ids.ts';
import type { Page } from './standings.ts';

/** The spans in the order of the buttons, in words. */
export const SPAN_NAMES: Readonly<Record<Period | 'season', string>> = {
  week: 'This week',
  month: 'This month',
  season: 'Season',
  all: 'All time',
};

/** The rule, in the words that stand below every board; docs/boards.md tells it whole. */
const RULE =
  '-# Points are for knowing: a card counts once a day, however it is asked, and wrong answers bring nothing. In a match speed adds half at most; a lab counts once. Weeks start on Monday, 00:00 UTC.';
/** Stands below lines of which not all were checked. */
export const UNCHECKED = '-# Discord did not say in time whether everybody here is still in this server.';

export interface BoardView extends Page {
  readonly chosen: Chosen;
  /** Where who looks stands; null on a board that everybody sees. */
  readonly own: BoardPlace | null;
  /** The seasons of this server to choose from, where one is shown. */
  readonly seasons: readonly Season[];
}

/** A page of a board: for one person with their own place and what leads on, or for everybody. */
export function boardMessage(view: BoardView): OutgoingMessage {
  const { chosen, rows, own, checked } = view;
  return {
    components: [
      container(ACCENT.neutral, [
        text(`## ${titleOf(chosen)}`),
        text(rows.length === 0 ? nobody(chosen) : standingLines(rows)),
        ...(own === null ? [] : [text(ownLine(own))]),
        ...(own === null
          ? [row([button(leaderboardIds.show.id(chosen.span, deckArg(chosen)), 'My place')])]
          : controls(view)),
        text([...(checked ? [] : [UNCHECKED]), RULE].join('\n')),
      ]),
    ],
  };
}

/** `Leaderboard · this week · Volumes`, of a season with when it is. */
function titleOf({ season, span, deck }: Chosen): string {
  const of = deck === null ? '' : ` · ${sentence(deck.title, 80).text}`;
  if (season === null) return `Leaderboard · ${SPAN_NAMES[span as Period].toLowerCase()}${of}`;
  return `${seasonName(season)}${of}\n${whenOf(season)}`;
}

export function seasonName({ name }: Pick<Season, 'name'>): string {
  return `Season “${sentence(name, 60).text}”`;
}

/** When a season began and ends or ended. */
export function whenOf({ startedAt, endsAt, endedAt }: Season): string {
  const since = moment(startedAt, 'D');
  if (endedAt !== null) {
    const oneDay = isoDate(startedAt) === isoDate(endedAt);
    return `Final standings · ${since}${oneDay ? '' : ` to ${moment(endedAt, 'D')}`}`;
  }
  if (endsAt !== null) return `Since ${since} · ends ${moment(endsAt, 'R')}, ${moment(endsAt, 'f')}`;
  return `Since ${since} · until it is ended`;
}

function nobody({ season, deck, page }: Chosen): string {
  if (page > 0) return 'Nobody comes after that.';
  const of = deck === null ? '' : ' with this deck';
  if (season !== null && season.endedAt !== null) return `Nobody got points in this season${of}.`;
  return `Nobody has points here yet${of}. Be the first: /quiz`;
}

/** Points alone: who got how much wrong is nobody else's business. */
export function standingLines(rows: readonly LeaderboardRow[]): string {
  return rows
    .map((one) => {
      const who = one.userId === null ? '*somebody*' : `<@${one.userId}>`;
      return `${placeOf(one)} ${who} · ${pointsOf(one)}`;
    })
    .join('\n');
}

function ownLine({ hidden, row: own }: BoardPlace): string {
  const place = own === null ? 'You have no points here yet.' : `You: ${placeOf(own)} · ${pointsOf(own)}`;
  return hidden
    ? `${place}\n-# Only you see that: you are hidden on boards. \`/settings board:on\` shows you again.`
    : place;
}

function pointsOf({ points }: Pick<LeaderboardRow, 'points'>): string {
  return `**${points}** point${points === 1 ? '' : 's'}`;
}

function controls({ chosen, rows, more, seasons }: BoardView): readonly ActionRow[] {
  const { page, span, season } = chosen;
  const deck = deckArg(chosen);
  const spans = Object.entries(SPAN_NAMES).map(([each, name]) => {
    const here = each === span || (each === 'season' && season !== null && season.endedAt === null);
    const style = here ? 'primary' : 'secondary';
    return button(leaderboardIds.show.id(each, deck), name, style, here && page === 0);
  });
  const paged = (to: number): string => leaderboardIds.page.id(span, to, deck);
  return [
    row(spans),
    ...(season === null || seasons.length < 2 ? [] : [row([seasonSelect(seasons, season)])]),
    row([
      ...(page > 0 ? [button(paged(page - 1), '‹ Previous')] : []),
      ...(more ? [button(paged(page + 1), 'Next ›')] : []),
      button(leaderboardIds.share.id(span, page, deck), 'Show everybody', 'secondary', rows.length === 0),
    ]),
  ];
}

function seasonSelect(seasons: readonly Season[], shown: Season) {
  return stringSelect(
    leaderboardIds.season.id(),
    seasons.map((each) => ({
      label: clip(each.name, 100).text,
      value: `season-${each.id}`,
      description: `Began ${isoDate(each.startedAt)}, ${lastDayOf(each)}`,
      default: each.id === shown.id,
    })),
    { placeholder: 'Another season' },
  );
}
