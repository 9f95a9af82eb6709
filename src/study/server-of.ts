/** The server whose deck a card is of, by the card's key `<guild>.<deck>/<card>`; null for one of ours: no deck of ours has a dot in its id. */
export function serverOf(card: string): string | null {
  const [deck = ''] = card.split('/', 1);
  const dot = deck.indexOf('.');
  return dot < 0 ? null : deck.slice(0, dot);
}
