/** Containers in a description: of a pod with their states, of a template without (describe.go describeContainers). */
import type { JsonObject } from '../../json.ts';
import { at, items, number, text } from '../tables/cells.ts';
import { longDate, type Page, yesNo } from './page.ts';

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : [];

/** `pod` answers field references of environment variables; a template has none. */
export function containers(
  page: Page,
  title: string,
  list: readonly JsonObject[],
  statuses: readonly JsonObject[],
  pod: JsonObject | undefined,
  indent: string,
): void {
  page.line(0, `${indent}${title}:${list.length === 0 ? ' <none>' : ''}`);
  for (const one of list) {
    const status = statuses.find(({ name }) => name === one.name);
    basics(page, one, status, indent === '' ? '' : ' ');
    command(page, 'Command', one.command);
    command(page, 'Args', one.args);
    if (status !== undefined) states(page, status);
    resources(page, at(one, 'resources'));
    for (const [name, key] of PROBES)
      if (one[key] !== undefined) page.line(2, `${name}:\t${probe(at(one, key))}`);
    environmentFrom(page, items(one.envFrom));
    environment(page, one, pod);
    mounts(page, one);
  }
}

const PROBES = [
  ['Liveness', 'livenessProbe'],
  ['Readiness', 'readinessProbe'],
  ['Startup', 'startupProbe'],
] as const;

function basics(page: Page, one: JsonObject, status: JsonObject | undefined, nameIndent: string): void {
  page.line(1, `${nameIndent}${text(one.name)}:`);
  if (status !== undefined) page.line(2, `Container ID:\t${text(status.containerID)}`);
  page.line(2, `Image:\t${text(one.image)}`);
  if (status !== undefined) page.line(2, `Image ID:\t${text(status.imageID)}`);
  const list = items(one.ports);
  const ports = list
    .map(
      ({ containerPort, protocol, name }) =>
        `${text(containerPort)}/${text(protocol)}${text(name) === '' ? '' : ` (${text(name)})`}`,
    )
    .join(', ');
  const hosts = list
    .map(
      ({ hostPort, protocol, name }) =>
        `${number(hostPort)}/${text(protocol)}${text(name) === '' ? '' : ` (${text(name)})`}`,
    )
    .join(', ');
  page.line(2, ports.includes(',') ? `Ports:\t${ports}` : `Port:\t${ports || '<none>'}`);
  page.line(2, hosts.includes(',') ? `Host Ports:\t${hosts}` : `Host Port:\t${hosts || '<none>'}`);
  const { seccompProfile } = at(one, 'securityContext');
  if (seccompProfile !== undefined) {
    const profile = at({ seccompProfile }, 'seccompProfile');
    page.line(2, `SeccompProfile:\t${text(profile.type)}`);
    if (profile.type === 'Localhost') page.line(3, `LocalhostProfile:\t${text(profile.localhostProfile)}`);
  }
}

function command(page: Page, title: string, words: unknown): void {
  const list = strings(words);
  if (list.length === 0) return;
  page.line(2, `${title}:`);
  for (const word of list) for (const line of word.split('\n')) page.line(3, line);
}

function states(page: Page, status: JsonObject): void {
  state(page, 'State', at(status, 'state'));
  if (at(status, 'lastState').terminated !== undefined) state(page, 'Last State', at(status, 'lastState'));
  page.line(2, `Ready:\t${yesNo(status.ready === true)}`);
  page.line(2, `Restart Count:\t${number(status.restartCount)}`);
}

function state(page: Page, title: string, value: JsonObject): void {
  if (value.running !== undefined) {
    page.line(2, `${title}:\tRunning`);
    page.line(3, `Started:\t${longDate(at(value, 'running').startedAt)}`);
  } else if (value.terminated !== undefined) {
    const dead = at(value, 'terminated');
    page.line(2, `${title}:\tTerminated`);
    if (text(dead.reason) !== '') page.line(3, `Reason:\t${text(dead.reason)}`);
    if (text(dead.message) !== '') page.line(3, `Message:\t${text(dead.message)}`);
    page.line(3, `Exit Code:\t${number(dead.exitCode)}`);
    if (number(dead.signal) > 0) page.line(3, `Signal:\t${number(dead.signal)}`);
    page.line(3, `Started:\t${longDate(dead.startedAt)}`);
    page.line(3, `Finished:\t${longDate(dead.finishedAt)}`);
  } else {
    page.line(2, `${title}:\tWaiting`);
    const { reason } = at(value, 'waiting');
    if (text(reason) !== '') page.line(3, `Reason:\t${text(reason)}`);
  }
}

function resources(page: Page, value: JsonObject): void {
  for (const [title, key] of [
    ['Limits', 'limits'],
    ['Requests', 'requests'],
  ] as const) {
    const list = Object.entries(at(value, key)).sort(([a], [b]) => (a < b ? -1 : 1));
    if (list.length > 0) page.line(2, `${title}:`);
    for (const [name, quantity] of list) page.line(3, `${name}:\t${text(quantity)}`);
  }
}

function probe(value: JsonObject): string {
  const times = `delay=${number(value.initialDelaySeconds)}s timeout=${number(value.timeoutSeconds)}s period=${number(value.periodSeconds)}s #success=${number(value.successThreshold)} #failure=${number(value.failureThreshold)}`;
  if (value.exec !== undefined) return `exec [${strings(at(value, 'exec').command).join(' ')}] ${times}`;
  if (value.httpGet !== undefined) {
    const { scheme, host, port, path } = at(value, 'httpGet');
    const where = text(path) === '' || text(path).startsWith('/') ? text(path) : `/${text(path)}`;
    return `http-get ${text(scheme).toLowerCase()}://${text(host)}:${text(port)}${where} ${times}`;
  }
  if (value.tcpSocket !== undefined) {
    const { host, port } = at(value, 'tcpSocket');
    return `tcp-socket ${text(host)}:${text(port)} ${times}`;
  }
  if (value.grpc !== undefined)
    return `grpc <pod>:${text(at(value, 'grpc').port)} ${text(at(value, 'grpc').service)} ${times}`;
  return `unknown ${times}`;
}

function environmentFrom(page: Page, list: readonly JsonObject[]): void {
  if (list.length === 0) return;
  page.line(2, 'Environment Variables from:');
  for (const one of list) {
    const [from, key] =
      one.configMapRef !== undefined ? ['ConfigMap', 'configMapRef'] : ['Secret', 'secretRef'];
    const ref = at(one, key ?? '');
    const prefix = text(one.prefix) === '' ? '' : ` with prefix '${text(one.prefix)}'`;
    page.line(3, `${text(ref.name)}\t${from ?? ''}${prefix}\tOptional: ${ref.optional === true}`);
  }
}

function environment(page: Page, one: JsonObject, pod: JsonObject | undefined): void {
  const list = items(one.env);
  page.line(2, `Environment:${list.length === 0 ? '\t<none>' : ''}`);
  for (const variable of list) {
    const name = text(variable.name);
    const from = at(variable, 'valueFrom');
    const optional = (ref: JsonObject): string => `Optional: ${ref.optional === true}`;
    if (variable.valueFrom === undefined) {
      for (const [index, line] of text(variable.value).split('\n').entries())
        page.line(3, index === 0 ? `${name}:\t${line}` : `\t${line}`);
    } else if (from.fieldRef !== undefined) {
      const { apiVersion, fieldPath } = at(from, 'fieldRef');
      page.line(
        3,
        `${name}:\t${pod === undefined ? '' : fieldOf(pod, text(fieldPath))} (${text(apiVersion)}:${text(fieldPath)})`,
      );
    } else if (from.resourceFieldRef !== undefined) {
      const { resource } = at(from, 'resourceFieldRef');
      const [kind = '', what = ''] = text(resource).split('.');
      const value = text(at(one, 'resources', kind)[what], '0');
      const shown = value === '0' && kind === 'limits' ? 'node allocatable' : value;
      page.line(3, `${name}:\t${shown} (${text(resource)})`);
    } else if (from.secretKeyRef !== undefined) {
      const ref = at(from, 'secretKeyRef');
      page.line(
        3,
        `${name}:\t<set to the key '${text(ref.key)}' in secret '${text(ref.name)}'>\t${optional(ref)}`,
      );
    } else if (from.configMapKeyRef !== undefined) {
      const ref = at(from, 'configMapKeyRef');
      page.line(
        3,
        `${name}:\t<set to the key '${text(ref.key)}' of config map '${text(ref.name)}'>\t${optional(ref)}`,
      );
    }
  }
}

/** The downward API's value of a pod's field (fieldpath.ExtractFieldPathAsString); unknown fields give nothing. */
function fieldOf(pod: JsonObject, path: string): string {
  const subscript = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (subscript !== null) return text(at(pod, 'metadata', subscript[1] ?? '')[subscript[2] ?? '']);
  const known: Readonly<Record<string, string>> = {
    'metadata.name': text(at(pod, 'metadata').name),
    'metadata.namespace': text(at(pod, 'metadata').namespace),
    'metadata.uid': text(at(pod, 'metadata').uid),
  };
  return known[path] ?? '';
}

function mounts(page: Page, one: JsonObject): void {
  const list = items(one.volumeMounts);
  page.line(2, `Mounts:${list.length === 0 ? '\t<none>' : ''}`);
  for (const { mountPath, name, readOnly, subPath } of list.toSorted((a, b) =>
    text(a.mountPath) < text(b.mountPath) ? -1 : 1,
  )) {
    const path = text(subPath) === '' ? '' : `,path=${JSON.stringify(subPath)}`;
    page.line(3, `${text(mountPath)} from ${text(name)} (${readOnly === true ? 'ro' : 'rw'}${path})`);
  }
}
