import { isObject, type Json } from '../../json.ts';

/** JSON merge patch, RFC 7386: null takes a key away, objects are merged, everything else is replaced. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const made: Record<string, Json> = {};
  for (const [key, value] of Object.entries(isObject(target) ? target : {})) {
    if (value !== undefined) made[key] = value;
  }
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || value === undefined) delete made[key];
    else made[key] = mergePatch(made[key], value);
  }
  return made;
}
