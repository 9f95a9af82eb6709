/** Words that people try for a command, as kubectl lists them beside it (`SuggestFor` in pkg/cmd). */
const TRIED: Readonly<Record<string, readonly string[]>> = {
  delete: ['rm'],
  get: ['list', 'ps'],
};

/** What may have been meant by an unknown command (cobra `SuggestionsFor`): at most two edits away, or longer. */
export function suggestions(typed: string, names: readonly string[]): readonly string[] {
  const wanted = typed.toLowerCase();
  return names.filter(
    (name) =>
      distance(wanted, name.toLowerCase()) <= 2 ||
      name.toLowerCase().startsWith(wanted) ||
      (TRIED[name] ?? []).includes(wanted),
  );
}

/** Edits (Levenshtein) between two short words; words of very different lengths are not measured. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 3;
}
