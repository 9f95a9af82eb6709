import type { PodSecurity } from './explanation.ts';
import type { PodView } from './pod.ts';
import { BASELINE } from './pod-security/baseline.ts';
import { RESTRICTED } from './pod-security/restricted.ts';
import type { Versioned, Violation } from './pod-security/violation.ts';

/** Later than every policy version there is: what `latest` means. */
export const LATEST_POLICY = Number.POSITIVE_INFINITY;

const inForce = ({ since, until }: Versioned, minor: number): boolean =>
  since <= minor && (until === undefined || minor < until);

/**
 * What keeps a pod from a level, in the order in which Pod Security admission reports it (policy/registry.go): the
 * baseline checks by id, then those of restricted; `minor` is that of the policy version `v1.MINOR`.
 */
export function violations(
  pod: PodView,
  level: PodSecurity['level'],
  minor: number = LATEST_POLICY,
): readonly Violation[] {
  if (level === 'privileged') return [];
  const stricter = level === 'restricted' ? RESTRICTED.filter((one) => inForce(one, minor)) : [];
  const overridden = new Set(stricter.map(({ overrides }) => overrides));
  const checks = BASELINE.filter((one) => inForce(one, minor) && !overridden.has(one.id));
  return [...checks, ...stricter].flatMap(({ check }) => check(pod) ?? []);
}

/** The Pod Security level a pod meets, and the reasons that keep it from each. */
export function podSecurity(pod: PodView): PodSecurity {
  const baseline = violations(pod, 'baseline').map(({ reason }) => reason);
  const restricted = violations(pod, 'restricted').map(({ reason }) => reason);
  const level = baseline.length > 0 ? 'privileged' : restricted.length > 0 ? 'baseline' : 'restricted';
  return { level, restricted, baseline };
}
