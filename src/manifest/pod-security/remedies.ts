import { child, flagAt, isNull, itemsAt, mapAt, numberAt, textAt, textsAt } from '../access.ts';
import type { Json } from '../explanation.ts';
import type { Node } from '../yaml/node.ts';
import { CAPABILITIES, SELINUX_NOW, SYSCTLS_NOW } from './baseline.ts';
import { askForSeccomp, confineByAppArmor, confineBySeccomp } from './profile-remedies.ts';
import { restrictedVolume } from './restricted.ts';
import { containersOf, levelsOf } from './security-owners.ts';
import type { Steps } from './steps.ts';
import type { CheckId } from './violation.ts';

/** Collects what has to be done so that a check is passed that is not. */
type Remedy = (steps: Steps) => void;

const withSecurity = (...keys: readonly string[]): readonly string[] => ['securityContext', ...keys];

function removeCapabilities(steps: Steps, allowed: (name: string) => boolean): void {
  for (const { owner, security } of containersOf(steps)) {
    const bad = textsAt(child(security, 'capabilities'), 'add').filter((name) => !allowed(name));
    steps.removeItems(owner, withSecurity('capabilities', 'add'), [...new Set(bad)]);
  }
}

function restrictCapabilities(steps: Steps): void {
  for (const { owner, security } of containersOf(steps)) {
    const dropped = textsAt(child(security, 'capabilities'), 'drop');
    if (!dropped.includes('ALL')) steps.put(owner, withSecurity('capabilities', 'drop'), ['ALL']);
  }
  removeCapabilities(steps, (name) => name === 'NET_BIND_SERVICE');
  forWindows(steps);
}

function leaveHost(steps: Steps): void {
  const { pod, ofPod } = steps;
  for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (flagAt(pod.spec, key) === true) steps.remove(ofPod, [key]);
  }
  // validateWindowsHostProcessPod asks for hostNetwork as long as there is a container of that kind.
  if (flagAt(pod.spec, 'hostNetwork') === true) steps.together.add('windowsHostProcess');
}

/** Something that is no part of the pod is replaced by an empty volume, so that the mounts still have one. */
function replaceVolumes(
  steps: Steps,
  bad: (volume: Node) => boolean,
  sources: readonly string[] | 'all',
): void {
  const { pod, ofPod } = steps;
  const volumes = itemsAt(pod.spec, 'volumes');
  for (let i = 0; i < volumes.length; i++) {
    const volume = volumes[i];
    if (volume?.kind !== 'map' || !bad(volume)) continue;
    const set = volume.entries.filter(({ key, value }) => key !== 'name' && !isNull(value));
    const gone = set.filter(({ key }) => sources === 'all' || sources.includes(key));
    for (const { key } of gone) steps.remove(ofPod, ['volumes', i, key]);
    if (gone.length === set.length) steps.put(ofPod, ['volumes', i, 'emptyDir'], {});
  }
}

function leaveHostPaths(steps: Steps): void {
  replaceVolumes(steps, (volume) => child(volume, 'hostPath') !== undefined, ['hostPath']);
  steps.note =
    'What needs files of the node cannot run at this level; an emptyDir begins empty and ends with the pod.';
}

function leaveForeignVolumes(steps: Steps): void {
  replaceVolumes(steps, restrictedVolume, 'all');
  steps.note =
    'An emptyDir begins empty and ends with the pod: for data that must stay, name a persistentVolumeClaim instead. Files of the node cannot be reached at this level.';
}

function leaveHostPorts(steps: Steps): void {
  for (const owner of steps.ofContainers) {
    const ports = itemsAt(owner.node, 'ports');
    for (let i = 0; i < ports.length; i++)
      if ((numberAt(ports[i], 'hostPort') ?? 0) !== 0) steps.remove(owner, ['ports', i, 'hostPort']);
  }
}

function leaveProbedHosts(steps: Steps): void {
  const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'].map((key) => [key]);
  const hooks = ['postStart', 'preStop'].map((key) => ['lifecycle', key]);
  for (const owner of steps.ofContainers) {
    for (const keys of [...probes, ...hooks]) {
      let handler: Node | undefined = owner.node;
      for (const key of keys) handler = child(handler, key);
      for (const action of ['httpGet', 'tcpSocket'])
        if ((textAt(child(handler, action), 'host') ?? '') !== '')
          steps.remove(owner, [...keys, action, 'host']);
    }
  }
}

/** validateMountPropagation lets nobody but a privileged container mount in both directions. */
function leavePrivileged(steps: Steps): void {
  for (const { owner, security } of containersOf(steps)) {
    if (flagAt(security, 'privileged') !== true) continue;
    steps.remove(owner, withSecurity('privileged'));
    const mounts = itemsAt(owner.node, 'volumeMounts');
    for (let i = 0; i < mounts.length; i++)
      if (textAt(mounts[i], 'mountPropagation') === 'Bidirectional')
        steps.remove(owner, ['volumeMounts', i, 'mountPropagation']);
  }
}

function leaveProcMount(steps: Steps): void {
  for (const { owner, security } of containersOf(steps))
    if ((textAt(security, 'procMount') ?? 'Default') !== 'Default')
      steps.remove(owner, withSecurity('procMount'));
}

function leaveSeLinux(steps: Steps): void {
  for (const { owner, security } of levelsOf(steps)) {
    const options = mapAt(security, 'seLinuxOptions');
    if (!SELINUX_NOW.includes(textAt(options, 'type') ?? ''))
      steps.remove(owner, withSecurity('seLinuxOptions', 'type'));
    for (const key of ['user', 'role'])
      if ((textAt(options, key) ?? '') !== '') steps.remove(owner, withSecurity('seLinuxOptions', key));
  }
}

function leaveSysctls(steps: Steps): void {
  const { pod, ofPod } = steps;
  const names = itemsAt(pod.security, 'sysctls').map((one) => textAt(one, 'name') ?? '');
  const bad: readonly Json[] = names.filter((name) => !SYSCTLS_NOW.includes(name)).map((name) => ({ name }));
  steps.removeItems(ofPod, withSecurity('sysctls'), bad);
}

function leaveHostProcess(steps: Steps): void {
  for (const { owner, security } of levelsOf(steps))
    if (flagAt(child(security, 'windowsOptions'), 'hostProcess') === true)
      steps.remove(owner, withSecurity('windowsOptions', 'hostProcess'));
}

/** ValidateSecurityContext refuses it beside what the two other checks forbid. */
function forbidEscalation(steps: Steps): void {
  for (const { owner, security } of containersOf(steps)) {
    if (flagAt(security, 'allowPrivilegeEscalation') === false) continue;
    steps.put(owner, withSecurity('allowPrivilegeEscalation'), false);
    if (flagAt(security, 'privileged') === true) steps.together.add('privileged');
    if (textsAt(child(security, 'capabilities'), 'add').includes('CAP_SYS_ADMIN'))
      steps.together.add('capabilities_restricted');
  }
  forWindows(steps);
}

/** These checks are not made for a pod that says it is one of Windows, and the fields mean nothing there. */
function forWindows(steps: Steps): void {
  const { onWindows, windows } = steps.pod;
  if (onWindows && !windows)
    steps.note =
      'This pod only fits nodes of Windows: with spec.os.name: windows Pod Security does not ask for this at all.';
}

function requireSeccomp(steps: Steps): void {
  askForSeccomp(steps);
  forWindows(steps);
}

function requireNonRoot(steps: Steps): void {
  const { pod, ofPod } = steps;
  const own = containersOf(steps);
  for (const { owner, security } of own)
    if (flagAt(security, 'runAsNonRoot') === false) steps.put(owner, withSecurity('runAsNonRoot'), true);
  const said = flagAt(pod.security, 'runAsNonRoot');
  const silent = own.some(({ security }) => flagAt(security, 'runAsNonRoot') === undefined);
  if (said === false || (said === undefined && silent)) steps.put(ofPod, withSecurity('runAsNonRoot'), true);
  // The kubelet's verifyRunAsNonRoot refuses UID 0 then.
  steps.together.add('runAsUser');
  if (pod.onWindows || numberAt(pod.security, 'runAsUser') !== undefined) return;
  if (own.every(({ security }) => numberAt(security, 'runAsUser') !== undefined)) return;
  steps.note =
    'Where the image runs as root, or names its user instead of numbering it, also set runAsUser to a UID above 0: the kubelet refuses the container otherwise.';
}

/** Stands for any UID above 0. */
const ANY_UID = 1000;

function leaveRoot(steps: Steps): void {
  for (const { owner, security } of levelsOf(steps)) {
    if (numberAt(security, 'runAsUser') !== 0) continue;
    if (steps.pod.windows) steps.remove(owner, withSecurity('runAsUser'));
    else steps.put(owner, withSecurity('runAsUser'), ANY_UID);
  }
  if (!steps.pod.windows)
    steps.note = `${ANY_UID} stands for any UID above 0 as which the image's program can run.`;
}

/** How each check comes to be passed, by its id. */
export const REMEDIES: Readonly<Record<CheckId, Remedy>> = {
  allowPrivilegeEscalation: forbidEscalation,
  appArmorProfile: confineByAppArmor,
  capabilities_baseline: (steps) => removeCapabilities(steps, (name) => CAPABILITIES.has(name)),
  capabilities_restricted: restrictCapabilities,
  hostNamespaces: leaveHost,
  hostPathVolumes: leaveHostPaths,
  hostPorts: leaveHostPorts,
  hostProbesAndHostLifecycle: leaveProbedHosts,
  privileged: leavePrivileged,
  procMount: leaveProcMount,
  procMount_restricted: leaveProcMount,
  restrictedVolumes: leaveForeignVolumes,
  runAsNonRoot: requireNonRoot,
  runAsUser: leaveRoot,
  seLinuxOptions: leaveSeLinux,
  seccompProfile_baseline: confineBySeccomp,
  seccompProfile_restricted: requireSeccomp,
  sysctls: leaveSysctls,
  windowsHostProcess: leaveHostProcess,
};
