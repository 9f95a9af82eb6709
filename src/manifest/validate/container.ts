import { child, digits, flagAt, goString, itemsAt, jsonOf, textAt, textsAt } from '../access.ts';
import { at, type ContainerView, type PodView } from '../pod.ts';
import type { Node } from '../yaml/node.ts';
import {
  type ApiError,
  duplicate,
  forbidden,
  invalid,
  notFound,
  required,
  unsupported,
} from './api-error.ts';
import { labelErrors } from './names.ts';
import { appArmorErrors, seccompErrors, windowsOptionErrors } from './profiles.ts';

/** UIDs and GIDs are 31 bits wide (apimachinery IsValidUserID, IsValidGroupID). */
export const MAX_ID = 2147483647;

/** An id outside 0..2147483647; `node` is what holds it. */
export function idErrors(node: Node | undefined, path: string): readonly ApiError[] {
  if (node?.kind !== 'scalar' || typeof node.value !== 'number') return [];
  if (node.value >= 0 && node.value <= MAX_ID) return [];
  return [invalid(path, digits(node), `must be between 0 and ${MAX_ID}, inclusive`)];
}

/** Beyond this many errors no further container is looked at: nobody reads them, and they cost time. */
export const MOST_ERRORS = 1000;

/** Rules of validation.go validateContainers, validateInitContainers and validateEphemeralContainers. */
export function containerErrors(pod: PodView): readonly ApiError[] {
  const errors: ApiError[] = [];
  const volumes = new Set(itemsAt(pod.spec, 'volumes').map((volume) => textAt(volume, 'name') ?? ''));
  for (const claim of itemsAt(child(pod.root, 'spec'), 'volumeClaimTemplates')) {
    volumes.add(textAt(child(claim, 'metadata'), 'name') ?? '');
  }
  const names = new Set<string>();
  const regular = pod.containers.filter((container) => container.list === 'containers');
  if (regular.length === 0) errors.push(required(at(pod.specPath, 'containers')));
  for (const container of regular) {
    if (errors.length >= MOST_ERRORS) break;
    one(errors, container, pod, volumes, names);
  }
  for (const list of ['initContainers', 'ephemeralContainers'] as const) {
    for (const container of pod.containers) {
      if (container.list === list && errors.length < MOST_ERRORS) one(errors, container, pod, volumes, names);
    }
  }
  return errors;
}

function one(
  errors: ApiError[],
  container: ContainerView,
  pod: PodView,
  volumes: ReadonlySet<string>,
  names: Set<string>,
): void {
  const { node, path, name, list } = container;
  if (name === '') errors.push(required(`${path}.name`));
  else if (!SIMPLE_NAME.test(name)) errors.push(...labelErrors(name, `${path}.name`));
  if ((textAt(node, 'image') ?? '') === '') errors.push(required(`${path}.image`));
  itemsAt(node, 'volumeMounts').forEach((mount, i) => {
    const volume = textAt(mount, 'name') ?? '';
    const where = `${path}.volumeMounts[${i}]`;
    if (volume === '') errors.push(required(`${where}.name`));
    else if (!volumes.has(volume)) errors.push(notFound(`${where}.name`, volume));
    if ((textAt(mount, 'mountPath') ?? '') === '') errors.push(required(`${where}.mountPath`));
  });
  if (pod.ownUsers && itemsAt(node, 'volumeDevices').length > 0) {
    errors.push(forbidden(`${path}.volumeDevices`, 'when `hostUsers` is false'));
  }
  const pull = textAt(node, 'imagePullPolicy') ?? '';
  if (pull !== '' && !PULL.includes(pull)) errors.push(unsupported(`${path}.imagePullPolicy`, pull, PULL));
  securityErrors(errors, container.security, `${path}.securityContext`, pod);
  const restart =
    child(node, 'restartPolicy') === undefined ? undefined : (textAt(node, 'restartPolicy') ?? '');
  if (restart !== undefined && list !== 'ephemeralContainers' && !RESTART.includes(restart)) {
    errors.push(unsupported(`${path}.restartPolicy`, restart, RESTART));
  }
  if (names.has(name)) errors.push(duplicate(`${path}.name`, name));
  else if (name !== '' || list === 'containers') names.add(name);
  if (list === 'initContainers' && container.role !== 'sidecar') {
    for (const key of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']) {
      if (child(node, key) === undefined) continue;
      errors.push(
        forbidden(`${path}.${key}`, 'may not be set for init containers without restartPolicy=Always'),
      );
    }
  }
  if (list === 'ephemeralContainers' && node.kind === 'map') {
    for (const key of NOT_EPHEMERAL) {
      if (child(node, key) !== undefined) {
        errors.push(forbidden(`${path}.${key}`, 'cannot be set for an Ephemeral Container'));
      }
    }
  }
}

const SIMPLE_NAME = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const PULL = ['Always', 'IfNotPresent', 'Never'];
const RESTART = ['Always', 'Never', 'OnFailure'];
const NOT_EPHEMERAL = ['ports', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'];

/** Rules of validation.go ValidateSecurityContext, in its order. */
function securityErrors(errors: ApiError[], security: Node | undefined, path: string, pod: PodView): void {
  if (security === undefined) return;
  errors.push(...idErrors(child(security, 'runAsUser'), `${path}.runAsUser`));
  errors.push(...idErrors(child(security, 'runAsGroup'), `${path}.runAsGroup`));
  const procMount = textAt(security, 'procMount');
  if (procMount !== undefined) {
    if (procMount === 'Unmasked' && !pod.ownUsers) {
      const detail = '`hostUsers` must be false to use `Unmasked`';
      errors.push(invalid(`${path}.procMount`, goString(procMount), detail));
    }
    if (procMount !== 'Default' && procMount !== 'Unmasked') {
      errors.push(unsupported(`${path}.procMount`, procMount, ['Default', 'Unmasked']));
    }
  }
  errors.push(...seccompErrors(child(security, 'seccompProfile'), `${path}.seccompProfile`));
  if (flagAt(security, 'allowPrivilegeEscalation') === false) {
    const cannot = 'cannot set `allowPrivilegeEscalation` to false and';
    if (flagAt(security, 'privileged') === true) {
      errors.push(invalid(path, internalJson(security), `${cannot} \`privileged\` to true`));
    }
    if (textsAt(child(security, 'capabilities'), 'add').includes('CAP_SYS_ADMIN')) {
      errors.push(invalid(path, internalJson(security), `${cannot} \`capabilities.Add\` CAP_SYS_ADMIN`));
    }
  }
  errors.push(...windowsOptionErrors(child(security, 'windowsOptions'), `${path}.windowsOptions`));
  errors.push(...appArmorErrors(child(security, 'appArmorProfile'), `${path}.appArmorProfile`));
}

/** The server's own structs, in their order: Go prints them, not the manifest's text. */
const INTERNAL: readonly (readonly [
  go: string,
  key: string,
  inner?: readonly (readonly [string, string])[],
])[] = [
  [
    'Capabilities',
    'capabilities',
    [
      ['Add', 'add'],
      ['Drop', 'drop'],
    ],
  ],
  ['Privileged', 'privileged'],
  [
    'SELinuxOptions',
    'seLinuxOptions',
    [
      ['User', 'user'],
      ['Role', 'role'],
      ['Type', 'type'],
      ['Level', 'level'],
    ],
  ],
  [
    'WindowsOptions',
    'windowsOptions',
    [
      ['GMSACredentialSpecName', 'gmsaCredentialSpecName'],
      ['GMSACredentialSpec', 'gmsaCredentialSpec'],
      ['RunAsUserName', 'runAsUserName'],
      ['HostProcess', 'hostProcess'],
    ],
  ],
  ['RunAsUser', 'runAsUser'],
  ['RunAsGroup', 'runAsGroup'],
  ['RunAsNonRoot', 'runAsNonRoot'],
  ['ReadOnlyRootFilesystem', 'readOnlyRootFilesystem'],
  ['AllowPrivilegeEscalation', 'allowPrivilegeEscalation'],
  ['ProcMount', 'procMount'],
  [
    'SeccompProfile',
    'seccompProfile',
    [
      ['Type', 'type'],
      ['LocalhostProfile', 'localhostProfile'],
    ],
  ],
  [
    'AppArmorProfile',
    'appArmorProfile',
    [
      ['Type', 'type'],
      ['LocalhostProfile', 'localhostProfile'],
    ],
  ],
];

function internalJson(security: Node): string {
  const fields = INTERNAL.map(([go, key, inner]) => {
    const value = child(security, key);
    if (value === undefined) return `"${go}":null`;
    if (inner === undefined) return `"${go}":${jsonOf(value)}`;
    const parts = inner.map(([name, sub]) => {
      const part = child(value, sub);
      const none = go === 'SELinuxOptions' ? '""' : 'null';
      return `"${name}":${part === undefined ? none : jsonOf(part)}`;
    });
    return `"${go}":{${parts.join(',')}}`;
  });
  return `{${fields.join(',')}}`;
}
