import { itemsAt, textAt } from './access.ts';
import type { PodRejection } from './explanation.ts';
import type { PodView } from './pod.ts';

/** What a kubelet allows unasked: pkg/kubelet/sysctl/safe_sysctls.go; the newer ones depend on the node's kernel. */
export const SAFE_SYSCTLS = new Set([
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

/** A sysctl's name with dots between its parts, however it was separated (component-helpers util/sysctl/namespace.go). */
export function dottedSysctl(name: string): string {
  const slash = name.indexOf('/');
  const dot = name.indexOf('.');
  if (slash === -1 || (dot !== -1 && dot < slash)) return name;
  return name.replace(/[./]/g, (sign) => (sign === '.' ? '/' : '.'));
}

/** The sysctls of a pod that a kubelet does not allow unless its node was told to, with their place in the list. */
export function unsafeSysctls(
  pod: PodView,
): readonly { readonly name: string; readonly index: number; readonly line: number }[] {
  return itemsAt(pod.security, 'sysctls').flatMap((item, index) => {
    const name = textAt(item, 'name') ?? '';
    return name === '' || SAFE_SYSCTLS.has(dottedSysctl(name)) ? [] : [{ name, index, line: item.line }];
  });
}

/**
 * Why a kubelet with default settings turns the whole pod away before any container: pkg/kubelet/sysctl/allowlist.go,
 * which names the first sysctl it does not allow. The pod fails and is not tried again.
 */
export function podRejection(pod: PodView): PodRejection | undefined {
  const [first] = unsafeSysctls(pod);
  if (first === undefined || pod.windows) return undefined;
  return { code: 'SysctlForbidden', reason: `forbidden sysctl: "${first.name}" not allowlisted` };
}
