import { findDeck } from '../../play/filter.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Board, Period, Season } from '../../store/store.ts';
import type { Context } from '../context.ts';

/** Which board is wanted, as a command's options or a button say it. */
export interface Wanted {
  /** `week`, `month`, `season` (the one that is on), `all`, or `season-` and an id; anything else: this week. */
  readonly span: string;
  /** A deck as it was typed, or as a button has it: a server's without the server's id. */
  readonly deck: string | null;
  /** From 0. */
  readonly page: number;
}

/** The board that is meant, with what is shown of its name. */
export interface Chosen {
  readonly board: Board;
  /** As a button has it. */
  readonly span: string;
  readonly season: Season | null;
  readonly deck: { readonly id: string; readonly title: string } | null;
  readonly page: number;
}

const PERIODS: Readonly<Record<string, Period>> = { week: 'week', month: 'month', all: 'all' };

/** @throws UserError `no-such-deck`, `no-season`; StoreError `season-gone`. */
export async function chosen(
  { store, shelf, now }: Context,
  guildId: string,
  { span, deck: typed, page }: Wanted,
): Promise<Chosen> {
  const full = typed?.startsWith('.') === true ? `${guildId}${typed}` : typed;
  const found = full === null ? null : findDeck(await shelf.decks({ userId: '', guildId }), full);
  const deck = found === null ? null : { id: found.id, title: found.title };
  const some = { deck, page };
  const id = /^season-([1-9]\d{0,14})$/.exec(span)?.[1];
  if (id === undefined && span !== 'season') {
    const period = PERIODS[span] ?? 'week';
    const board = { guildId, period, now: now(), deck: found?.id ?? null };
    return { ...some, board, span: period, season: null };
  }
  const season =
    id === undefined ? await store.seasonOn(guildId, now()) : await store.season(guildId, Number(id));
  if (season === undefined) throw noSeason();
  const board = { guildId, seasonId: season.id, deck: found?.id ?? null };
  return { ...some, board, span: `season-${season.id}`, season };
}

/** A deck as a button has it: short, so that it fits beside the rest. */
export function deckArg({ deck, board }: Pick<Chosen, 'deck' | 'board'>): string | null {
  if (deck === null) return null;
  return deck.id.startsWith(`${board.guildId}.`) ? deck.id.slice(board.guildId.length) : deck.id;
}

function noSeason(): UserError {
  return new UserError({
    identifier: 'no-season',
    message:
      'No season is on in this server. Somebody who may manage the server can start one with /season start; /leaderboard period:All time shows all points.',
  });
}
