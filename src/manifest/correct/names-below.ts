import type { Entry, Node } from '../yaml/node.ts';

/** So many keys below one that is taken out are named; with more of them it is not taken out. */
export const MOST_NAMED = 60;

/** The keys that stand below a key, in their order, as often as they stand there; never more than one beyond MOST_NAMED. */
export function namesBelow({ value }: Entry): readonly string[] {
  const found: string[] = [];
  const look = (node: Node): void => {
    if (found.length > MOST_NAMED) return;
    if (node.kind === 'seq') node.items.forEach(look);
    else if (node.kind === 'map')
      for (const entry of node.entries) {
        found.push(entry.key);
        look(entry.value);
      }
  };
  look(value);
  return found.slice(0, MOST_NAMED + 1);
}

/** ` (with runAsUser, runAsGroup)`: what goes with a key that is taken out; empty where nothing does. */
export function withNames(entry: Entry): string {
  const names = namesBelow(entry);
  if (names.length === 0) return '';
  const more = names.length > MOST_NAMED ? ' and more' : '';
  return ` (with ${names.slice(0, MOST_NAMED).join(', ')}${more})`;
}
