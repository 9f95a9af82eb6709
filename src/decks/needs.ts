import type { ReadDeck } from './load.ts';
import type { Problem } from './problem.ts';

/**
 * What is wrong with what decks and cards come after: themselves, a card that its deck has not, a circle. A card of a
 * deck that is not among those read cannot be looked for.
 */
export function checkNeeds(read: readonly ReadDeck[]): readonly Problem[] {
  const decks = new Map(read.map(({ deck }) => [deck.id, deck]));
  const cards = new Map(read.flatMap(({ deck }) => deck.cards.map((card) => [card.key, card] as const)));
  /** Of cards that the format refuses the id is known, or not even that. */
  const written = new Set(
    read.flatMap(({ deck, written: all }) => all.map(({ id }) => `${deck.id}/${id ?? ''}`)),
  );
  const isWritten = (need: string): boolean =>
    written.has(need) || written.has(`${need.split('/')[0] ?? ''}/`);
  const inCircle = circles(new Map([...cards].map(([key, { needs }]) => [key, needs ?? []])));
  const deckCircle = circles(new Map([...decks].map(([id, { after }]) => [id, after ?? []])));
  return read.flatMap(({ deck, at }) => [
    ...(deck.after ?? []).flatMap((id, index) =>
      deckCircle.has(`${deck.id}\n${id}`)
        ? [at(['after', index], { code: 'circle', message: circle(`deck "${id}"`, 'deck') })]
        : [],
    ),
    ...deck.cards.flatMap(({ key, needs }, card) =>
      (needs ?? []).flatMap((need, index) => {
        const path = ['cards', card, 'needs', index];
        if (inCircle.has(`${key}\n${need}`))
          return [at(path, { code: 'circle', message: circle(`card "${need}"`, 'card') })];
        if (isWritten(need) || !decks.has(need.split('/')[0] ?? '')) return [];
        const message = `is "${need}", and that deck has no such card: correct the id, or write DECK/CARD`;
        return [at(path, { code: 'unknown-reference', message })];
      }),
    ),
  ]);
}

function circle(what: string, noun: string): string {
  return `is the ${what}, which itself comes after this ${noun}: remove one of the two`;
}

/** The links `from\nto` that lie on a circle: those by which `from` is reached again. Linear for each link's reach. */
function circles(links: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  // What is on no circle falls away leaf by leaf, from its ends.
  const left = new Map([...links].map(([from, to]) => [from, to.filter((each) => links.has(each))]));
  for (;;) {
    const ends = [...left].filter(([, to]) => to.every((each) => !left.has(each)));
    if (ends.length === 0) break;
    for (const [end] of ends) left.delete(end);
  }
  const reaches = (start: string, goal: string): boolean => {
    const seen = new Set([start]);
    for (const one of seen) {
      if (one === goal) return true;
      for (const next of left.get(one) ?? []) seen.add(next);
    }
    return false;
  };
  return new Set(
    [...left].flatMap(([from, to]) =>
      to.filter((each) => left.has(each) && reaches(each, from)).map((each) => `${from}\n${each}`),
    ),
  );
}
