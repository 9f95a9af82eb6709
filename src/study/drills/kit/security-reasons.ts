import type { Difficulty } from './drill.ts';
import type { DrawnContainer, Settings } from './workload.ts';

/** What Pod Security admission says, as one would name it, and why one may think of it in vain. */
export interface Reason {
  /** To follow "because of". */
  readonly said: string;
  readonly misconception: string;
  readonly why: string;
  /** Set where a pod that is nearly restricted makes one think of it. */
  readonly near?: true;
}

/** By the check's own short name (pod-security-admission policy/check_*.go). */
export const REASONS: Readonly<Record<string, Reason>> = {
  'allowPrivilegeEscalation != false': {
    said: '`allowPrivilegeEscalation`',
    misconception: 'a container cannot rule out escalation for itself',
    why: 'Every container here sets `allowPrivilegeEscalation: false`, which is what restricted asks for.',
    near: true,
  },
  'unrestricted capabilities': {
    said: '`capabilities`',
    misconception: 'restricted allows no added capability at all',
    why: 'Every container here drops ALL and adds at most NET_BIND_SERVICE, which restricted allows.',
    near: true,
  },
  'non-default capabilities': {
    said: 'an added capability',
    misconception: 'baseline allows no added capability at all',
    why: 'No container here adds a capability that baseline forbids.',
  },
  'runAsNonRoot != true': {
    said: '`runAsNonRoot`',
    misconception: 'runAsNonRoot must stand in each container',
    why: '`runAsNonRoot: true` is in force for every container here; it may come from the pod.',
    near: true,
  },
  'runAsUser=0': {
    said: '`runAsUser`',
    misconception: 'restricted demands a runAsUser',
    why: 'No `runAsUser` here is 0, and restricted asks for nothing more of it.',
    near: true,
  },
  seccompProfile: {
    said: '`seccompProfile`',
    misconception: 'seccompProfile must stand in each container',
    why: 'A seccomp profile that restricted allows is in force for every container here; it may come from the pod.',
    near: true,
  },
  'host namespaces': {
    said: 'a namespace of the host',
    misconception: 'a pod uses namespaces of the host by default',
    why: 'Nothing here sets `hostNetwork`, `hostPID` or `hostIPC`, and their default is false.',
  },
  'hostPath volumes': {
    said: 'a `hostPath` volume',
    misconception: 'every volume is a directory of the host',
    why: 'No volume here is a hostPath.',
  },
  hostPort: {
    said: 'a `hostPort`',
    misconception: 'a containerPort is a port of the host',
    why: 'A `containerPort` opens nothing on the host; only `hostPort` does.',
  },
  privileged: {
    said: '`privileged`',
    misconception: 'privileged must be ruled out in writing',
    why: 'No container here sets `privileged: true`, and false is the default.',
  },
  procMount: {
    said: '`procMount`',
    misconception: 'procMount must be set to Default in writing',
    why: 'No container here unmasks /proc; `Default` is the default.',
  },
  seLinuxOptions: {
    said: '`seLinuxOptions`',
    misconception: 'restricted demands an SELinux label',
    why: 'Nothing here sets a user, a role or a forbidden type of SELinux, and none is asked for.',
  },
  'forbidden sysctls': {
    said: 'a sysctl',
    misconception: 'no sysctl is allowed',
    why: 'Nothing here sets a sysctl outside the safe ones.',
  },
  'forbidden AppArmor profile': {
    said: '`appArmorProfile`',
    misconception: 'restricted demands an AppArmor profile',
    why: 'No AppArmor profile is asked for; only `Unconfined` is forbidden, and nothing here sets it.',
  },
  'restricted volume types': {
    said: "a volume's kind",
    misconception: 'restricted allows emptyDir and nothing else',
    why: 'Every volume here is of a kind that restricted allows.',
  },
  hostProcess: {
    said: '`hostProcess`',
    misconception: 'every Windows container is a process of the host',
    why: 'Nothing here sets `windowsOptions.hostProcess: true`.',
  },
};

/** One change to a pod that meets restricted. */
export interface Spoiler {
  readonly difficulty: Difficulty;
  readonly pod?: (settings: Settings) => Settings;
  readonly spec?: Settings;
  readonly container?: (container: DrawnContainer) => DrawnContainer;
  /** Set where `container` is for each of them. */
  readonly every?: true;
  /** A further volume, which one container mounts. */
  readonly volume?: Settings;
}

const without = (settings: Settings, key: string): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => name !== key));

const securing =
  (more: Settings): NonNullable<Spoiler['container']> =>
  (each) => ({ ...each, settings: { ...more, ...each.settings, ...more } });

const lacking =
  (key: string): NonNullable<Spoiler['container']> =>
  (each) => ({ ...each, settings: without(each.settings, key) });

/** Gives the port that the container opens another on the host, or one of each. */
const onHost: NonNullable<Spoiler['container']> = (each) => ({
  ...each,
  spec: { ...each.spec, ports: [{ containerPort: 8080, hostPort: 8080 }] },
});

const WINDOWS = { os: { name: 'windows' } };
const drop = (add: readonly string[]): Settings => ({ capabilities: { drop: ['ALL'], add } });

/** What keeps a pod from a level, or seems to, by the rule one has to know. */
export const SPOILERS: readonly Spoiler[] = [
  { difficulty: 1, spec: { hostNetwork: true } },
  { difficulty: 1, spec: { hostPID: true } },
  { difficulty: 1, spec: { hostIPC: true } },
  { difficulty: 1, volume: { hostPath: { path: '/var/log' } } },
  { difficulty: 1, volume: { nfs: { server: 'nfs.example', path: '/export' } } },
  { difficulty: 1, volume: { configMap: { name: 'settings' } } },
  { difficulty: 1, volume: { secret: { secretName: 'keys' } } },
  { difficulty: 1, volume: { persistentVolumeClaim: { claimName: 'extra' } } },
  { difficulty: 1, container: onHost },
  {
    difficulty: 1,
    container: (each) => securing({ privileged: true })(lacking('allowPrivilegeEscalation')(each)),
  },
  { difficulty: 1, container: securing(drop(['CHOWN'])) },
  { difficulty: 1, container: securing(drop(['SYS_ADMIN'])) },
  { difficulty: 1, container: securing(drop(['NET_ADMIN'])) },
  { difficulty: 1, container: securing(drop(['NET_RAW'])) },
  { difficulty: 1, pod: (pod) => ({ ...pod, sysctls: [{ name: 'kernel.msgmax', value: '65536' }] }) },
  { difficulty: 1, pod: (pod) => ({ ...pod, sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] }) },
  { difficulty: 1, pod: (pod) => ({ ...pod, seLinuxOptions: { type: 'spc_t' } }) },
  { difficulty: 1, pod: (pod) => ({ ...pod, seLinuxOptions: { level: 's0:c12,c34' } }) },
  { difficulty: 1, pod: (pod) => ({ ...pod, seLinuxOptions: { user: 'system_u' } }) },
  { difficulty: 1, pod: (pod) => ({ ...pod, appArmorProfile: { type: 'Unconfined' } }) },
  { difficulty: 1, pod: (pod) => ({ ...pod, seccompProfile: { type: 'Unconfined' } }) },
  { difficulty: 1, pod: (pod) => ({ ...pod, runAsUser: 0 }) },
  { difficulty: 2, container: securing({ runAsNonRoot: false }) },
  { difficulty: 2, container: securing({ seccompProfile: { type: 'Unconfined' } }) },
  {
    difficulty: 2,
    pod: (pod) => ({ ...pod, appArmorProfile: { type: 'RuntimeDefault' } }),
    container: securing({ appArmorProfile: { type: 'Unconfined' } }),
  },
  { difficulty: 2, pod: (pod) => ({ ...pod, runAsUser: 1000 }), container: securing({ runAsUser: 0 }) },
  { difficulty: 2, pod: (pod) => ({ ...pod, runAsUser: 1000 }), container: securing({ runAsUser: 2000 }) },
  {
    difficulty: 2,
    container: securing({ seccompProfile: { type: 'Localhost', localhostProfile: 'app.json' } }),
  },
  {
    difficulty: 2,
    pod: (pod) => ({ ...pod, seLinuxOptions: { type: 'container_t' } }),
    container: securing({ seLinuxOptions: { type: 'spc_t' } }),
  },
  { difficulty: 3, container: lacking('allowPrivilegeEscalation') },
  { difficulty: 3, container: lacking('capabilities') },
  { difficulty: 3, pod: (pod) => without(pod, 'runAsNonRoot') },
  { difficulty: 3, pod: (pod) => without(pod, 'seccompProfile') },
  {
    difficulty: 5,
    spec: { hostUsers: false },
    pod: (pod) => ({ ...without(pod, 'runAsNonRoot'), runAsUser: 0 }),
  },
  { difficulty: 5, spec: { hostUsers: false }, container: securing({ procMount: 'Unmasked' }) },
  { difficulty: 5, spec: { hostUsers: false }, container: lacking('allowPrivilegeEscalation') },
  { difficulty: 5, spec: { hostUsers: false }, container: securing(drop(['SYS_ADMIN'])) },
  { difficulty: 5, spec: { hostUsers: false }, pod: (pod) => without(pod, 'seccompProfile') },
  {
    difficulty: 5,
    spec: WINDOWS,
    pod: () => ({ runAsNonRoot: true }),
    container: (each) => ({ ...each, settings: {} }),
    every: true,
  },
  {
    difficulty: 5,
    spec: WINDOWS,
    pod: () => ({}),
    container: (each) => ({ ...each, settings: {} }),
    every: true,
  },
  {
    difficulty: 5,
    spec: WINDOWS,
    pod: () => ({ runAsNonRoot: true, windowsOptions: { runAsUserName: 'ContainerUser' } }),
    container: (each) => ({ ...each, settings: {} }),
    every: true,
  },
];
