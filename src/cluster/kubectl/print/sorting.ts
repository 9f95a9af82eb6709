/** --sort-by (kubectl pkg/cmd/get/sorter.go). */
import { thousandths } from '../../../manifest/index.ts';
import type { Json, JsonObject } from '../../json.ts';
import { failure } from '../failure.ts';
import { PathError, pickPath, relaxedPath } from './jsonpath/index.ts';

/** Objects in the order of a field; what lacks it comes first. Throws `Failure` where no object has it. */
export function sortedBy(objects: readonly JsonObject[], path: string): readonly JsonObject[] {
  const field = relaxedPath(path);
  if (field === undefined)
    throw failure(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    );
  if (objects.length === 0) return objects;
  try {
    const keyed = objects.map((object) => ({ object, key: pickPath(field, object, true)[0]?.[0] }));
    if (keyed.every(({ key }) => key === undefined))
      throw failure(`couldn't find any field with path ${JSON.stringify(field)} in the list of objects`);
    return keyed.toSorted((a, b) => order(a.key, b.key)).map(({ object }) => object);
  } catch (error) {
    if (error instanceof PathError) throw failure(error.message);
    throw error;
  }
}

function order(a: Json | undefined, b: Json | undefined): number {
  if (a === undefined || b === undefined) return (a === undefined ? 0 : 1) - (b === undefined ? 0 : 1);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') {
    const [x, y] = [quantity(a), quantity(b)];
    if (x !== undefined && y !== undefined) return x - y;
    return natural(a, b);
  }
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return 0;
}

/** A quantity in thousandths; undefined: the text is none. */
function quantity(text: string): number | undefined {
  return /^\d+(?:\.\d+)?(?:[munkMGTPE]|[KMGTPE]i)?$/.test(text) ? thousandths(text) : undefined;
}

/** Runs of digits count as numbers (`pod-2` before `pod-10`). */
function natural(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.match(/\d+|\D+/g) ?? []);
  for (const [index, part] of (left ?? []).entries()) {
    const other = right?.[index];
    if (other === undefined) return 1;
    if (part === other) continue;
    if (/^\d/.test(part) && /^\d/.test(other) && Number(part) !== Number(other))
      return Number(part) - Number(other);
    return part < other ? -1 : 1;
  }
  return (left?.length ?? 0) - (right?.length ?? 0);
}
