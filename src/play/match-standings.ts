import type { MatchPlayer, MatchView } from '../store/store.ts';

/** A player or a team in the standings. */
export interface Standing {
  /** Equal points share a rank, and the next one is skipped (1, 2, 2, 4). */
  readonly rank: number;
  /** Of a team: the mean of its players, rounded. */
  readonly points: number;
  readonly right: number;
  /** By seat: one player, or those of the team. */
  readonly players: readonly MatchPlayer[];
  /** From 0; null where each plays alone. */
  readonly team: number | null;
}

/**
 * Who stands where, most points first. A team counts by the mean of its players, so that a larger one has no advantage;
 * a team that nobody is in is left out.
 */
export function standings({ match, players }: Pick<MatchView, 'match' | 'players'>): readonly Standing[] {
  const sides = match.options.teams === 0 ? players.map((one) => [one]) : teams(players);
  const scored = sides.map((side) => ({
    players: side,
    team: side[0]?.team ?? null,
    points: Math.round(side.reduce((sum, { points }) => sum + points, 0) / side.length),
    right: side.reduce((sum, { right }) => sum + right, 0),
  }));
  const ordered = scored.toSorted(
    (a, b) => b.points - a.points || (a.players[0]?.seat ?? 0) - (b.players[0]?.seat ?? 0),
  );
  return ordered.map((one) => ({
    ...one,
    rank: ordered.findIndex(({ points }) => points === one.points) + 1,
  }));
}

function teams(players: readonly MatchPlayer[]): readonly (readonly MatchPlayer[])[] {
  const numbers = [...new Set(players.map(({ team }) => team))].toSorted((a, b) => (a ?? 0) - (b ?? 0));
  return numbers.map((team) => players.filter((one) => one.team === team));
}
