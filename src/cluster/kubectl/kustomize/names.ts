/** Namespace, prefix and suffix, and the references that follow (kustomize api/internal/builtins, nameReference.go). */
import { type Json, type JsonObject, objectAt } from '../../json.ts';
import { type Built, isNamespaced, kindOf, nameOf, podSpecPath, withAt } from './resource.ts';

/** Kinds whose names a prefix leaves alone (prefixsuffixtransformer skips). */
const UNPREFIXED: ReadonlySet<string> = new Set(['Namespace', 'CustomResourceDefinition', 'APIService']);

export function inNamespace(built: readonly Built[], namespace: string): readonly Built[] {
  return built.map((one) => {
    if (kindOf(one) === 'Namespace')
      return {
        names: [...one.names, namespace],
        object: withAt(one.object, ['metadata', 'name'], () => namespace),
      };
    return isNamespaced(one)
      ? { ...one, object: withAt(one.object, ['metadata', 'namespace'], () => namespace) }
      : one;
  });
}

export function renamed(built: readonly Built[], prefix: string, suffix: string): readonly Built[] {
  if (prefix === '' && suffix === '') return built;
  const after = built.map((one) => {
    if (UNPREFIXED.has(kindOf(one))) return one;
    const name = `${prefix}${nameOf(one)}${suffix}`;
    return { names: [...one.names, name], object: withAt(one.object, ['metadata', 'name'], () => name) };
  });
  const names = new Map(after.map((one, at) => [`${kindOf(one)} ${nameOf(built[at] ?? one)}`, nameOf(one)]));
  return after.map((one) => ({ ...one, object: referring(one, names) }));
}

type Names = ReadonlyMap<string, string>;

function referring(one: Built, names: Names): JsonObject {
  const path = podSpecPath(kindOf(one));
  let { object } = one;
  if (path !== undefined)
    object = withAt(object, path, (spec) => podReferring((spec ?? {}) as JsonObject, names));
  if (kindOf(one) === 'StatefulSet')
    object = withAt(object, ['spec'], (spec) =>
      named((spec ?? {}) as JsonObject, 'serviceName', 'Service', names),
    );
  return object;
}

/** A map whose entry names an object of a kind. */
function named(map: JsonObject, key: string, kind: string, names: Names): JsonObject {
  const to = names.get(`${kind} ${String(map[key] ?? '')}`);
  return to === undefined ? map : { ...map, [key]: to };
}

const list = (value: Json | undefined): readonly JsonObject[] | undefined =>
  Array.isArray(value) ? (value as readonly JsonObject[]) : undefined;

function mapped(map: JsonObject, key: string, change: (one: JsonObject) => JsonObject): JsonObject {
  const all = list(map[key]);
  return all === undefined ? map : { ...map, [key]: all.map(change) };
}

function within(map: JsonObject, key: string, change: (one: JsonObject) => JsonObject): JsonObject {
  return map[key] === undefined ? map : { ...map, [key]: change(objectAt(map, key)) };
}

function podReferring(spec: JsonObject, names: Names): JsonObject {
  const source = (one: JsonObject): JsonObject => {
    let after = within(one, 'configMap', (of) => named(of, 'name', 'ConfigMap', names));
    after = within(after, 'secret', (of) =>
      named(named(of, 'secretName', 'Secret', names), 'name', 'Secret', names),
    );
    after = within(after, 'persistentVolumeClaim', (of) =>
      named(of, 'claimName', 'PersistentVolumeClaim', names),
    );
    return within(after, 'projected', (of) => mapped(of, 'sources', source));
  };
  const reference = (one: JsonObject): JsonObject => {
    let after = one;
    for (const key of ['configMapRef', 'configMapKeyRef'])
      after = within(after, key, (of) => named(of, 'name', 'ConfigMap', names));
    for (const key of ['secretRef', 'secretKeyRef'])
      after = within(after, key, (of) => named(of, 'name', 'Secret', names));
    return after;
  };
  const container = (one: JsonObject): JsonObject =>
    mapped(mapped(one, 'envFrom', reference), 'env', (each) => within(each, 'valueFrom', reference));
  let after = mapped(spec, 'volumes', source);
  for (const key of ['containers', 'initContainers', 'ephemeralContainers'])
    after = mapped(after, key, container);
  after = mapped(after, 'imagePullSecrets', (one) => named(one, 'name', 'Secret', names));
  after = named(after, 'serviceAccountName', 'ServiceAccount', names);
  return named(after, 'serviceAccount', 'ServiceAccount', names);
}
