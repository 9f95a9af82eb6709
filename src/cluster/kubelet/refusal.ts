/** Pods that the kubelet does not take on at all: pkg/kubelet/lifecycle/predicate.go, sysctl/allowlist.go. */
import { SAFE_SYSCTLS } from '../../manifest/index.ts';
import type { Pod } from '../api/types.ts';
import type { JsonObject } from '../json.ts';

export interface Refusal {
  readonly reason: string;
  readonly message: string;
}

/** Why the node does not run a pod: the pod fails then. */
export function refusalOf({ spec }: Pod): Refusal | undefined {
  if ((spec.os as JsonObject | undefined)?.name === 'windows') {
    return {
      reason: 'PodOSNotSupported',
      message: "Failed to admit pod as the OS field doesn't match node OS",
    };
  }
  const sysctls = (spec.securityContext?.sysctls ?? []) as readonly JsonObject[];
  const bad = sysctls.find(({ name }) => !SAFE_SYSCTLS.has(String(name).replaceAll('/', '.')));
  if (bad === undefined) return undefined;
  return { reason: 'SysctlForbidden', message: `forbidden sysctl: "${String(bad.name)}" not allowlisted` };
}
