import { RESOURCES, type Resource, resourceNamed } from '../../api/index.ts';
import type { Call } from '../call.ts';
import { failure } from '../failure.ts';
import { servedElsewhere } from './elsewhere.ts';

/** The resource that a person names; throws what is to be said where this server has none of that name. */
export function resourceOrThrow(call: Call, name: string): Resource {
  const found = resourceNamed(name);
  if (found !== undefined) return found;
  const elsewhere = servedElsewhere(name);
  if (elsewhere !== undefined) throw call.notSimulated(elsewhere);
  const [plain = ''] = name.split('.', 1);
  throw failure(`the server doesn't have a resource type "${plain}"`);
}

/** `pods,svc` → their names; a category (`all`) → what is in it. */
export function expandTypes(text: string): readonly string[] {
  return text.split(',').flatMap((word) => {
    const inside = RESOURCES.filter(({ categories }) => categories.includes(word));
    return inside.length === 0
      ? [word]
      : inside.map(({ name, group }) => (group === '' ? name : `${name}.${group}`));
  });
}
