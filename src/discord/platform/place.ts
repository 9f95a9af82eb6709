const MEDALS = ['🥇', '🥈', '🥉'];

/** A place on a board: a medal for the first three, then `**4.**`. */
export function placeOf({ rank }: { readonly rank: number }): string {
  return MEDALS[rank - 1] ?? `**${rank}.**`;
}
