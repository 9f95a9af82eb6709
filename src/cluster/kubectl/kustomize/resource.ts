/** A resource on its way through a kustomization. */
import { resourceOfKind } from '../../api/index.ts';
import { type JsonObject, objectAt } from '../../json.ts';

export interface Built {
  readonly object: JsonObject;
  /** Names that it had further down, the first as written. */
  readonly names: readonly string[];
}

export const kindOf = ({ object }: Built): string => String(object.kind ?? '');

export const nameOf = ({ object }: Built): string => String(objectAt(object, 'metadata').name ?? '');

export const namespaceOf = ({ object }: Built): string =>
  String(objectAt(object, 'metadata').namespace ?? '');

/** Whether the resource belongs to a namespace. */
export const isNamespaced = ({ object }: Built): boolean =>
  resourceOfKind(String(object.apiVersion), String(object.kind))?.namespaced === true;

/** `Deployment.v1.apps/web.[noNs]`, as kustomize names one (kyaml resid). */
export function idOf(object: JsonObject): string {
  const { name = '', namespace } = objectAt(object, 'metadata');
  const [first = '', second] = String(object.apiVersion ?? '').split('/');
  const version = second === undefined ? first : `${second}.${first}`;
  const core = second === undefined ? `${version}.[noGrp]` : version;
  const where = namespace === undefined ? '[noNs]' : String(namespace);
  return `${String(object.kind)}.${core}/${String(name)}.${where}`;
}

/** An object with a value at a path of keys; the maps on the way are made. */
export function withAt(
  object: JsonObject,
  path: readonly string[],
  change: (old: JsonObject[string]) => JsonObject[string],
): JsonObject {
  const [key = '', ...rest] = path;
  if (rest.length === 0) return { ...object, [key]: change(object[key]) };
  return { ...object, [key]: withAt(objectAt(object, key), rest, change) };
}

/** Whether there is something at a path of keys. */
export function isAt(object: JsonObject, path: readonly string[]): boolean {
  let at: JsonObject[string] = object;
  for (const key of path) {
    if (at === null || typeof at !== 'object' || Array.isArray(at)) return false;
    at = (at as JsonObject)[key];
  }
  return at !== undefined;
}

/** Where a kind has its pod's spec. */
export function podSpecPath(kind: string): readonly string[] | undefined {
  if (kind === 'Pod') return ['spec'];
  if (kind === 'CronJob') return ['spec', 'jobTemplate', 'spec', 'template', 'spec'];
  return ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'].includes(kind)
    ? ['spec', 'template', 'spec']
    : undefined;
}
