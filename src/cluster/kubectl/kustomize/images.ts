/** images: and replicas: (kustomize api/filters/imagetag, replicacount). */
import type { Json, JsonObject } from '../../json.ts';
import { type Built, kindOf, podSpecPath, withAt } from './resource.ts';

export interface NewImage {
  readonly name: string;
  readonly newName?: string;
  readonly newTag?: string;
  readonly digest?: string;
}

export function withImage(one: Built, image: NewImage): Built {
  const path = podSpecPath(kindOf(one));
  if (path === undefined) return one;
  const changed = (list: Json | undefined): Json =>
    Array.isArray(list)
      ? (list as readonly JsonObject[]).map((each) =>
          typeof each.image === 'string' ? { ...each, image: imageOf(each.image, image) } : each,
        )
      : (list ?? null);
  let { object } = one;
  object = withAt(object, path, (spec) => {
    const after: Record<string, Json | undefined> = { ...((spec ?? {}) as JsonObject) };
    for (const key of ['containers', 'initContainers'])
      if (after[key] !== undefined) after[key] = changed(after[key]);
    return after as JsonObject;
  });
  return { ...one, object };
}

/** The name without tag and digest has to be the same; what is not given stays. */
function imageOf(text: string, { name, newName, newTag, digest }: NewImage): string {
  const at = text.indexOf('@');
  const front = at === -1 ? text : text.slice(0, at);
  const colon = front.indexOf(':', front.lastIndexOf('/') + 1);
  const base = colon === -1 ? front : front.slice(0, colon);
  if (base !== name) return text;
  const tail = text.slice(base.length);
  const changed =
    newTag === undefined && digest === undefined
      ? tail
      : `${newTag === undefined ? '' : `:${newTag}`}${digest === undefined ? '' : `@${digest}`}`;
  return `${newName ?? base}${changed}`;
}

const COUNTED: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet']);

export function withReplicas(one: Built, name: string, count: number): Built {
  if (!COUNTED.has(kindOf(one)) || !one.names.includes(name)) return one;
  return { ...one, object: withAt(one.object, ['spec', 'replicas'], () => count) };
}
