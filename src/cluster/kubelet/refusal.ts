/** Pods that the kubelet does not take on at all: pkg/kubelet/lifecycle/predicate.go, sysctl/allowlist.go. */
import type { Pod } from '../api/types.ts';
import type { JsonObject } from '../json.ts';

export interface Refusal {
  readonly reason: string;
  readonly message: string;
}

/** Sysctls that a kubelet allows unasked (pkg/kubelet/sysctl/safe_sysctls.go). */
const SAFE_SYSCTLS: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
]);

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
