import { child, flagAt, isNull, itemsAt, numberAt, textAt, textsAt } from './access.ts';
import { APPARMOR_CONTAINER, appArmorAnnotation } from './annotations.ts';
import type { PodSecurity } from './explanation.ts';
import type { ContainerView, PodView } from './pod.ts';
import { SAFE_SYSCTLS } from './sysctls.ts';
import type { Node } from './yaml/node.ts';

/** The reason a check gives when the pod breaks it, in Pod Security admission's words. */
type Check = (pod: PodView) => string | undefined;

const anyContainer = (
  pod: PodView,
  bad: (security: Node | undefined, container: ContainerView) => boolean,
): boolean => pod.containers.some((container) => bad(container.security, container));

const either = (pod: PodView, bad: (security: Node | undefined) => boolean): boolean =>
  bad(pod.security) || pod.containers.some(({ security }) => bad(security));

const BASELINE_CAPABILITIES = new Set([
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

const SELINUX_TYPES = new Set([
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
]);

/** Pod Security tolerates the kubelet's safe ones and two more (policy/check_sysctls.go). */
const SYSCTLS = new Set([
  ...SAFE_SYSCTLS,
  'net.ipv4.tcp_slow_start_after_idle',
  'net.ipv4.tcp_notsent_lowat',
]);

/** Volume kinds the restricted level knows as harmless. */
const RESTRICTED_VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** A volume that names no source at all is an emptyDir: the API server fills it in. */
const restrictedVolume = (volume: Node): boolean =>
  volume.kind === 'map' &&
  volume.entries.some(({ key, value }) => key !== 'name' && !isNull(value)) &&
  !RESTRICTED_VOLUMES.some((kind) => child(volume, kind) !== undefined);

const profileType = (security: Node | undefined, key: string): string | undefined => {
  const profile = child(security, key);
  return profile === undefined ? undefined : (textAt(profile, 'type') ?? '');
};

const confined = (type: string | undefined): boolean => type === 'RuntimeDefault' || type === 'Localhost';

function appArmor(pod: PodView): string | undefined {
  const bad = new Set<string>();
  const look = (type: string | undefined): void => {
    if (type !== undefined && !confined(type)) bad.add(type);
  };
  look(profileType(pod.security, 'appArmorProfile'));
  let annotations = 0;
  for (const container of pod.containers) {
    const own = profileType(container.security, 'appArmorProfile');
    const copied = own === undefined ? appArmorAnnotation(pod, container)?.type : undefined;
    if (own !== undefined) look(own);
    else if (copied !== profileType(pod.security, 'appArmorProfile')) look(copied);
  }
  for (const { key } of pod.annotations?.entries ?? []) {
    if (!key.startsWith(APPARMOR_CONTAINER)) continue;
    const value = textAt(pod.annotations, key) ?? '';
    if (value !== '' && value !== 'runtime/default' && !value.startsWith('localhost/')) annotations += 1;
  }
  const count = bad.size + annotations;
  if (count === 0) return undefined;
  return count === 1 ? 'forbidden AppArmor profile' : 'forbidden AppArmor profiles';
}

const usesHost = (handler: Node | undefined): boolean =>
  ['httpGet', 'tcpSocket'].some((key) => (textAt(child(handler, key), 'host') ?? '') !== '');

const procMount: Check = (pod) =>
  anyContainer(pod, (security) => (textAt(security, 'procMount') ?? 'Default') !== 'Default')
    ? 'procMount'
    : undefined;

/** Baseline checks by the id that orders them (pod-security-admission policy/check_*.go, newest version). */
const BASELINE: readonly (readonly [id: string, check: Check])[] = [
  ['appArmorProfile', appArmor],
  [
    'capabilities_baseline',
    (pod) =>
      anyContainer(pod, (security) =>
        textsAt(child(security, 'capabilities'), 'add').some((name) => !BASELINE_CAPABILITIES.has(name)),
      )
        ? 'non-default capabilities'
        : undefined,
  ],
  [
    'hostNamespaces',
    (pod) =>
      ['hostNetwork', 'hostPID', 'hostIPC'].some((key) => flagAt(pod.spec, key) === true)
        ? 'host namespaces'
        : undefined,
  ],
  [
    'hostPathVolumes',
    (pod) =>
      itemsAt(pod.spec, 'volumes').some((volume) => child(volume, 'hostPath') !== undefined)
        ? 'hostPath volumes'
        : undefined,
  ],
  [
    'hostPorts',
    (pod) =>
      anyContainer(pod, (_, { node }) =>
        itemsAt(node, 'ports').some((port) => (numberAt(port, 'hostPort') ?? 0) !== 0),
      )
        ? 'hostPort'
        : undefined,
  ],
  [
    'hostProbesAndhostLifecycle',
    (pod) =>
      anyContainer(
        pod,
        (_, { node }) =>
          ['livenessProbe', 'readinessProbe', 'startupProbe'].some((key) => usesHost(child(node, key))) ||
          ['postStart', 'preStop'].some((key) => usesHost(child(child(node, 'lifecycle'), key))),
      )
        ? 'probe or lifecycle host'
        : undefined,
  ],
  [
    'privileged',
    (pod) =>
      anyContainer(pod, (security) => flagAt(security, 'privileged') === true) ? 'privileged' : undefined,
  ],
  ['procMount', (pod) => (pod.ownUsers ? undefined : procMount(pod))],
  [
    'seLinuxOptions',
    (pod) =>
      either(pod, (security) => {
        const options = child(security, 'seLinuxOptions');
        if (options === undefined) return false;
        if (!SELINUX_TYPES.has(textAt(options, 'type') ?? '')) return true;
        return (textAt(options, 'user') ?? '') !== '' || (textAt(options, 'role') ?? '') !== '';
      })
        ? 'seLinuxOptions'
        : undefined,
  ],
  [
    'seccompProfile_baseline',
    (pod) =>
      either(pod, (security) => {
        const type = profileType(security, 'seccompProfile');
        return type !== undefined && !confined(type);
      })
        ? 'seccompProfile'
        : undefined,
  ],
  [
    'sysctls',
    (pod) =>
      itemsAt(pod.security, 'sysctls').some((sysctl) => !SYSCTLS.has(textAt(sysctl, 'name') ?? ''))
        ? 'forbidden sysctls'
        : undefined,
  ],
  [
    'windowsHostProcess',
    (pod) =>
      either(pod, (security) => flagAt(child(security, 'windowsOptions'), 'hostProcess') === true)
        ? 'hostProcess'
        : undefined,
  ],
];

/** Replaced by stricter checks of their own on the restricted level. */
const OVERRIDDEN = new Set([
  'capabilities_baseline',
  'procMount',
  'hostPathVolumes',
  'seccompProfile_baseline',
]);

/** The restricted level's own checks, in the order of their ids; the baseline ones that stay come before them. */
const RESTRICTED: readonly Check[] = [
  (pod) =>
    !pod.windows && anyContainer(pod, (security) => flagAt(security, 'allowPrivilegeEscalation') !== false)
      ? 'allowPrivilegeEscalation != false'
      : undefined,
  (pod) =>
    !pod.windows &&
    anyContainer(pod, (security) => {
      const capabilities = child(security, 'capabilities');
      if (!textsAt(capabilities, 'drop').includes('ALL')) return true;
      return textsAt(capabilities, 'add').some((name) => name !== 'NET_BIND_SERVICE');
    })
      ? 'unrestricted capabilities'
      : undefined,
  procMount,
  (pod) => (itemsAt(pod.spec, 'volumes').some(restrictedVolume) ? 'restricted volume types' : undefined),
  (pod) => {
    if (pod.ownUsers) return undefined;
    const ofPod = flagAt(pod.security, 'runAsNonRoot');
    const bad =
      ofPod === false ||
      anyContainer(pod, (security) => (flagAt(security, 'runAsNonRoot') ?? ofPod ?? false) === false);
    return bad ? 'runAsNonRoot != true' : undefined;
  },
  (pod) =>
    !pod.ownUsers && either(pod, (security) => numberAt(security, 'runAsUser') === 0)
      ? 'runAsUser=0'
      : undefined,
  (pod) => {
    if (pod.windows) return undefined;
    const ofPod = profileType(pod.security, 'seccompProfile');
    const bad =
      (ofPod !== undefined && !confined(ofPod)) ||
      anyContainer(pod, (security) => !confined(profileType(security, 'seccompProfile') ?? ofPod));
    return bad ? 'seccompProfile' : undefined;
  },
];

/** The Pod Security level a pod meets, and the reasons that keep it from each. */
export function podSecurity(pod: PodView): PodSecurity {
  const baseline: string[] = [];
  const restricted: string[] = [];
  for (const [id, check] of BASELINE) {
    const reason = check(pod);
    if (reason === undefined) continue;
    baseline.push(reason);
    if (!OVERRIDDEN.has(id)) restricted.push(reason);
  }
  for (const check of RESTRICTED) {
    const reason = check(pod);
    if (reason !== undefined) restricted.push(reason);
  }
  const level = baseline.length > 0 ? 'privileged' : restricted.length > 0 ? 'baseline' : 'restricted';
  return { level, restricted, baseline };
}
