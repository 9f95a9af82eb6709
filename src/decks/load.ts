import type { Deck } from '../study/deck.ts';
import { deckOf } from './deck-file.ts';
import { type DeckText, encodingProblems } from './deck-text.ts';
import { readDeckText } from './formats/index.ts';
import { pathOf, problemsOf } from './issues.ts';
import { checkNeeds } from './needs.ts';
import type { PlacedText } from './positions.ts';
import type { Problem } from './problem.ts';
import { deckSchema } from './schema.ts';
import { issuesOf, readablePart, type WrittenCard, writtenCards } from './written-cards.ts';

/** A deck that could be read, with the places of its parts for whoever finds more to say about it. */
export interface ReadDeck {
  readonly file: string;
  readonly deck: Deck;
  readonly at: PlacedText['at'];
  /** Every card of the file, those that the format refuses as well: `deck` is without them. */
  readonly written: readonly WrittenCard[];
  /** Whether the format takes the file as it is. */
  readonly whole: boolean;
}

export interface ReadDecks {
  readonly read: readonly ReadDeck[];
  readonly problems: readonly Problem[];
}

/** Ids that stand twice in a list: the place of each with the place it first had. */
export function twice(
  ids: readonly (string | undefined)[],
): readonly (readonly [index: number, first: number])[] {
  const first = new Map<string, number>();
  return ids.flatMap((id, index) => {
    const earlier = id === undefined ? undefined : first.get(id);
    if (id !== undefined && earlier === undefined) first.set(id, index);
    return earlier === undefined ? [] : [[index, earlier] as const];
  });
}

/** An id that a row of a table got of its prompt. */
const MADE = /^(?:card|note)-[0-9a-f]{12}$/;

function duplicates(
  written: readonly WrittenCard[],
  { at, settled = () => false }: PlacedText,
): readonly Problem[] {
  const duplicate = (path: readonly (string | number)[], id: string | undefined, where: string): Problem =>
    at(path, {
      code: 'duplicate-id',
      message: `is "${id}", as ${where} already is: give one of them another id`,
    });
  const cards = twice(written.map(({ id }) => id)).flatMap(([index, first]): readonly Problem[] => {
    const id = written[index]?.id ?? '';
    const { line } = at(['cards', first, 'id'], { code: 'duplicate-id', message: '' });
    if (!MADE.test(id)) return [duplicate(['cards', index, 'id'], id, `that of the card on line ${line}`)];
    if (settled(['cards', index, 'prompt'])) return [];
    const message = `is that of the card on line ${line}, by which both have the same id: ask something else, or give each an id of its own`;
    return [at(['cards', index, 'prompt'], { code: 'duplicate-id', message })];
  });
  const options = written.flatMap((card, index) =>
    twice(card.options).map(([option, first]) =>
      duplicate(
        ['cards', index, 'options', option, 'id'],
        card.options[option],
        `that of option ${first + 1} of this card`,
      ),
    ),
  );
  return [...cards, ...options];
}

/**
 * Reads and validates deck files: of every deck what could be read, and all problems of all files. A card that the
 * format refuses does not keep the others from being checked. Pure; never throws.
 */
export function readDecks(files: readonly DeckText[]): ReadDecks {
  const read: ReadDeck[] = [];
  const lists: (readonly Problem[])[] = [];
  const fileOf = new Map<string, string>();
  for (const file of files) {
    const placed = readDeckText(file.name, file.text.replace(/^\uFEFF/, ''));
    lists.push(encodingProblems(file), placed.problems);
    const { value, at, settled = () => false } = placed;
    if (value === undefined) continue;
    const written = writtenCards(value);
    const parsed = deckSchema.safeParse(value);
    if (!parsed.success)
      lists.push(
        issuesOf(parsed.error.issues, value)
          .filter(({ path }) => !settled(pathOf({ path })))
          .flatMap((issue) => problemsOf(issue, at)),
      );
    const deck: ReadDeck | undefined = parsed.success
      ? { file: file.name, deck: deckOf(parsed.data), at, written, whole: true }
      : { file: file.name, ...readablePart(value, file.name, at), written, whole: false };
    lists.push(duplicates(written, placed));
    const id = parsed.success ? deck.deck.id : undefined;
    const other = id === undefined ? undefined : fileOf.get(id);
    if (other !== undefined)
      lists.push([
        at(['id'], {
          code: 'duplicate-id',
          message: `is "${deck.deck.id}", as in ${other}: give one of the decks another id`,
        }),
      ]);
    else if (id !== undefined) fileOf.set(id, file.name);
    read.push(deck);
  }
  lists.push(checkNeeds(read));
  return { read, problems: lists.flat().toSorted(byPlace(files)) };
}

/** Problems in the order of the files and of the places in them. */
export function byPlace(files: readonly DeckText[]): (a: Problem, b: Problem) => number {
  const order = new Map(files.map((file, index) => [file.name, index]));
  return (a, b) =>
    (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line || a.column - b.column;
}

/**
 * Decks from the texts of their files. `problems` lists everything wrong in any file; `decks` holds those
 * without an error, so that one bad file does not take the others away. Pure; never throws.
 */
export function loadDecks(files: readonly DeckText[]): {
  readonly decks: readonly Deck[];
  readonly problems: readonly Problem[];
} {
  const { read, problems } = readDecks(files);
  const bad = new Set(problems.filter((each) => each.severity === 'error').map((each) => each.file));
  return { decks: read.filter((each) => !bad.has(each.file)).map((each) => each.deck), problems };
}
