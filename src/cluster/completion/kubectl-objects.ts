/** Names of what is in the cluster, as kubectl's completion asks for them (kubectl pkg/util/completion/completion.go). */
import {
  type Container,
  get,
  list,
  type Pod,
  qualifiedName,
  RESOURCES,
  resource,
  resourceNamed,
} from '../api/index.ts';
import type { Call } from '../kubectl/call.ts';
import { Failure } from '../kubectl/failure.ts';
import { expandTypes } from '../kubectl/resources/named.ts';
import { podsBehind } from '../kubectl/streams/pods.ts';
import type { CandidateKind, Found } from './candidate.ts';

/** Names of all objects of some types (`pods`, `po,svc`, `all`) in the namespace that the line works in. */
export function objectNames(call: Call, types: string, namespace = call.namespace): readonly string[] {
  const resources = expandTypes(types).map(resourceNamed);
  return resources.flatMap((one) => {
    if (one === undefined || resources.includes(undefined)) return [];
    const reply = list(call.draft, one, one.namespaced ? namespace : null);
    return reply.ok ? reply.value.map(({ metadata }) => metadata.name) : [];
  });
}

/** Every type that the server has, as `api-resources -o name` lists them; the last of a list in `begun` (`pods,se`). */
export function typesFor(begun: string): readonly Found[] {
  const comma = begun.lastIndexOf(',') + 1;
  return RESOURCES.map((one) => ({ one, name: qualifiedName(one) }))
    .filter(({ name }) => name.startsWith(begun.slice(comma)))
    .map(({ one, name }) => ({
      value: begun.slice(0, comma) + name,
      kind: 'type',
      hint: one.shortNames.length === 0 ? one.kind : `${one.kind}, short ${one.shortNames.join(', ')}`,
    }));
}

/** What the value begins with, as candidates of one kind. */
export function beginning(values: readonly string[], begun: string, kind: CandidateKind): readonly Found[] {
  return values.filter((value) => value.startsWith(begun)).map((value) => ({ value, kind }));
}

/** The pod that a word means: its name, or one of those behind `deploy/web`; undefined: there is none. */
export function podOf(call: Call, word: string): Pod | undefined {
  if (!word.includes('/')) {
    const found = get(call.draft, { resource: resource('pods'), namespace: call.namespace, name: word });
    return found.ok ? (found.value as Pod) : undefined;
  }
  try {
    return podsBehind(call, word, 'exec')[0] as Pod | undefined;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** Containers of the pod that a word means, in the order in which they start. */
export function containersOf(call: Call, word: string): readonly Container[] {
  const pod = podOf(call, word);
  return pod === undefined ? [] : [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
}
