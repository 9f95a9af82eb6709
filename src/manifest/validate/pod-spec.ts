import { child, flagAt, goString, itemsAt, textAt } from '../access.ts';
import { at, type PodView } from '../pod.ts';
import { dottedSysctl } from '../sysctls.ts';
import { type ApiError, duplicate, forbidden, invalid, required, unsupported } from './api-error.ts';
import { containerErrors, idErrors, MOST_ERRORS } from './container.ts';
import { appArmorErrors, seccompErrors, windowsOptionErrors } from './profiles.ts';

/** Rules of validation.go ValidatePodSpec, in its order, as far as security and identity go. */
export function podSpecErrors(pod: PodView): readonly ApiError[] {
  const restart = textAt(pod.spec, 'restartPolicy') ?? '';
  const errors: ApiError[] = [...containerErrors(pod)];
  if (restart !== '' && !RESTART.includes(restart)) {
    errors.push(unsupported(at(pod.specPath, 'restartPolicy'), restart, RESTART));
  }
  const dns = textAt(pod.spec, 'dnsPolicy') ?? '';
  if (dns !== '' && !DNS.includes(dns)) errors.push(unsupported(at(pod.specPath, 'dnsPolicy'), dns, DNS));
  errors.push(...securityErrors(pod));
  errors.push(...hostProcessErrors(pod));
  errors.push(...hostUsersErrors(pod));
  errors.push(...osErrors(pod));
  return errors;
}

const RESTART = ['Always', 'OnFailure', 'Never'];
const DNS = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];

/** Rules of validatePodSpecSecurityContext. */
function securityErrors(pod: PodView): readonly ApiError[] {
  const { security, spec } = pod;
  const path = at(pod.specPath, 'securityContext');
  const errors: ApiError[] = [];
  for (const key of ['fsGroup', 'runAsUser', 'runAsGroup']) {
    errors.push(...idErrors(child(security, key), `${path}.${key}`));
  }
  for (const [i, group] of itemsAt(security, 'supplementalGroups').entries()) {
    if (errors.length >= MOST_ERRORS) break;
    errors.push(...idErrors(group, `${path}.supplementalGroups[${i}]`));
  }
  if (flagAt(spec, 'shareProcessNamespace') === true && flagAt(spec, 'hostPID') === true) {
    const detail = 'ShareProcessNamespace and HostPID cannot both be enabled';
    errors.push(invalid(`${path}.shareProcessNamespace`, 'true', detail));
  }
  errors.push(...sysctlErrors(pod, `${path}.sysctls`));
  choice(errors, pod, 'fsGroupChangePolicy', ['Always', 'OnRootMismatch']);
  errors.push(...seccompErrors(child(security, 'seccompProfile'), `${path}.seccompProfile`));
  errors.push(...windowsOptionErrors(child(security, 'windowsOptions'), `${path}.windowsOptions`));
  errors.push(...appArmorErrors(child(security, 'appArmorProfile'), `${path}.appArmorProfile`));
  choice(errors, pod, 'supplementalGroupsPolicy', ['Merge', 'Strict']);
  choice(errors, pod, 'seLinuxChangePolicy', ['Recursive']);
  return errors;
}

function choice(errors: ApiError[], pod: PodView, key: string, values: readonly string[]): void {
  const value = textAt(pod.security, key);
  if (value === undefined || values.includes(value)) return;
  errors.push(unsupported(at(pod.specPath, `securityContext.${key}`), value, values));
}

const SYSCTL = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;

/** Rules of validateSysctls and ValidateHostSysctl. */
function sysctlErrors(pod: PodView, path: string): readonly ApiError[] {
  const errors: ApiError[] = [];
  const names = new Set<string>();
  for (const [i, item] of itemsAt(pod.security, 'sysctls').entries()) {
    if (errors.length >= MOST_ERRORS) break;
    const name = textAt(item, 'name') ?? '';
    const where = `${path}[${i}].name`;
    if (name === '') errors.push(required(where));
    else if (name.length > 253 || !SYSCTL.test(name)) {
      const detail =
        'must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$';
      errors.push(invalid(where, goString(name), detail));
    } else if (names.has(name)) errors.push(duplicate(where, name));
    const namespace = sysctlNamespace(name);
    for (const [host, wanted] of [
      ['hostNetwork', 'net'],
      ['hostIPC', 'ipc'],
    ] as const) {
      if (namespace !== wanted || flagAt(pod.spec, host) !== true) continue;
      errors.push(invalid(where, goString(name), `may not be specified when '${host}' is true`));
      break;
    }
    names.add(name);
  }
  return errors;
}

/** Which kernel namespace a sysctl lives in (component-helpers node/util/sysctl/namespace.go). */
function sysctlNamespace(name: string): 'ipc' | 'net' | undefined {
  const dotted = dottedSysctl(name);
  if (dotted === 'kernel.sem' || dotted.startsWith('kernel.shm') || dotted.startsWith('kernel.msg'))
    return 'ipc';
  if (dotted.startsWith('fs.mqueue.')) return 'ipc';
  return dotted.startsWith('net.') ? 'net' : undefined;
}

/** Rules of validateWindowsHostProcessPod. */
function hostProcessErrors(pod: PodView): readonly ApiError[] {
  const errors: ApiError[] = [];
  const ofPod = flagAt(child(pod.security, 'windowsOptions'), 'hostProcess');
  let count = 0;
  for (const container of pod.containers) {
    const own = flagAt(child(container.security, 'windowsOptions'), 'hostProcess');
    if (ofPod !== undefined && own !== undefined && ofPod !== own) {
      const path = `${container.path}.securityContext.windowsOptions.hostProcess`;
      errors.push(
        invalid(
          path,
          String(own),
          `pod hostProcess value must be identical if both are specified, was ${ofPod}`,
        ),
      );
    }
    if (own ?? ofPod ?? false) count += 1;
  }
  if (count === 0) return errors;
  if (count !== pod.containers.length) {
    const detail =
      'If pod contains any hostProcess containers then all containers must be HostProcess containers';
    errors.push(invalid(pod.specPath, '""', detail));
  }
  if (flagAt(pod.spec, 'hostNetwork') !== true) {
    const detail = 'hostNetwork must be true if pod contains any hostProcess containers';
    errors.push(invalid(at(pod.specPath, 'hostNetwork'), 'false', detail));
  }
  return errors;
}

/** Rules of validateHostUsers. The capital letters of two of the paths are the server's own. */
function hostUsersErrors(pod: PodView): readonly ApiError[] {
  if (!pod.ownUsers) return [];
  const errors: ApiError[] = [];
  for (const [key, spelled] of [
    ['hostNetwork', 'hostNetwork'],
    ['hostPID', 'HostPID'],
    ['hostIPC', 'HostIPC'],
  ] as const) {
    if (flagAt(pod.spec, key) === true)
      errors.push(forbidden(at(pod.specPath, spelled), 'when `hostUsers` is false'));
  }
  return errors;
}

const WINDOWS_POD: readonly (readonly [level: 'spec' | 'securityContext', key: string])[] = [
  ['securityContext', 'appArmorProfile'],
  ['securityContext', 'seLinuxOptions'],
  ['spec', 'hostUsers'],
  ['spec', 'hostPID'],
  ['spec', 'hostIPC'],
  ['securityContext', 'seccompProfile'],
  ['securityContext', 'fsGroup'],
  ['securityContext', 'fsGroupChangePolicy'],
  ['securityContext', 'sysctls'],
  ['spec', 'shareProcessNamespace'],
  ['securityContext', 'runAsUser'],
  ['securityContext', 'runAsGroup'],
  ['securityContext', 'supplementalGroups'],
  ['securityContext', 'supplementalGroupsPolicy'],
  ['securityContext', 'seLinuxChangePolicy'],
];
const WINDOWS_CONTAINER = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
];

/** Rules of validateOS, validateLinux and validateWindows. */
function osErrors(pod: PodView): readonly ApiError[] {
  const { os, specPath } = pod;
  const path = at(specPath, 'os');
  if (os === undefined) return [];
  if (os === '') return [required(`${path}.name`)];
  if (os !== 'linux' && os !== 'windows') return [unsupported(path, os, ['linux', 'windows'])];
  const errors: ApiError[] = [];
  if (os === 'linux') {
    const detail = 'windows options cannot be set for a linux pod';
    if (child(pod.security, 'windowsOptions') !== undefined) {
      errors.push(forbidden(at(specPath, 'securityContext.windowsOptions'), detail));
    }
    for (const { security, path: where } of pod.containers) {
      if (child(security, 'windowsOptions') !== undefined) {
        errors.push(forbidden(`${where}.securityContext.windowsOptions`, detail));
      }
    }
    return errors;
  }
  const detail = 'cannot be set for a windows pod';
  for (const [level, key] of WINDOWS_POD) {
    const value = child(level === 'spec' ? pod.spec : pod.security, key);
    if (value === undefined) continue;
    if ((key === 'hostPID' || key === 'hostIPC') && flagAt(pod.spec, key) !== true) continue;
    if (key === 'sysctls' && itemsAt(pod.security, key).length === 0) continue;
    errors.push(forbidden(at(specPath, level === 'spec' ? key : `securityContext.${key}`), detail));
  }
  for (const { security, path: where } of pod.containers) {
    for (const key of WINDOWS_CONTAINER) {
      if (child(security, key) !== undefined)
        errors.push(forbidden(`${where}.securityContext.${key}`, detail));
    }
  }
  return errors;
}
