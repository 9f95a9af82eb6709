import type { BaseInteraction } from 'discord.js';

/** Ids of a server's channels or roles, by whether they are still there. */
export interface Standing {
  readonly there: readonly string[];
  readonly gone: readonly string[];
}

/** Which of these channels the server still has. Where the bot does not know the server's channels, none counts as gone. */
export function channelsOf({ guild }: BaseInteraction, ids: readonly string[]): Standing {
  return standing(ids, guild?.channels.cache);
}

/** Which of these roles the server still has; as {@link channelsOf}. */
export function rolesOf({ guild }: BaseInteraction, ids: readonly string[]): Standing {
  return standing(ids, guild?.roles.cache);
}

function standing(
  ids: readonly string[],
  known: { readonly size: number; has(id: string): boolean } | undefined,
): Standing {
  if (known === undefined || known.size === 0) return { there: ids, gone: [] };
  return { there: ids.filter((id) => known.has(id)), gone: ids.filter((id) => !known.has(id)) };
}
