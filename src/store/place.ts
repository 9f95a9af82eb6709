import { withoutPassword } from './engine/postgres/address.ts';

/** Where the data is: an SQLite file (its folder is created), or a PostgreSQL database. */
export type Place =
  | { readonly path: string }
  | {
      /** `postgres://user:password@host:port/database`. */
      readonly url: string;
      /** The most connections that this process opens (DATABASE_CONNECTIONS). Default: 10. */
      readonly connections?: number;
    };

/** Where the settings say that it is: DATABASE_URL goes before DATABASE_PATH. */
export function placeOf(settings: {
  readonly databaseUrl?: string | undefined;
  readonly databaseConnections: number;
  readonly databasePath: string;
}): Place {
  const { databaseUrl, databaseConnections, databasePath } = settings;
  if (databaseUrl === undefined) return { path: databasePath };
  return { url: databaseUrl, connections: databaseConnections };
}

/** A place as it may be shown and logged: never with a password. */
export function locationOf(place: Place): string {
  return 'path' in place ? place.path : withoutPassword(place.url);
}
