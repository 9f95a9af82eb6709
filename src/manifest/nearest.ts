/** The nearest of some names to a misspelt one; undefined where none is near. */
export function nearest(key: string, names: readonly string[]): string | undefined {
  if (key.length < 4) return undefined;
  let best: string | undefined;
  let least = Math.min(3, Math.ceil(key.length / 5) + 1);
  for (const name of names) {
    const d = distance(key.toLowerCase(), name.toLowerCase(), least);
    if (d < least) {
      least = d;
      best = name;
    }
  }
  return best;
}

/** Levenshtein distance, given up once it reaches `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? limit;
}
