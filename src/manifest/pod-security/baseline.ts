import { child, flagAt, itemsAt, numberAt, textAt, textsAt } from '../access.ts';
import type { PodView } from '../pod.ts';
import type { Node } from '../yaml/node.ts';
import { appArmor, seccompAnnotations, seccompNotUnconfined } from './profiles.ts';
import {
  badContainers,
  type Check,
  containersNamed,
  listed,
  plural,
  quoted,
  settersOf,
  type Versioned,
} from './violation.ts';

/** Capabilities that the baseline level lets a container add. */
export const CAPABILITIES: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** policy/check_capabilities_baseline.go */
const capabilities: Check = (pod) => {
  const others: string[] = [];
  const names = badContainers(pod, (security) => {
    const bad = textsAt(child(security, 'capabilities'), 'add').filter((name) => !CAPABILITIES.has(name));
    others.push(...bad);
    return bad.length > 0;
  });
  if (names.length === 0) return undefined;
  return {
    reason: 'non-default capabilities',
    detail: `${containersNamed(names)} must not include ${quoted(listed(others))} in securityContext.capabilities.add`,
  };
};

/** policy/check_hostNamespaces.go */
const hostNamespaces: Check = (pod) => {
  const shared = ['hostNetwork', 'hostPID', 'hostIPC'].filter((key) => flagAt(pod.spec, key) === true);
  if (shared.length === 0) return undefined;
  return { reason: 'host namespaces', detail: shared.map((key) => `${key}=true`).join(', ') };
};

/** policy/check_hostPathVolumes.go */
const hostPath: Check = (pod) => {
  const names = itemsAt(pod.spec, 'volumes')
    .filter((volume) => child(volume, 'hostPath') !== undefined)
    .map((volume) => textAt(volume, 'name') ?? '');
  if (names.length === 0) return undefined;
  return {
    reason: 'hostPath volumes',
    detail: `${plural('volume', 'volumes', names.length)} ${quoted(names)}`,
  };
};

/** policy/check_hostPorts.go */
const hostPorts: Check = (pod) => {
  const ports: string[] = [];
  const names = badContainers(pod, (_, { node }) => {
    const bad = itemsAt(node, 'ports').flatMap((port) => numberAt(port, 'hostPort') || []);
    ports.push(...bad.map(String));
    return bad.length > 0;
  });
  if (names.length === 0) return undefined;
  const used = listed(ports);
  return {
    reason: 'hostPort',
    detail: `${containersNamed(names)} ${plural('uses', 'use', names.length)} ${plural('hostPort', 'hostPorts', used.length)} ${used.join(', ')}`,
  };
};

const hostsOf = (handler: Node | undefined): readonly string[] =>
  ['httpGet', 'tcpSocket'].flatMap((key) => textAt(child(handler, key), 'host') || []);

/** policy/check_hostProbesAndhostLifecycle.go */
const probeHosts: Check = (pod) => {
  const hosts: string[] = [];
  const names = badContainers(pod, (_, { node }) => {
    const bad = [
      ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((key) => hostsOf(child(node, key))),
      ...['postStart', 'preStop'].flatMap((key) => hostsOf(child(child(node, 'lifecycle'), key))),
    ];
    hosts.push(...bad);
    return bad.length > 0;
  });
  if (names.length === 0) return undefined;
  const [named, met] = [listed(names), listed(hosts)];
  const what = plural('probe or lifecycle host', 'probe or lifecycle hosts', met.length);
  return {
    reason: 'probe or lifecycle host',
    detail: `${containersNamed(named)} ${plural('uses', 'use', named.length)} ${what} ${quoted(met)}`,
  };
};

/** policy/check_privileged.go */
const privileged: Check = (pod) => {
  const names = badContainers(pod, (security) => flagAt(security, 'privileged') === true);
  if (names.length === 0) return undefined;
  return {
    reason: 'privileged',
    detail: `${containersNamed(names)} must not set securityContext.privileged=true`,
  };
};

/** policy/check_procMount_baseline.go, and _restricted.go from v1.35 on. */
export const procMount: Check = (pod) => {
  const types: string[] = [];
  const names = badContainers(pod, (security) => {
    const type = textAt(security, 'procMount') ?? 'Default';
    if (type === 'Default') return false;
    types.push(type);
    return true;
  });
  if (names.length === 0) return undefined;
  return {
    reason: 'procMount',
    detail: `${containersNamed(names)} must not set securityContext.procMount to ${quoted(listed(types))}`,
  };
};

/** policy/check_seLinuxOptions.go */
const seLinux =
  (allowed: readonly string[]): Check =>
  (pod) => {
    const types: string[] = [];
    const set = new Set<string>();
    const setters = settersOf(pod, (security) => {
      const options = child(security, 'seLinuxOptions');
      if (options === undefined) return false;
      const type = textAt(options, 'type') ?? '';
      const foreign = !allowed.includes(type);
      if (foreign) types.push(type);
      const named = ['user', 'role'].filter((key) => (textAt(options, key) ?? '') !== '');
      for (const key of named) set.add(key);
      return foreign || named.length > 0;
    });
    if (setters === '') return undefined;
    const met = listed(types);
    const data = [
      ...(met.length > 0 ? [`${plural('type', 'types', met.length)} ${quoted(met)}`] : []),
      ...['user', 'role'].filter((key) => set.has(key)).map((key) => `${key} may not be set`),
    ];
    return {
      reason: 'seLinuxOptions',
      detail: `${setters} set forbidden securityContext.seLinuxOptions: ${data.join('; ')}`,
    };
  };

const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

/** SELinux types that the newest policy lets pass. */
export const SELINUX_NOW: readonly string[] = [...SELINUX_TYPES, 'container_engine_t'];

/** policy/check_sysctls.go */
const sysctls =
  (allowed: readonly string[]): Check =>
  (pod) => {
    const bad = itemsAt(pod.security, 'sysctls')
      .map((sysctl) => textAt(sysctl, 'name') ?? '')
      .filter((name) => !allowed.includes(name));
    return bad.length === 0 ? undefined : { reason: 'forbidden sysctls', detail: bad.join(', ') };
  };

/** The kubelet's safe ones came one after the other; of each the first policy version that lets it pass. */
const SINCE: readonly (readonly [since: number, names: readonly string[]])[] = [
  [
    0,
    [
      'kernel.shm_rmid_forced',
      'net.ipv4.ip_local_port_range',
      'net.ipv4.tcp_syncookies',
      'net.ipv4.ping_group_range',
      'net.ipv4.ip_unprivileged_port_start',
    ],
  ],
  [27, ['net.ipv4.ip_local_reserved_ports']],
  [
    29,
    [
      'net.ipv4.tcp_keepalive_time',
      'net.ipv4.tcp_fin_timeout',
      'net.ipv4.tcp_keepalive_intvl',
      'net.ipv4.tcp_keepalive_probes',
    ],
  ],
  [32, ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']],
  [37, ['net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat']],
];

/** Sysctls that the newest policy lets pass. */
export const SYSCTLS_NOW: readonly string[] = SINCE.flatMap(([, names]) => names);

const SYSCTLS: readonly Versioned[] = SINCE.map(([since], i) => {
  const names = SINCE.slice(0, i + 1).flatMap(([, some]) => some);
  const until = SINCE[i + 1]?.[0];
  return { id: 'sysctls', since, check: sysctls(names), ...(until === undefined ? {} : { until }) };
});

/** policy/check_windowsHostProcess.go */
const hostProcess: Check = (pod) => {
  const setters = settersOf(
    pod,
    (security) => flagAt(child(security, 'windowsOptions'), 'hostProcess') === true,
  );
  if (setters === '') return undefined;
  return {
    reason: 'hostProcess',
    detail: `${setters} must not set securityContext.windowsOptions.hostProcess=true`,
  };
};

const unlessOwnUsers =
  (check: Check): Check =>
  (pod: PodView) =>
    pod.ownUsers ? undefined : check(pod);

/** The checks of the baseline level, ordered by id as admission reports them. */
export const BASELINE: readonly Versioned[] = [
  { id: 'appArmorProfile', since: 0, check: appArmor },
  { id: 'capabilities_baseline', since: 0, check: capabilities },
  { id: 'hostNamespaces', since: 0, check: hostNamespaces },
  { id: 'hostPathVolumes', since: 0, check: hostPath },
  { id: 'hostPorts', since: 0, check: hostPorts },
  { id: 'hostProbesAndHostLifecycle', since: 34, check: probeHosts },
  { id: 'privileged', since: 0, check: privileged },
  { id: 'procMount', since: 0, until: 35, check: procMount },
  { id: 'procMount', since: 35, check: unlessOwnUsers(procMount) },
  { id: 'seLinuxOptions', since: 0, until: 31, check: seLinux(SELINUX_TYPES) },
  { id: 'seLinuxOptions', since: 31, check: seLinux(SELINUX_NOW) },
  { id: 'seccompProfile_baseline', since: 0, until: 19, check: seccompAnnotations },
  { id: 'seccompProfile_baseline', since: 19, check: seccompNotUnconfined },
  ...SYSCTLS,
  { id: 'windowsHostProcess', since: 0, check: hostProcess },
];
