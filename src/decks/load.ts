import type { z } from 'zod';
import type { Deck } from '../study/deck.ts';
import { deckOf } from './deck-file.ts';
import { readDeckText } from './formats/index.ts';
import { checkNeeds } from './needs.ts';
import type { Noun, PlacedText } from './positions.ts';
import type { Problem } from './problem.ts';
import { deckSchema } from './schema.ts';

/** A deck file's name, as messages show it, and its text. */
export interface DeckText {
  readonly name: string;
  readonly text: string;
}

/** A deck that could be read, with the places of its parts for whoever finds more to say about it. */
export interface ReadDeck {
  readonly file: string;
  readonly deck: Deck;
  readonly at: PlacedText['at'];
}

export interface ReadDecks {
  readonly read: readonly ReadDeck[];
  readonly problems: readonly Problem[];
}

type Issue = z.core.$ZodIssue;

/** What a schema says against a value, placed; `noun` is what the file holds. */
export function problemsOf(issue: Issue, at: PlacedText['at'], noun: Noun = 'deck'): readonly Problem[] {
  const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      at([...path, key], {
        code: 'unknown-key',
        message: `is not a key of the ${noun} format: remove it or correct its spelling (docs/writing-${noun}s.md lists the keys)`,
      }),
    );
  return [at(path, { code: 'format', message: issue.message })];
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

function duplicates({ deck, at }: ReadDeck): readonly Problem[] {
  const cards = twice(deck.cards.map(({ id }) => id)).map(([index, first]) =>
    at(['cards', index, 'id'], {
      code: 'duplicate-id',
      message: `is "${deck.cards[index]?.id}", as cards[${first}].id already is: give one of them another id`,
    }),
  );
  const options = deck.cards.flatMap((card, index) =>
    twice(card.options.map(({ id }) => id)).map(([option, first]) =>
      at(['cards', index, 'options', option, 'id'], {
        code: 'duplicate-id',
        message: `is "${card.options[option]?.id}", as options[${first}].id of this card already is: give one of them another id`,
      }),
    ),
  );
  return [...cards, ...options];
}

/** Reads and validates deck files: every deck that could be read, and all problems of all files. Pure; never throws. */
export function readDecks(files: readonly DeckText[]): ReadDecks {
  const read: ReadDeck[] = [];
  const lists: (readonly Problem[])[] = [];
  const fileOf = new Map<string, string>();
  for (const file of files) {
    const placed = readDeckText(file.name, file.text.replace(/^\uFEFF/, ''));
    lists.push(placed.problems);
    if (placed.value === undefined) continue;
    const parsed = deckSchema.safeParse(placed.value);
    if (!parsed.success) {
      lists.push(parsed.error.issues.flatMap((issue) => problemsOf(issue, placed.at)));
      continue;
    }
    const deck: ReadDeck = { file: file.name, deck: deckOf(parsed.data), at: placed.at };
    lists.push(duplicates(deck));
    const other = fileOf.get(deck.deck.id);
    if (other !== undefined)
      lists.push([
        placed.at(['id'], {
          code: 'duplicate-id',
          message: `is "${deck.deck.id}", as in ${other}: give one of the decks another id`,
        }),
      ]);
    else fileOf.set(deck.deck.id, file.name);
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
