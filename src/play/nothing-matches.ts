import { UserError } from '../runtime/user-error.ts';
import { topicsOf } from './filter.ts';
import { ASKED_KINDS, KIND_NAMES } from './kinds.ts';
import type { CardFilter, DeckSummary } from './library.ts';
import type { Scope, Shelf } from './shelf.ts';

/** One thing a person chose, what it is called, and what it could be instead. */
interface Facet {
  readonly name: string;
  readonly others: readonly { readonly filter: CardFilter; readonly name: string }[];
}

/** Alternatives named for one thing. */
const NAMED = 8;

/** What to tell who asked for cards that there are none of: what there is when one of the choices is another. */
export async function nothingMatches(shelf: Shelf, scope: Scope, filter: CardFilter): Promise<UserError> {
  const { deck, topic, ...rest } = filter;
  if (rest.only !== undefined || (deck === null && topic === null && Object.keys(rest).length === 0)) {
    return new UserError({
      identifier: 'nothing-matches',
      message: 'Those cards are no longer in their decks. Run /quiz to get others.',
    });
  }
  const facets = facetsOf(await shelf.decks(scope), filter);
  const lines: string[] = [];
  for (const { name, others } of facets) {
    const there: string[] = [];
    for (const other of others) {
      const count = await shelf.count(scope, other.filter);
      if (count > 0) there.push(`${other.name} (${count})`);
    }
    const more = there.length > NAMED ? ` and ${there.length - NAMED} more` : '';
    if (there.length > 0) lines.push(`- another ${name}: ${there.slice(0, NAMED).join(', ')}${more}`);
  }
  const chosen = facets.map(({ name }) => name).join(', ');
  const head = `No question fits that ${facets.length > 1 ? `combination of ${chosen}` : chosen}.`;
  return new UserError({
    identifier: 'nothing-matches',
    message:
      lines.length === 0
        ? `${head} Changing one of them is not enough: run /quiz with fewer.`
        : `${head} You could choose\n${lines.join('\n')}`,
  });
}

/** The things chosen, each with the filters that differ in it alone. */
function facetsOf(decks: readonly DeckSummary[], filter: CardFilter): readonly Facet[] {
  const { deck, topic, difficulty, exam, kind } = filter;
  const without = <K extends keyof CardFilter>(
    key: K,
    values: readonly (readonly [CardFilter[K], string])[],
  ) =>
    values
      .filter(([value]) => value !== filter[key])
      .map(([value, name]) => ({ filter: { ...filter, [key]: value }, name }));
  return [
    ...(deck === null
      ? []
      : [
          {
            name: 'deck',
            others: without(
              'deck',
              decks.map(({ id, title }) => [id, title] as const),
            ),
          },
        ]),
    ...(topic === null
      ? []
      : [
          {
            name: 'topic',
            others: without(
              'topic',
              topicsOf(decks, deck).map((each) => [each, each] as const),
            ),
          },
        ]),
    ...(difficulty === undefined
      ? []
      : [
          {
            name: 'difficulty',
            others: without(
              'difficulty',
              ([1, 2, 3, 4, 5] as const).map((each) => [each, String(each)] as const),
            ),
          },
        ]),
    ...(exam === undefined
      ? []
      : [
          {
            name: 'exam',
            others: without(
              'exam',
              (['CKA', 'CKAD', 'CKS'] as const).map((each) => [each, each] as const),
            ),
          },
        ]),
    ...(kind === undefined
      ? []
      : [
          {
            name: 'kind',
            others: without(
              'kind',
              ASKED_KINDS.map((each) => [each, KIND_NAMES[each]] as const),
            ),
          },
        ]),
  ];
}
