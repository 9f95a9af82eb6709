import { child, goString, mapAt, textAt } from './access.ts';
import type { ContainerView, PodView } from './pod.ts';
import { type ApiError, forbidden, invalid } from './validate/api-error.ts';
import { appArmorErrors, descendingPathErrors } from './validate/profiles.ts';
import type { Node } from './yaml/node.ts';

export const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
export const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
export const APPARMOR_CONTAINER = 'container.apparmor.security.beta.kubernetes.io/';

export interface Profile {
  readonly type: string;
  readonly localhostProfile?: string;
}

/** What an AppArmor annotation asks for; undefined where it asks for nothing the API server would take over. */
export function appArmorAnnotation(pod: PodView, container: ContainerView): Profile | undefined {
  if (pod.annotations === undefined || pod.windows) return undefined;
  const value = textAt(pod.annotations, APPARMOR_CONTAINER + container.name);
  if (value === 'runtime/default') return { type: 'RuntimeDefault' };
  if (value === 'unconfined') return { type: 'Unconfined' };
  if (value?.startsWith('localhost/') !== true) return undefined;
  const localhostProfile = value.slice('localhost/'.length);
  if (localhostProfile === '' || localhostProfile.trim() !== localhostProfile) return undefined;
  return { type: 'Localhost', localhostProfile };
}

/** Rules of ValidateAppArmorPodAnnotations and ValidateSeccompPodAnnotations. */
export function annotationErrors(pod: PodView): readonly ApiError[] {
  const { annotations, metadataPath } = pod;
  if (annotations === undefined) return [];
  const errors: ApiError[] = [];
  const path = `${metadataPath}.annotations`;
  for (const { key } of annotations.entries) {
    const value = textAt(annotations, key) ?? '';
    if (key === SECCOMP_POD || key.startsWith(SECCOMP_CONTAINER)) {
      if (['runtime/default', 'docker/default', 'unconfined'].includes(value)) continue;
      const where = `${path}.${key}`;
      if (value.startsWith('localhost/')) errors.push(...descendingPathErrors(value.slice(10), where));
      else errors.push(invalid(where, goString(value), 'must be a valid seccomp profile'));
    } else if (key.startsWith(APPARMOR_CONTAINER)) {
      const name = key.slice(APPARMOR_CONTAINER.length);
      if (!pod.containers.some((container) => container.name === name)) {
        errors.push(invalid(`${path}[${key}]`, goString(name), 'container not found'));
      }
      if (!['', 'runtime/default', 'unconfined'].includes(value) && !value.startsWith('localhost/')) {
        errors.push(
          invalid(
            `${path}[${key}]`,
            goString(value),
            `invalid AppArmor profile name: ${JSON.stringify(value)}`,
          ),
        );
      }
    }
  }
  return errors;
}

/** Rules of validateSeccompAnnotationsAndFields and validateAppArmorAnnotationsAndFieldsMatchOnCreate. */
export function annotationMatchErrors(pod: PodView): readonly ApiError[] {
  const { annotations } = pod;
  if (annotations === undefined) return [];
  const errors: ApiError[] = [];
  const base = pod.specPath === '' ? '' : `${pod.specPath}.`;
  const ofPod = child(pod.security, 'seccompProfile');
  match(errors, textAt(annotations, SECCOMP_POD), ofPod, `${base}securityContext.seccompProfile`, 'seccomp');
  for (const container of pod.containers) {
    const path = `${container.path}.securityContext.seccompProfile`;
    const value = textAt(annotations, SECCOMP_CONTAINER + container.name);
    match(errors, value, child(container.security, 'seccompProfile'), path, 'seccomp');
  }
  if (pod.windows) return errors;
  for (const container of pod.containers) {
    const own = child(container.security, 'appArmorProfile');
    const copied =
      own === undefined && pod.kind === 'Pod' && appArmorAnnotation(pod, container) !== undefined;
    if (copied) continue;
    const path = `${container.path}.securityContext.appArmorProfile`;
    const value = textAt(annotations, APPARMOR_CONTAINER + container.name);
    match(errors, value, own ?? child(pod.security, 'appArmorProfile'), path, 'apparmor');
  }
  return errors;
}

function match(
  errors: ApiError[],
  annotation: string | undefined,
  profile: Node | undefined,
  path: string,
  what: 'seccomp' | 'apparmor',
): void {
  if (annotation === undefined || profile === undefined) return;
  const type = textAt(profile, 'type') ?? '';
  const differs = forbidden(`${path}.type`, `${what} type in annotation and field must match`);
  if (type === 'Unconfined' && annotation !== 'unconfined') errors.push(differs);
  if (type === 'RuntimeDefault' && annotation !== 'runtime/default') {
    if (what === 'apparmor' || annotation !== 'docker/default') errors.push(differs);
  }
  if (type !== 'Localhost') return;
  if (!annotation.startsWith('localhost/')) errors.push(differs);
  else if (annotation.slice('localhost/'.length) !== textAt(profile, 'localhostProfile')) {
    errors.push(forbidden(`${path}.localhostProfile`, `${what} profile in annotation and field must match`));
  }
}

/** What the API server says about annotations it still accepts (pkg/api/pod/warnings.go, registry/core/pod/strategy.go). */
export function annotationWarnings(pod: PodView): readonly string[] {
  const { annotations } = pod;
  if (annotations === undefined) return [];
  const path = `${pod.metadataPath}.annotations`;
  const warnings: string[] = [];
  const seccomp = (key: string): string =>
    `${path}[${key}]: non-functional in v1.27+; use the "seccompProfile" field instead`;
  if (annotations.get(SECCOMP_POD) !== undefined && mapAt(pod.security, 'seccompProfile') === undefined) {
    warnings.push(seccomp(SECCOMP_POD));
  }
  for (const { name, security } of pod.containers) {
    const key = SECCOMP_CONTAINER + name;
    if (annotations.get(key) !== undefined && mapAt(security, 'seccompProfile') === undefined) {
      warnings.push(seccomp(key));
    }
    const apparmor = APPARMOR_CONTAINER + name;
    const value = textAt(annotations, apparmor);
    if (value === undefined || mapAt(security, 'appArmorProfile') !== undefined || pod.windows) continue;
    if (pod.kind === 'Pod' && value.startsWith('localhost/') && appArmorErrors(undefined, '').length > 0)
      continue;
    warnings.push(`${path}[${apparmor}]: deprecated since v1.30; use the "appArmorProfile" field instead`);
  }
  return warnings;
}
