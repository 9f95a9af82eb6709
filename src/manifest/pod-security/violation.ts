import { child, textAt } from '../access.ts';
import type { ContainerView, PodView } from '../pod.ts';
import type { Node } from '../yaml/node.ts';

/** One check that a pod does not pass, in Pod Security admission's words. */
export interface Violation {
  /** Short: what warnings about a namespace's running pods give. */
  readonly reason: string;
  /** Who breaks it and how: what stands in brackets behind the reason. */
  readonly detail: string;
}

/** The violation of a check, or undefined where the pod passes. */
export type Check = (pod: PodView) => Violation | undefined;

/** Every check of Pod Security, by the id it has in policy/check_*.go. */
export type CheckId =
  | 'allowPrivilegeEscalation'
  | 'appArmorProfile'
  | 'capabilities_baseline'
  | 'capabilities_restricted'
  | 'hostNamespaces'
  | 'hostPathVolumes'
  | 'hostPorts'
  | 'hostProbesAndHostLifecycle'
  | 'privileged'
  | 'procMount'
  | 'procMount_restricted'
  | 'restrictedVolumes'
  | 'runAsNonRoot'
  | 'runAsUser'
  | 'seLinuxOptions'
  | 'seccompProfile_baseline'
  | 'seccompProfile_restricted'
  | 'sysctls'
  | 'windowsHostProcess';

/** A check and the policy versions (the minor of `v1.MINOR`) it belongs to. */
export interface Versioned {
  /** By which the checks of a level are ordered. */
  readonly id: CheckId;
  readonly since: number;
  /** First version that it belongs to no more. */
  readonly until?: number;
  readonly check: Check;
}

/** `"a", "b"` */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

/** What was met, once each, in order of bytes, as Go's sets list it. */
export function listed(values: Iterable<string>): readonly string[] {
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : 1));
}

export const plural = (one: string, many: string, count: number): string => (count === 1 ? one : many);

/** `container "a"` or `containers "a", "b"`. */
export function containersNamed(names: readonly string[]): string {
  return `${plural('container', 'containers', names.length)} ${quoted(names)}`;
}

/** Names of the containers that `bad` holds for: init containers, containers, ephemeral containers. */
export function badContainers(
  pod: PodView,
  bad: (security: Node | undefined, container: ContainerView) => boolean,
): readonly string[] {
  return pod.containers
    .filter((container) => bad(container.security, container))
    .map((container) => container.name);
}

/** `pod and containers "a"`: who sets something that must not be set; empty where nobody does. */
export function settersOf(pod: PodView, bad: (security: Node | undefined) => boolean): string {
  const names = badContainers(pod, bad);
  return [...(bad(pod.security) ? ['pod'] : []), ...(names.length > 0 ? [containersNamed(names)] : [])].join(
    ' and ',
  );
}

/** The type of a profile; empty where the profile names none, undefined where there is no profile. */
export function profileType(security: Node | undefined, key: string): string | undefined {
  const profile = child(security, key);
  return profile === undefined ? undefined : (textAt(profile, 'type') ?? '');
}

/** A profile that Pod Security takes as confining. */
export const confined = (type: string | undefined): boolean =>
  type === 'RuntimeDefault' || type === 'Localhost';
