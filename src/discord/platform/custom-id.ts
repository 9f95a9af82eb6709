/** Discord refuses a custom_id outside 1–100 characters (Components reference, "custom_id"). */
export const CUSTOM_ID_MAX = 100;

/** What a custom_id of ours says: the route's name (`quiz:answer`) and what stood behind it. */
export interface ParsedCustomId {
  readonly route: string;
  readonly args: readonly string[];
}

const ROUTE = /^[a-z][a-z0-9-]*:[a-z][a-z0-9-]*$/;

/**
 * Builds `route:name:arg:arg`, the only form of custom_id Podium sends. Arguments may hold any text:
 * what would be read as a separator is percent-encoded. They are public and can be forged, so they carry
 * keys into the store and never rights or secrets.
 * @throws RangeError when the route is misspelt or the whole is longer than 100 characters: a mistake in our code.
 */
export function customId(route: string, ...args: readonly (string | number)[]): string {
  if (!ROUTE.test(route)) throw new RangeError(`custom_id route ${JSON.stringify(route)} is not "word:word"`);
  const id = [route, ...args.map((arg) => encode(String(arg)))].join(':');
  if (id.length > CUSTOM_ID_MAX) {
    throw new RangeError(
      `custom_id of route ${route} has ${id.length} characters; Discord allows ${CUSTOM_ID_MAX}`,
    );
  }
  return id;
}

/** Takes a custom_id apart; undefined when it was not built by {@link customId} (another version, another bot). */
export function parseCustomId(id: string): ParsedCustomId | undefined {
  const [head, name, ...args] = id.split(':');
  const route = `${head ?? ''}:${name ?? ''}`;
  if (!ROUTE.test(route)) return undefined;
  try {
    return { route, args: args.map(decodeURIComponent) };
  } catch {
    return undefined;
  }
}

function encode(arg: string): string {
  return arg.replaceAll('%', '%25').replaceAll(':', '%3A');
}
