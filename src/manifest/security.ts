import type { LineOf } from './effective.ts';
import type { PodSecurity, SecurityRemedy } from './explanation.ts';
import type { PodView } from './pod.ts';
import { BASELINE } from './pod-security/baseline.ts';
import { REMEDIES } from './pod-security/remedies.ts';
import { RESTRICTED } from './pod-security/restricted.ts';
import { Steps } from './pod-security/steps.ts';
import type { CheckId, Versioned, Violation } from './pod-security/violation.ts';

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
  return violated(pod, level, minor).map(({ violation }) => violation);
}

interface Violated {
  readonly id: CheckId;
  readonly violation: Violation;
}

function violated(pod: PodView, level: PodSecurity['level'], minor: number): readonly Violated[] {
  if (level === 'privileged') return [];
  const stricter = level === 'restricted' ? RESTRICTED.filter((one) => inForce(one, minor)) : [];
  const overridden = new Set(stricter.map(({ overrides }) => overrides));
  const checks = BASELINE.filter((one) => inForce(one, minor) && !overridden.has(one.id));
  return [...checks, ...stricter].flatMap(({ id, check }) => {
    const violation = check(pod);
    return violation === undefined ? [] : [{ id, violation }];
  });
}

/** The Pod Security level a pod meets, the reasons that keep it from each, and what to write because of them. */
export function podSecurity(pod: PodView, line: LineOf): PodSecurity {
  const baseline = violated(pod, 'baseline', LATEST_POLICY);
  const restricted = violated(pod, 'restricted', LATEST_POLICY);
  const level = baseline.length > 0 ? 'privileged' : restricted.length > 0 ? 'baseline' : 'restricted';
  const known = new Map<CheckId, Steps>();
  const remedies = (of: readonly Violated[]): readonly SecurityRemedy[] =>
    of.map(({ id, violation }) => {
      const steps = known.get(id) ?? new Steps(pod, line);
      if (!known.has(id)) {
        known.set(id, steps);
        REMEDIES[id](steps);
      }
      return remedyOf(id, violation, steps, of);
    });
  return {
    level,
    restricted: restricted.map(({ violation }) => violation.reason),
    baseline: baseline.map(({ violation }) => violation.reason),
    remedies: { restricted: remedies(restricted), baseline: remedies(baseline) },
  };
}

function remedyOf(
  check: CheckId,
  { reason }: Violation,
  { steps, together, note }: Steps,
  all: readonly Violated[],
): SecurityRemedy {
  const others = all.flatMap(({ id, violation }) => (together.has(id) ? [violation.reason] : []));
  return { check, reason, steps, together: others, ...(note === undefined ? {} : { note }) };
}
