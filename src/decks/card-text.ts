import { stringify } from 'yaml';
import type { Card } from '../study/deck.ts';
import { fileOf } from './deck-file.ts';

/**
 * What a card says, as its deck file would hold it: without the ids of its options, which follow from their words where
 * the author wrote none, and without what only proves its answer.
 */
function saidBy(card: Card): Readonly<Record<string, unknown>> {
  const [file] = fileOf({ id: card.deckId, title: '', description: '', cards: [card] }).cards;
  const { verify: _, ...said } = (file ?? {}) as Readonly<Record<string, unknown>>;
  if (!Array.isArray(said.options)) return said;
  const options = said.options.map((option: object) => ({ ...option, id: undefined, value: undefined }));
  return { ...said, options };
}

/** Whether both versions of a card say the same to who learns it. */
export function saysTheSame(one: Card, other: Card): boolean {
  return JSON.stringify(saidBy(one)) === JSON.stringify(saidBy(other));
}

/** A card as lines that a person reads, as in a deck file. */
export function cardText(card: Card): string {
  return stringify(JSON.parse(JSON.stringify(saidBy(card))), { lineWidth: 0, blockQuote: 'literal' });
}
