import { nearest } from '../manifest/nearest.ts';
import type { Deck } from '../study/deck.ts';
import { DECK_LIMITS } from '../study/limits.ts';
import { deckOf } from './deck-file.ts';
import type { Issue } from './issues.ts';
import type { PlacedText } from './positions.ts';
import { CARD_KINDS, type CardFile, cardSchema, commonSchema, deckSchema } from './schema.ts';

/** What of a card is known of it however wrong it is. */
export interface WrittenCard {
  readonly id?: string;
  readonly family?: string;
  /** The ids of its options, where they have one. */
  readonly options: readonly (string | undefined)[];
}

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cardsIn(value: unknown): readonly unknown[] {
  // More than there may be are refused, whatever they say.
  return isMapping(value) && Array.isArray(value.cards) ? value.cards.slice(0, DECK_LIMITS.cards) : [];
}

/** Every card of a file, by its place. */
export function writtenCards(value: unknown): readonly WrittenCard[] {
  return cardsIn(value).map((card) => {
    const { id, family, options } = isMapping(card) ? card : {};
    return {
      ...(typeof id === 'string' ? { id } : {}),
      ...(typeof family === 'string' ? { family } : {}),
      options: (Array.isArray(options) ? options : []).map((option: unknown) =>
        isMapping(option) && typeof option.id === 'string' ? option.id : undefined,
      ),
    };
  });
}

/** The cards that the format takes, of a deck that it refuses; `at` then gives the places that they have in the file. */
export function readablePart(
  value: unknown,
  file: string,
  at: PlacedText['at'],
): { readonly deck: Deck; readonly at: PlacedText['at'] } {
  const head = isMapping(value) ? value : {};
  const { id, title, description, after } = deckSchema.shape;
  const kept = cardsIn(value).flatMap((card, index) => {
    const { success, data } = cardSchema.safeParse(card);
    return success ? [{ card: data as CardFile, index }] : [];
  });
  const { data: before } = after.safeParse(head.after);
  const deck = deckOf({
    id: id.safeParse(head.id).data ?? 'deck',
    title: title.safeParse(head.title).data ?? file,
    description: description.safeParse(head.description).data ?? file,
    ...(before === undefined ? {} : { after: before }),
    cards: kept.map(({ card }) => card),
  });
  return {
    deck,
    at: (path, what) => {
      const [part, index, ...inside] = path;
      const place = part === 'cards' && typeof index === 'number' ? kept[index]?.index : undefined;
      return at(place === undefined ? path : ['cards', place, ...inside], what);
    },
  };
}

/**
 * What the schema says, and of a card whose kind it does not know what it says of the rest, so that this does not
 * come to light only when the kind is right.
 */
export function issuesOf(issues: readonly Issue[], value: unknown): readonly Issue[] {
  const cards = cardsIn(value);
  return issues.flatMap((issue) => {
    const [list, index, key] = issue.path;
    const card = list === 'cards' && typeof index === 'number' && key === 'kind' ? cards[index] : undefined;
    if (!isMapping(card) || issue.path.length !== 3) return [issue];
    const kind = kindMeant(card);
    const rest = kind === undefined ? commonSchema.safeParse(card) : cardSchema.safeParse({ ...card, kind });
    const others = rest.error?.issues ?? [];
    return [issue, ...others.map((each) => ({ ...each, path: [...issue.path.slice(0, 2), ...each.path] }))];
  });
}

/** The kind that a card with a wrong one seems to be: by its spelling, else by what it holds. */
function kindMeant({ kind, options, answer, solution, goals, line }: Mapping): string | undefined {
  const near = typeof kind === 'string' ? nearest(kind, CARD_KINDS) : undefined;
  if (near !== undefined) return near;
  if (Array.isArray(options)) {
    if (options.some((each) => isMapping(each) && 'line' in each)) return 'locate';
    const right = options.filter((each) => isMapping(each) && each.correct === true);
    return right.length > 1 ? 'multi' : 'choice';
  }
  if (solution !== undefined) return 'repair';
  if (goals !== undefined) return 'fill';
  if (line !== undefined) return 'predict';
  if (typeof answer === 'number') return 'number';
  return typeof answer === 'string' ? 'recall' : undefined;
}
