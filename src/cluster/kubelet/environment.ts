/** A container's environment and command line: pkg/kubelet/kubelet_pods.go makeEnvironmentVariables, kubecontainer.ExpandContainerCommandAndArgs. */

import { resource } from '../api/resources.ts';
import { all, find } from '../api/store.ts';
import type { Container, EnvVar, Pod } from '../api/types.ts';
import type { Draft } from '../draft.ts';
import type { Image } from '../images/image.ts';
import type { Json, JsonObject } from '../json.ts';
import { DEFAULT_PATH } from '../usual.ts';
import { fieldOfPod, resourceOfContainer } from './downward.ts';
import { dataOf } from './projections.ts';

/** Why a container's configuration cannot be made: the kubelet's words. */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem';
}

type Pairs = Map<string, string>;

const list = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly JsonObject[]) : [];

/** What the kubelet passes on, in its order: envFrom, env, then services. Throws ConfigProblem. */
export function podEnvironment(draft: Draft, pod: Pod, container: Container, ip: string): Pairs {
  const set: Pairs = new Map();
  for (const source of list(container.envFrom)) {
    for (const kind of ['configMapRef', 'secretRef'] as const) {
      const ref = source[kind] as JsonObject | undefined;
      if (ref === undefined) continue;
      const data = referenced(draft, pod, ref, kind === 'secretRef' ? 'secrets' : 'configmaps');
      for (const [key, value] of Object.entries(data ?? {}))
        set.set(`${String(source.prefix ?? '')}${key}`, value);
    }
  }
  const services = serviceVariables(draft, pod);
  for (const variable of container.env ?? []) {
    const value = variableValue(draft, pod, container, variable, ip);
    if (value === undefined) continue;
    set.set(
      variable.name,
      expanded(value, (name) => set.get(name) ?? services.get(name)),
    );
  }
  for (const [name, value] of services) if (!set.has(name)) set.set(name, value);
  return set;
}

const WORD = { secrets: 'secret', configmaps: 'configmap' } as const;

function referenced(
  draft: Draft,
  pod: Pod,
  ref: JsonObject,
  of: 'secrets' | 'configmaps',
): Readonly<Record<string, string>> | undefined {
  const found = find(draft, of, pod.metadata.namespace ?? '', String(ref.name ?? ''));
  if (found !== undefined) return dataOf(found);
  if (ref.optional === true) return undefined;
  throw new ConfigProblem(`${WORD[of]} "${String(ref.name ?? '')}" not found`);
}

function variableValue(
  draft: Draft,
  pod: Pod,
  container: Container,
  { value, valueFrom }: EnvVar,
  ip: string,
): string | undefined {
  if (valueFrom === undefined) return value ?? '';
  const field = valueFrom.fieldRef as JsonObject | undefined;
  if (field !== undefined) return fieldOfPod(pod, String(field.fieldPath), ip);
  const amount = valueFrom.resourceFieldRef as JsonObject | undefined;
  if (amount !== undefined) {
    return resourceOfContainer(pod, String(amount.containerName ?? container.name), amount);
  }
  for (const [kind, of, word] of [
    ['configMapKeyRef', 'configmaps', 'ConfigMap'],
    ['secretKeyRef', 'secrets', 'Secret'],
  ] as const) {
    const ref = valueFrom[kind] as JsonObject | undefined;
    if (ref === undefined) continue;
    const data = referenced(draft, pod, ref, of);
    const key = String(ref.key);
    if (data !== undefined && Object.hasOwn(data, key)) return data[key];
    if (ref.optional === true) return undefined;
    const where = `${pod.metadata.namespace}/${String(ref.name)}`;
    throw new ConfigProblem(`couldn't find key ${key} in ${word} ${where}`);
  }
  return '';
}

/** The variables of the API server's service, and of the namespace's services unless the pod wants no links. */
function serviceVariables(draft: Draft, pod: Pod): Pairs {
  const set: Pairs = new Map();
  const namespace = pod.metadata.namespace ?? '';
  const master = find(draft, 'services', 'default', 'kubernetes');
  const links = pod.spec.enableServiceLinks === false ? [] : all(draft, resource('services'), namespace);
  for (const service of new Set([...(master === undefined ? [] : [master]), ...links])) {
    const { clusterIP, ports } = (service.spec ?? {}) as JsonObject;
    if (typeof clusterIP !== 'string' || clusterIP === 'None') continue;
    const name = service.metadata.name.toUpperCase().replaceAll('-', '_');
    const all = list(ports);
    const [first] = all;
    if (first === undefined) continue;
    set.set(`${name}_SERVICE_HOST`, clusterIP);
    set.set(`${name}_SERVICE_PORT`, String(first.port));
    for (const { name: port, port: number } of all) {
      if (port !== undefined) {
        set.set(`${name}_SERVICE_PORT_${String(port).toUpperCase().replaceAll('-', '_')}`, String(number));
      }
    }
    set.set(`${name}_PORT`, `tcp://${clusterIP}:${String(first.port)}`);
    for (const { port, protocol = 'TCP' } of all) {
      const kind = String(protocol);
      const prefix = `${name}_PORT_${String(port)}_${kind}`;
      set.set(prefix, `${kind.toLowerCase()}://${clusterIP}:${String(port)}`);
      set.set(`${prefix}_PROTO`, kind.toLowerCase());
      set.set(`${prefix}_PORT`, String(port));
      set.set(`${prefix}_ADDR`, clusterIP);
    }
  }
  return set;
}

/** `$(NAME)` in a value or an argument: replaced where the name is known, `$$` is one dollar (third_party/forked/golang/expansion). */
export function expanded(text: string, lookup: (name: string) => string | undefined): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const sign = text.charAt(i);
    const next = text.charAt(i + 1);
    if (sign !== '$' || next === '') out += sign;
    else if (next === '$') {
      out += '$';
      i += 1;
    } else if (next !== '(') out += sign;
    else {
      const end = text.indexOf(')', i);
      if (end === -1) return out + text.slice(i);
      const name = text.slice(i + 2, end);
      out += lookup(name) ?? `$(${name})`;
      i = end;
    }
  }
  return out;
}

/** Process 1's arguments: the pod's command in the place of the entrypoint, its args in the place of the command. */
export function argumentsOf(container: Container, image: Image, env: Pairs): readonly string[] {
  const own = (words: readonly string[] | undefined): readonly string[] | undefined =>
    words?.map((word) => expanded(word, (name) => env.get(name)));
  const command = own(container.command);
  const args = own(container.args);
  return command === undefined
    ? [...image.entrypoint, ...(args ?? image.cmd)]
    : [...command, ...(args ?? [])];
}

/** The whole environment as the runtime sets it: PATH and HOSTNAME, the image's, the pod's, HOME last. */
export function environment(
  image: Image,
  env: Pairs,
  { hostname, tty, home }: { readonly hostname: string; readonly tty: boolean; readonly home: string },
): readonly (readonly [name: string, value: string])[] {
  const set = new Map([['PATH', DEFAULT_PATH]]);
  set.set('HOSTNAME', hostname);
  for (const [name, value] of image.env) set.set(name, value);
  if (tty) set.set('TERM', 'xterm');
  for (const [name, value] of env) set.set(name, value);
  if (!set.has('HOME')) set.set('HOME', home);
  return [...set];
}
