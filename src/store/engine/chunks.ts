/** Rows of one statement: SQLite takes 32,766 values at once, and the statement must not grow without bound. */
const ROWS = 500;

/** A long list in parts that one statement can hold. */
export function inChunks<T>(items: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / ROWS);
  return Array.from({ length: count }, (_, index) => items.slice(index * ROWS, (index + 1) * ROWS));
}
