/** patches: strategic merges and JSON patches (kustomize api/internal/builtins/PatchTransformer.go). */
import { readYaml, servedType } from '../../../manifest/index.ts';
import { jsonPatch } from '../../api/patch/json-patch.ts';
import { PatchFault, strategicPatch } from '../../api/patch/strategic.ts';
import { isObject, type Json, type JsonObject, objectAt } from '../../json.ts';
import type { Call } from '../call.ts';
import { failure } from '../failure.ts';
import { jsonValue } from '../resources/json-value.ts';
import { type Built, idOf, kindOf, namespaceOf } from './resource.ts';

/** Whom a patch is for; what is not given fits everything. */
export interface Target {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** The resources with a patch applied to those that it is for. */
export function patched(
  call: Call,
  built: readonly Built[],
  text: string,
  target: Target | undefined,
): readonly Built[] {
  const values = valuesOf(call, text);
  return values.reduce<readonly Built[]>((all, value) => {
    if (Array.isArray(value)) return withOperations(call, all, value as readonly Json[], target);
    if (!isObject(value)) throw unsupported(call, 'A patch that is neither a map nor a list');
    return merged(call, all, value, target);
  }, built);
}

function valuesOf(call: Call, text: string): readonly Json[] {
  const yaml = readYaml(text);
  if (yaml.problem !== undefined) throw unsupported(call, 'A patch that is no YAML');
  return yaml.documents.flatMap(({ root }) => (root === null ? [] : [jsonValue(root)]));
}

function withOperations(
  call: Call,
  built: readonly Built[],
  operations: readonly Json[],
  target: Target | undefined,
): readonly Built[] {
  if (target === undefined) throw unsupported(call, 'A JSON patch without target:');
  return built.map((one) =>
    fits(call, one, target) ? { ...one, object: apply(call, () => jsonPatch(one.object, operations)) } : one,
  );
}

function merged(
  call: Call,
  built: readonly Built[],
  patch: JsonObject,
  target: Target | undefined,
): readonly Built[] {
  if (patch.$patch !== undefined) throw unsupported(call, '$patch at the top of a patch');
  const isFor = (one: Built): boolean =>
    target === undefined ? isSame(one, patch) : fits(call, one, target);
  if (target === undefined && !built.some(isFor)) {
    const id = idOf(patch);
    throw failure(
      `no resource matches strategic merge patch ${JSON.stringify(id)}: no matches for Id ${id}; failed to find unique target for patch ${id}`,
    );
  }
  return built.map((one) => {
    if (!isFor(one)) return one;
    const { apiVersion, kind } = one.object;
    const { name: _name, namespace: _namespace, ...metadata } = objectAt(patch, 'metadata');
    const body: JsonObject = { ...patch, apiVersion, kind, metadata };
    const type = servedType(String(apiVersion), String(kind)) ?? '';
    return { ...one, object: apply(call, () => strategicPatch(one.object, body, type)) };
  });
}

function apply(call: Call, act: () => JsonObject): JsonObject {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof PatchFault)) throw error;
    throw unsupported(call, `A patch that does not fit (${error.message})`);
  }
}

function isSame(one: Built, patch: JsonObject): boolean {
  const { name, namespace } = objectAt(patch, 'metadata');
  return (
    one.object.kind === patch.kind &&
    one.object.apiVersion === patch.apiVersion &&
    one.names.includes(String(name)) &&
    (namespace === undefined || namespaceOf(one) === '' || namespaceOf(one) === namespace)
  );
}

/** Names in a target are regular expressions, anchored; only plain ones are read here. */
function fits(call: Call, one: Built, target: Target): boolean {
  for (const text of Object.values(target))
    if (typeof text === 'string' && !/^[-A-Za-z0-9.]*$/.test(text))
      throw unsupported(call, `A regular expression in target: (${text})`);
  const [first = '', second] = String(one.object.apiVersion).split('/');
  const holds = (wanted: string | undefined, is: readonly string[]): boolean =>
    wanted === undefined || wanted === '' || is.includes(wanted);
  return (
    holds(target.group, [second === undefined ? '' : first]) &&
    holds(target.version, [second ?? first]) &&
    holds(target.kind, [kindOf(one)]) &&
    holds(target.name, one.names) &&
    holds(target.namespace, [namespaceOf(one)])
  );
}

/** What kustomize can and Podium does not. */
export function unsupported(call: Call, what: string): Error {
  return call.notSimulated({
    code: 'kubectl-kustomize',
    message: `${what} is not simulated in a kustomization. kubectl would build the objects with it and go on.`,
  });
}
