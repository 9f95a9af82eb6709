/** Keys in order, lists of plain values in order: `drop: [A, B]` is `drop: [B, A]`; an empty list is none. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(normal);
    return items.every((item) => typeof item !== 'object') ? items.toSorted() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== '' && inner !== null && !(Array.isArray(inner) && inner.length === 0))
      .map(([key, inner]) => [key, normal(inner)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** A value of a manifest as one text: two that mean the same to the cluster give the same. */
export function meaningOf(value: unknown): string {
  return JSON.stringify(normal(value ?? null));
}

/** Whether two values of a manifest mean the same to the cluster. */
export function sameValue(a: unknown, b: unknown): boolean {
  return meaningOf(a) === meaningOf(b);
}

/** What stands in a value at a path of keys; null where there is nothing. */
export function partAt(value: unknown, keys: readonly string[]): unknown {
  const found = keys.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Readonly<Record<string, unknown>>)[key]
        : undefined,
    value,
  );
  return found ?? null;
}
