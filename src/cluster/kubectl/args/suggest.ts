import { distance } from '../../distance.ts';

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
