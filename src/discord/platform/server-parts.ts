import type { ServerParts } from './servers.ts';

/** Ids of a server's channels or roles, by whether they are still there. */
export interface Standing {
  readonly there: readonly string[];
  readonly gone: readonly string[];
}

/** Which of these channels the server still has. Where the bot is not told of the server, none counts as gone. */
export function channelsOf(parts: ServerParts | undefined, ids: readonly string[]): Standing {
  return standing(ids, parts?.channels);
}

/** Which of these roles the server still has; as {@link channelsOf}. */
export function rolesOf(parts: ServerParts | undefined, ids: readonly string[]): Standing {
  return standing(ids, parts?.roles);
}

function standing(
  ids: readonly string[],
  known: { readonly size: number; has(id: string): boolean } | undefined,
): Standing {
  if (known === undefined || known.size === 0) return { there: ids, gone: [] };
  return { there: ids.filter((id) => known.has(id)), gone: ids.filter((id) => !known.has(id)) };
}
