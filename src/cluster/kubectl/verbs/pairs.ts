import { failure } from '../failure.ts';

/** Words before the first pair name resources; `KEY=VALUE` and `KEY-` are pairs (kubectl pkg/cmd/util GetResourcesAndPairs). */
export function resourcesAndPairs(
  args: readonly string[],
  kind: string,
): { readonly resources: readonly string[]; readonly pairs: readonly string[] } {
  const isPair = (word: string): boolean =>
    (word.includes('=') && !word.startsWith('=')) || (word.endsWith('-') && word !== '-');
  const first = args.findIndex(isPair);
  if (first === -1) return { resources: args, pairs: [] };
  const stray = args.slice(first).find((word) => !isPair(word));
  if (stray !== undefined) throw failure(`all resources must be specified before ${kind} changes: ${stray}`);
  return { resources: args.slice(0, first), pairs: args.slice(first) };
}

export interface Pairs {
  readonly set: Readonly<Record<string, string>>;
  readonly removed: readonly string[];
}

/** `KEY=VALUE` sets, `KEY-` removes; a value may hold further `=` (kubectl pkg/cmd/util ParsePairs). */
export function parsePairs(pairs: readonly string[], kind: string, removal: boolean): Pairs {
  const set: Record<string, string> = {};
  const removed: string[] = [];
  const invalid: string[] = [];
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals > 0) set[pair.slice(0, equals)] = pair.slice(equals + 1);
    else if (removal && pair.endsWith('-') && equals === -1) removed.push(pair.slice(0, -1));
    else invalid.push(pair);
  }
  if (invalid.length > 0) throw failure(`invalid ${kind} format: ${invalid.join(', ')}`);
  return { set, removed };
}
