import { stringify } from 'yaml';
import type { Card } from '../study/deck.ts';
import { fileOf } from './deck-file.ts';

interface Said {
  readonly options?: readonly { readonly id: string }[];
}

/**
 * What a card says, as its deck file would hold it: without what only proves its answer, and without the ids of its
 * options, which follow from their words where the author wrote none. Options in the order given by their ids.
 */
function saidBy(card: Card, order?: readonly string[]): object {
  const [file] = fileOf({ id: card.deckId, title: '', description: '', cards: [card] }).cards;
  const said = { ...(file as object), verify: undefined } as Said & { readonly verify: undefined };
  const { options } = said;
  if (options === undefined) return said;
  const ordered =
    order === undefined ? options : options.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return { ...said, options: ordered.map((option) => ({ ...option, id: undefined, value: undefined })) };
}

/** Whether both versions of a card say the same to who learns it, in whatever order their options were written. */
export function saysTheSame(one: Card, other: Card): boolean {
  return JSON.stringify(saidBy(one)) === JSON.stringify(saidBy(other));
}

/** A card as lines that a person reads, as in a deck file. */
export function cardText(card: Card): string {
  const said = saidBy(
    card,
    card.options.map(({ id }) => id),
  );
  return stringify(JSON.parse(JSON.stringify(said)), { lineWidth: 0, blockQuote: 'literal' });
}
