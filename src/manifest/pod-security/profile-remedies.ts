import { textAt } from '../access.ts';
import { APPARMOR_CONTAINER, SECCOMP_CONTAINER, SECCOMP_POD } from '../annotations.ts';
import type { ContainerView } from '../pod.ts';
import { allowedAnnotation } from './profiles.ts';
import { levelsOf } from './security-owners.ts';
import type { Owner, Steps } from './steps.ts';
import { confined, profileType } from './violation.ts';

const DEFAULT = { type: 'RuntimeDefault' } as const;

/** A pod of Windows may name no profile at all: there it is taken out. */
function confine(steps: Steps, owner: Owner, key: string): void {
  const keys = ['securityContext', key];
  if (steps.pod.windows) steps.remove(owner, keys);
  else steps.put(owner, keys, DEFAULT);
}

/** Profiles of AppArmor that confine nothing, in fields and in the annotations of old. */
export function confineByAppArmor(steps: Steps): void {
  const set = new Set<string>();
  for (const { owner, security } of levelsOf(steps)) {
    const type = profileType(security, 'appArmorProfile');
    if (type === undefined || confined(type)) continue;
    confine(steps, owner, 'appArmorProfile');
    for (const { name } of judgedByProfileOf(steps, owner)) set.add(`${APPARMOR_CONTAINER}${name}`);
  }
  const { annotations } = steps.pod;
  for (const { key } of annotations?.entries ?? []) {
    if (!key.startsWith(APPARMOR_CONTAINER)) continue;
    const value = textAt(annotations, key) ?? '';
    const differs = set.has(key) && value !== 'runtime/default';
    if (differs || !allowedAnnotation(value)) steps.remove(steps.ofMetadata, ['annotations', key]);
  }
}

/**
 * Containers whose annotation has to agree with the profile of a level (validation.go,
 * validateAppArmorAnnotationsAndFieldsMatchOnCreate); in a Pod, the API server makes one a field of the container first.
 */
function judgedByProfileOf({ pod }: Steps, { container }: Owner): readonly ContainerView[] {
  if (container !== undefined) return pod.containers.slice(container, container + 1);
  if (pod.kind === 'Pod') return [];
  return pod.containers.filter(({ security }) => profileType(security, 'appArmorProfile') === undefined);
}

/** Profiles of seccomp that confine nothing. */
export function confineBySeccomp(steps: Steps): void {
  for (const { owner, security } of levelsOf(steps)) {
    const type = profileType(security, 'seccompProfile');
    if (type !== undefined && !confined(type)) seccompAt(steps, owner);
  }
}

/** The same, and the pod asks for one where a container has none. */
export function askForSeccomp(steps: Steps): void {
  confineBySeccomp(steps);
  const { pod } = steps;
  const missing = pod.containers.some(
    ({ security }) => profileType(security, 'seccompProfile') === undefined,
  );
  if (missing && profileType(pod.security, 'seccompProfile') === undefined) seccompAt(steps, steps.ofPod);
}

/**
 * An annotation that says something else goes with it, since the API server wants the two to agree (validation.go,
 * validateSeccompAnnotationsAndFieldsMatch); it has done nothing else since 1.27.
 */
function seccompAt(steps: Steps, owner: Owner): void {
  confine(steps, owner, 'seccompProfile');
  const { pod } = steps;
  const name = owner.container === undefined ? undefined : (pod.containers[owner.container]?.name ?? '');
  const key = name === undefined ? SECCOMP_POD : `${SECCOMP_CONTAINER}${name}`;
  const value = textAt(pod.annotations, key);
  if (value === undefined || value === 'runtime/default' || value === 'docker/default') return;
  steps.remove(steps.ofMetadata, ['annotations', key]);
}
