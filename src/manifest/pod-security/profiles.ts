import { textAt } from '../access.ts';
import { APPARMOR_CONTAINER, appArmorAnnotation } from '../annotations.ts';
import type { PodView } from '../pod.ts';
import {
  badContainers,
  type Check,
  confined,
  containersNamed,
  listed,
  plural,
  profileType,
  quoted,
  settersOf,
  type Violation,
} from './violation.ts';

/**
 * policy/check_appArmorProfile.go. The API server has copied an annotation into the container's field by the time the
 * policy looks, unless it says the same as the pod's field.
 */
export const appArmor: Check = (pod) => {
  const ofPod = profileType(pod.security, 'appArmorProfile');
  const types: string[] = ofPod !== undefined && !confined(ofPod) ? [ofPod] : [];
  const names = badContainers(pod, (security, container) => {
    const own = profileType(security, 'appArmorProfile');
    const copied = own === undefined ? appArmorAnnotation(pod, container)?.type : undefined;
    const type = own ?? (copied === ofPod ? undefined : copied);
    if (type === undefined || confined(type)) return false;
    types.push(type);
    return true;
  });
  const annotations = (pod.annotations?.entries ?? [])
    .map(({ key }) => [key, textAt(pod.annotations, key) ?? ''] as const)
    .filter(([key, value]) => key.startsWith(APPARMOR_CONTAINER) && !allowedAnnotation(value))
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .sort((a, b) => (a < b ? -1 : 1));
  const setters = [
    ...(ofPod !== undefined && !confined(ofPod) ? ['pod'] : []),
    ...(names.length > 0 ? [containersNamed(names)] : []),
    ...(annotations.length > 0 ? [plural('annotation', 'annotations', annotations.length)] : []),
  ];
  if (setters.length === 0) return undefined;
  const values = [...listed(types), ...annotations];
  return {
    reason: plural('forbidden AppArmor profile', 'forbidden AppArmor profiles', values.length),
    detail: `${setters.join(' and ')} must not set AppArmor profile type to ${quoted(values)}`,
  };
};

/** Values of an AppArmor annotation that Pod Security lets pass. */
export const allowedAnnotation = (value: string): boolean =>
  value === '' || value === 'runtime/default' || value.startsWith('localhost/');

/** policy/check_seccompProfile_baseline.go, v1.0 to v1.18: the annotations. */
export const seccompAnnotations: Check = (pod) => {
  const keys = [POD_ANNOTATION, ...pod.containers.map(({ name }) => `${CONTAINER_ANNOTATION}${name}`)];
  const bad = listed(
    keys.flatMap((key) => {
      const value = textAt(pod.annotations, key);
      if (value === undefined || value.startsWith('localhost/')) return [];
      if (value === 'runtime/default' || value === 'docker/default') return [];
      return [`${key}=${JSON.stringify(value)}`];
    }),
  );
  if (bad.length === 0) return undefined;
  const what = plural('annotation', 'annotations', bad.length);
  return { reason: 'seccompProfile', detail: `forbidden ${what} ${bad.join(', ')}` };
};

const POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';

/** policy/check_seccompProfile_baseline.go, from v1.19. */
export const seccompNotUnconfined: Check = (pod) => {
  const types: string[] = [];
  const setters = settersOf(pod, (security) => {
    const type = profileType(security, 'seccompProfile');
    if (type === undefined || confined(type)) return false;
    types.push(type);
    return true;
  });
  if (setters === '') return undefined;
  const detail = `${setters} must not set securityContext.seccompProfile.type to ${quoted(listed(types))}`;
  return { reason: 'seccompProfile', detail };
};

/** policy/check_seccompProfile_restricted.go: somebody has to ask for a profile. */
export function seccompSet(pod: PodView): Violation | undefined {
  const bad = seccompNotUnconfined(pod);
  if (bad !== undefined) return bad;
  if (profileType(pod.security, 'seccompProfile') !== undefined) return undefined;
  const names = badContainers(pod, (security) => profileType(security, 'seccompProfile') === undefined);
  if (names.length === 0) return undefined;
  return {
    reason: 'seccompProfile',
    detail: `pod or ${containersNamed(names)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`,
  };
}
