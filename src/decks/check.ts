import type { Deck } from '../study/deck.ts';
import type { DeckText } from './deck-text.ts';
import { type Duplicate, findDuplicates } from './duplicates.ts';
import { type Guessed, sayGuessed, unfair } from './fairness.ts';
import { type ReadDeck, readDecks } from './load.ts';
import type { Problem } from './problem.ts';
import { type Explain, verifyCard } from './verify.ts';
import { remarksOn, remarksOnFamilies } from './wording.ts';

export interface CheckedDecks {
  readonly decks: readonly Deck[];
  readonly problems: readonly Problem[];
  /** Claims of verify that were put to the engine. */
  readonly claims: number;
}

function checkCards(read: ReadDeck, explain: Explain): readonly Problem[] {
  const { cards } = read.deck;
  return [
    ...cards.flatMap((card, index) => [
      ...remarksOn(card).map((remark) => read.at(['cards', index, ...remark.path], remark)),
      ...verifyCard(card, explain).map((refuted) =>
        read.at(['cards', index, ...refuted.path], { code: 'verify', message: refuted.message }),
      ),
    ]),
    ...remarksOnFamilies(
      cards,
      read.written.flatMap(({ family }) => family ?? []),
    ).map((remark) => read.at(remark.path, remark)),
  ];
}

function checkAlike(read: readonly ReadDeck[]): readonly Problem[] {
  const all = read.flatMap((each) => each.deck.cards.map((card, index) => ({ from: each, card, index })));
  return findDuplicates(all.map((each) => each.card)).flatMap((pair) => {
    const [earlier, later] = [all[pair.first], all[pair.second]];
    if (earlier === undefined || later === undefined) return [];
    return [later.from.at(['cards', later.index, 'prompt'], remarkOn(pair, earlier.card.key))];
  });
}

/** Two cards that ask the same are one too many; whether two ask nearly the same is for their author to judge. */
function remarkOn({ how, sameAnswer }: Duplicate, earlier: string) {
  if (how === 'nearly')
    return {
      severity: 'warning' as const,
      code: 'near-duplicate',
      message: `asks nearly the same as ${earlier}: keep one, or give them a family if both are meant`,
    };
  return {
    code: 'duplicate',
    message: sameAnswer
      ? `asks the same as ${earlier}: keep one, or ask something else`
      : `asks the same as ${earlier} and has another answer: say in the prompt which one is meant`,
  };
}

/** What gives answers away that no single card shows: in one deck, and what only all of them together show. */
function checkFair(read: readonly ReadDeck[]): readonly Problem[] {
  const remark = (from: ReadDeck, message: string): Problem =>
    from.at(['cards'], { severity: 'warning', code: 'guessable', message });
  // A part of a deck says nothing of the whole.
  const alone = read.filter(({ whole }) => whole).map((from) => ({ from, guesses: unfair(from.deck.cards) }));
  const said = new Set(alone.flatMap(({ guesses }) => guesses.map(({ guess }) => guess.id)));
  const plainest = ({ given }: Guessed): ReadDeck | undefined =>
    read.find(({ deck }) => deck.id === given[0]?.deckId);
  return [
    ...alone.flatMap(({ from, guesses }) =>
      guesses.map((each) => remark(from, `can be guessed: ${sayGuessed(each, ({ id }) => id)}`)),
    ),
    ...(read.length < 2 || read.some(({ whole }) => !whole)
      ? []
      : unfair(read.flatMap(({ deck }) => deck.cards))
    ).flatMap((each) => {
      const from = plainest(each);
      if (from === undefined || said.has(each.guess.id)) return [];
      return [remark(from, `of all decks together can be guessed: ${sayGuessed(each, ({ key }) => key)}`)];
    }),
  ];
}

/** A deck that none may have the id of. */
export type TakenDeck = Pick<Deck, 'id' | 'title'>;

function checkTaken(read: readonly ReadDeck[], taken: readonly TakenDeck[]): readonly Problem[] {
  return read.flatMap(({ deck, at }) =>
    taken
      .filter(({ id }) => id === deck.id)
      .map(({ id, title }) =>
        at(['id'], {
          code: 'id-taken',
          message: `is "${id}", and that is the deck "${title}", which comes with Podium: give yours another id`,
        }),
      ),
  );
}

/**
 * Everything `podium decks check` says: the format, ids, wording, families, duplicates, what can be guessed, and
 * every `verify:` put to the engine; that no deck has an id of `taken`. All problems of all files, in the order of the files and lines.
 */
export function checkDecks(
  files: readonly DeckText[],
  explain: Explain,
  taken: readonly TakenDeck[] = [],
): CheckedDecks {
  const { read, problems } = readDecks(files);
  const order = new Map(files.map((file, index) => [file.name, index]));
  const all = [
    ...problems,
    ...read.flatMap((each) => checkCards(each, explain)),
    ...checkAlike(read),
    ...checkFair(read),
    ...checkTaken(read, taken),
  ];
  return {
    decks: read.map((each) => each.deck),
    problems: all.toSorted(
      (a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line || a.column - b.column,
    ),
    claims: read.flatMap((each) => each.deck.cards).reduce((sum, card) => sum + card.verify.length, 0),
  };
}
