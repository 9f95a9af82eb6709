const MEDALS = ['🥇', '🥈', '🥉'];

/** A place on a board: a medal for the first three, if they have points, else `**4.**`. */
export function placeOf({ rank, points }: { readonly rank: number; readonly points: number }): string {
  return (points > 0 ? MEDALS[rank - 1] : undefined) ?? `**${rank}.**`;
}
