/** Where in a deck a value stands: keys of mappings and indexes of lists. */
export type DeckPath = readonly (string | number)[];

/** `cards[3].options[1].why`: the path as programs read it. Messages say {@link subjectOf}. */
export function spell(path: DeckPath): string {
  return path.reduce<string>(
    (spelt, part) =>
      typeof part === 'number' ? `${spelt}[${part}]` : spelt === '' ? part : `${spelt}.${part}`,
    '',
  );
}

/** Lists whose items a person knows by a name, with what one of them is called. */
const ITEMS: Readonly<Record<string, string>> = {
  cards: 'card',
  options: 'option',
  steps: 'step',
  goals: 'goal',
};

/**
 * What a message calls the thing at a path: `card "uid-wins", option 2: why`. `idAt` gives the id that an item bears;
 * one without is counted from 1, as people count. Empty for the whole file.
 */
export function subjectOf(path: DeckPath, idAt: (item: DeckPath) => string | undefined): string {
  const items: string[] = [];
  let rest: (string | number)[] = [];
  path.forEach((part, index) => {
    const [list] = rest;
    const item = rest.length === 1 && typeof list === 'string' ? ITEMS[list] : undefined;
    if (item === undefined || typeof part !== 'number') {
      rest.push(part);
      return;
    }
    const id = idAt(path.slice(0, index + 1));
    items.push(`${item} ${id === undefined ? part + 1 : `"${id}"`}`);
    rest = [];
  });
  const [named, inside] = [items.join(', '), spell(rest)];
  return named === '' || inside === '' ? `${named}${inside}` : `${named}: ${inside}`;
}
