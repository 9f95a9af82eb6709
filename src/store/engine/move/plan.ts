import { StoreError } from '../store-error.ts';
import type { MovedTable } from './sides.ts';

/**
 * The tables in an order in which no row is copied before one that it refers to. Throws TypeError where they refer to
 * each other in a circle.
 */
export function parentsFirst(tables: readonly MovedTable[]): readonly MovedTable[] {
  const done = new Set<string>();
  const order: MovedTable[] = [];
  let left = [...tables].sort((a, b) => (a.name < b.name ? -1 : 1));
  while (left.length > 0) {
    const ready = left.filter(({ parents }) => parents.every((parent) => done.has(parent)));
    if (ready.length === 0)
      throw new TypeError(`these tables refer to each other: ${left.map(({ name }) => name).join(', ')}`);
    for (const table of ready) done.add(table.name);
    order.push(...ready);
    left = left.filter(({ name }) => !done.has(name));
  }
  return order;
}

/**
 * Throws StoreError where the two databases do not have the same tables and columns. Keys may differ: PostgreSQL's begin with
 * whose row it is.
 */
export function checkSame(source: readonly MovedTable[], target: readonly MovedTable[]): void {
  const [here, there] = [source, target].map(
    (tables) => new Map(tables.map((table) => [table.name, shape(table)])),
  );
  const names = [...new Set([...(here?.keys() ?? []), ...(there?.keys() ?? [])])].sort();
  const different = names.filter((name) => here?.get(name) !== there?.get(name));
  if (different.length === 0) return;
  throw new StoreError(
    'not-possible',
    `The two databases differ in ${different.join(', ')}, though both are up to date; nothing was copied. ` +
      'Was a table or a column added by hand? Take it away, then try again.',
  );
}

function shape({ columns }: MovedTable): string {
  return JSON.stringify(columns.map(({ name, kind }) => [name, kind]));
}
