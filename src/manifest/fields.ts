/**
 * THE table of every field that decides who a container's processes are and what they may do. Merging, findings of
 * misplaced fields, `/field`, drills and hints read it; no field name stands elsewhere as knowledge of its level.
 * From k8s.io/api core/v1 types.go and, for merging, pkg/securitycontext/util.go.
 */

/** Where a field may be written: the pod's securityContext, a container's, or the pod spec itself. */
export type Level = 'pod' | 'container' | 'spec';

/**
 * `field`: container over pod, each field on its own. `whole`: the container's object replaces the pod's.
 * `inside`: merged key by key. `pod-only`, `container-only`: there is nothing to merge.
 */
export type Merge = 'field' | 'whole' | 'inside' | 'pod-only' | 'container-only';

export interface Field {
  readonly name: string;
  readonly levels: readonly Level[];
  /** As a person would say it: `integer, 0 to 2147483647`. */
  readonly type: string;
  readonly merge: Merge;
  /** It is the pod's as a whole: no container has it more than another. */
  readonly podWide?: true;
  /** What holds where nothing sets the field. */
  readonly default: string;
  /** First Kubernetes release that honours it without a feature gate. */
  readonly since: string;
  /** One line: what it does. */
  readonly meaning: string;
  readonly documentation: string;
  /** YAML of a whole pod spec, one for each level in `levels`. */
  readonly examples: Readonly<Partial<Record<Level, string>>>;
}

const TASK = 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/';
const REFERENCE = 'https://kubernetes.io/docs/reference/kubernetes-api/core/pod-v1/';
const ID = 'integer, 0 to 2147483647';

interface Row extends Omit<Field, 'documentation' | 'examples'> {
  readonly link?: string;
  /** The field as YAML lines, without indentation. */
  readonly sample: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    name: 'runAsUser',
    levels: ['pod', 'container'],
    type: ID,
    merge: 'field',
    default: "the image's USER; root (0) where the image sets none",
    since: '1.0',
    meaning: 'The UID the container’s first process runs as.',
    link: `${TASK}#set-the-security-context-for-a-pod`,
    sample: ['runAsUser: 1000'],
  },
  {
    name: 'runAsGroup',
    levels: ['pod', 'container'],
    type: ID,
    merge: 'field',
    default: 'the primary group of the UID in the image’s /etc/passwd; root (0) where the UID is not listed',
    since: '1.14',
    meaning: 'The primary GID of the container’s processes.',
    link: `${TASK}#set-the-security-context-for-a-pod`,
    sample: ['runAsGroup: 3000'],
  },
  {
    name: 'runAsNonRoot',
    levels: ['pod', 'container'],
    type: 'true or false',
    merge: 'field',
    default: 'not checked',
    since: '1.0',
    meaning: 'Has the kubelet refuse to start the container as UID 0, or as a user name it cannot check.',
    link: REFERENCE,
    sample: ['runAsNonRoot: true', 'runAsUser: 1000'],
  },
  {
    name: 'fsGroup',
    levels: ['pod'],
    type: ID,
    merge: 'pod-only',
    default: 'none',
    since: '1.2',
    meaning: 'A supplemental group of every container, which also owns the volumes that support it.',
    link: `${TASK}#set-the-security-context-for-a-pod`,
    sample: ['fsGroup: 2000'],
  },
  {
    name: 'fsGroupChangePolicy',
    levels: ['pod'],
    type: 'Always or OnRootMismatch',
    merge: 'pod-only',
    podWide: true,
    default: 'Always',
    since: '1.20',
    meaning:
      'Whether every mount walks the whole volume to set fsGroup, or only one whose root does not fit yet.',
    link: `${TASK}#configure-volume-permission-and-ownership-change-policy-for-pods`,
    sample: ['fsGroup: 2000', 'fsGroupChangePolicy: OnRootMismatch'],
  },
  {
    name: 'supplementalGroups',
    levels: ['pod'],
    type: `list of ${ID}`,
    merge: 'pod-only',
    default: 'none',
    since: '1.2',
    meaning: 'More groups of every container’s processes, beside the primary one.',
    link: `${TASK}#set-the-security-context-for-a-pod`,
    sample: ['supplementalGroups: [4000, 5000]'],
  },
  {
    name: 'supplementalGroupsPolicy',
    levels: ['pod'],
    type: 'Merge or Strict',
    merge: 'pod-only',
    default: 'Merge',
    since: '1.33',
    meaning: 'Whether groups from the image’s /etc/group are added (Merge) or left out (Strict).',
    link: `${TASK}#supplementalgroupspolicy`,
    sample: ['supplementalGroups: [4000]', 'supplementalGroupsPolicy: Strict'],
  },
  {
    name: 'privileged',
    levels: ['container'],
    type: 'true or false',
    merge: 'container-only',
    default: 'false',
    since: '1.0',
    meaning:
      'Gives the container the host’s devices and every capability; seccomp and AppArmor no longer apply.',
    link: REFERENCE,
    sample: ['privileged: false'],
  },
  {
    name: 'allowPrivilegeEscalation',
    levels: ['container'],
    type: 'true or false',
    merge: 'container-only',
    default: 'escalation is allowed',
    since: '1.8',
    meaning: 'false sets no_new_privs: no setuid binary can give a process more than its parent had.',
    link: REFERENCE,
    sample: ['allowPrivilegeEscalation: false'],
  },
  {
    name: 'readOnlyRootFilesystem',
    levels: ['container'],
    type: 'true or false',
    merge: 'container-only',
    default: 'false',
    since: '1.0',
    meaning: 'Mounts the container’s root filesystem read-only.',
    link: REFERENCE,
    sample: ['readOnlyRootFilesystem: true'],
  },
  {
    name: 'capabilities',
    levels: ['container'],
    type: 'object {add, drop}, lists of names without CAP_',
    merge: 'container-only',
    default: 'the container runtime’s default set',
    since: '1.0',
    meaning: 'Linux capabilities added to or dropped from the runtime’s default set.',
    link: `${TASK}#set-capabilities-for-a-container`,
    sample: ['capabilities:', '  drop: [ALL]', '  add: [NET_BIND_SERVICE]'],
  },
  {
    name: 'procMount',
    levels: ['container'],
    type: 'Default or Unmasked (Unmasked needs hostUsers: false)',
    merge: 'container-only',
    default: 'Default',
    since: '1.33',
    meaning: 'Whether the sensitive paths of /proc stay masked.',
    link: `${TASK}#managing-access-to-the-proc-filesystem`,
    sample: ['procMount: Default'],
  },
  {
    name: 'seccompProfile',
    levels: ['pod', 'container'],
    type: 'object {type: RuntimeDefault, Unconfined or Localhost; localhostProfile}',
    merge: 'whole',
    default: 'Unconfined (RuntimeDefault where the kubelet runs with seccompDefault)',
    since: '1.19',
    meaning: 'The filter of system calls.',
    link: `${TASK}#set-the-seccomp-profile-for-a-container`,
    sample: ['seccompProfile:', '  type: RuntimeDefault'],
  },
  {
    name: 'appArmorProfile',
    levels: ['pod', 'container'],
    type: 'object {type: RuntimeDefault, Unconfined or Localhost; localhostProfile}',
    merge: 'whole',
    default: 'what the container runtime applies by itself',
    since: '1.30',
    meaning: 'The AppArmor profile of the container’s processes.',
    link: `${TASK}#set-the-apparmor-profile-for-a-container`,
    sample: ['appArmorProfile:', '  type: RuntimeDefault'],
  },
  {
    name: 'seLinuxOptions',
    levels: ['pod', 'container'],
    type: 'object {user, role, type, level}',
    merge: 'whole',
    default: 'a label the container runtime picks',
    since: '1.0',
    meaning:
      'The SELinux label of the container’s processes; a container’s object replaces the pod’s as a whole.',
    link: `${TASK}#assign-selinux-labels-to-a-container`,
    sample: ['seLinuxOptions:', '  level: "s0:c123,c456"'],
  },
  {
    name: 'seLinuxChangePolicy',
    levels: ['pod'],
    type: 'Recursive (MountOption behind a feature gate)',
    merge: 'pod-only',
    podWide: true,
    default: 'MountOption where the volume allows it, else Recursive',
    since: '1.33',
    meaning: 'How volumes get the pod’s SELinux label.',
    link: `${TASK}#selinux-volume-relabeling-features`,
    sample: ['seLinuxChangePolicy: Recursive'],
  },
  {
    name: 'sysctls',
    levels: ['pod'],
    type: 'list of {name, value}',
    merge: 'pod-only',
    podWide: true,
    default: 'none',
    since: '1.11',
    meaning: 'Kernel parameters of the pod’s namespaces.',
    link: 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
    sample: ['sysctls:', '- name: net.ipv4.ip_unprivileged_port_start', '  value: "0"'],
  },
  {
    name: 'windowsOptions',
    levels: ['pod', 'container'],
    type: 'object {runAsUserName, hostProcess, gmsaCredentialSpecName, gmsaCredentialSpec}',
    merge: 'inside',
    default: 'the image’s user',
    since: '1.18',
    meaning: 'Who a Windows container runs as; the two GMSA keys are replaced as a pair.',
    link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/',
    sample: ['windowsOptions:', '  runAsUserName: ContainerUser'],
  },
  {
    name: 'hostUsers',
    levels: ['spec'],
    type: 'true or false',
    merge: 'pod-only',
    podWide: true,
    default: 'true',
    since: '1.33',
    meaning: 'false gives the pod a user namespace of its own: root inside is nobody on the node.',
    link: 'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/',
    sample: ['hostUsers: false'],
  },
  {
    name: 'hostNetwork',
    levels: ['spec'],
    type: 'true or false',
    merge: 'pod-only',
    podWide: true,
    default: 'false',
    since: '1.0',
    meaning: 'Puts the pod into the node’s network namespace.',
    sample: ['hostNetwork: false'],
  },
  {
    name: 'hostPID',
    levels: ['spec'],
    type: 'true or false',
    merge: 'pod-only',
    podWide: true,
    default: 'false',
    since: '1.0',
    meaning: 'Lets the pod see, and signal, every process of the node.',
    sample: ['hostPID: false'],
  },
  {
    name: 'hostIPC',
    levels: ['spec'],
    type: 'true or false',
    merge: 'pod-only',
    podWide: true,
    default: 'false',
    since: '1.0',
    meaning: 'Puts the pod into the node’s IPC namespace.',
    sample: ['hostIPC: false'],
  },
  {
    name: 'shareProcessNamespace',
    levels: ['spec'],
    type: 'true or false',
    merge: 'pod-only',
    podWide: true,
    default: 'false',
    since: '1.17',
    meaning: 'Lets the containers of the pod see each other’s processes.',
    link: 'https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/',
    sample: ['shareProcessNamespace: true'],
  },
  {
    name: 'os',
    levels: ['spec'],
    type: 'object {name: linux or windows}',
    merge: 'pod-only',
    podWide: true,
    default: 'not stated',
    since: '1.25',
    meaning: 'The operating system the pod is for; it decides which of the other fields are accepted.',
    link: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-os',
    sample: ['os:', '  name: linux'],
  },
];

const indent = (lines: readonly string[], by: number): string[] => lines.map((line) => ' '.repeat(by) + line);

function exampleAt(level: Level, sample: readonly string[]): string {
  const container = ['containers:', '- name: app', '  image: registry.k8s.io/pause:3.10'];
  const body =
    level === 'spec'
      ? [...sample, ...container]
      : level === 'pod'
        ? ['securityContext:', ...indent(sample, 2), ...container]
        : [...container, '  securityContext:', ...indent(sample, 4)];
  return `${['spec:', ...indent(body, 2)].join('\n')}\n`;
}

/** Every field, in the order a person meets them. */
export const fields: readonly Field[] = ROWS.map(({ link, sample, ...row }) => ({
  ...row,
  documentation: link ?? REFERENCE,
  examples: Object.fromEntries(row.levels.map((level) => [level, exampleAt(level, sample)])),
}));

const byName = new Map(fields.map((field) => [field.name, field]));
const byLowerCase = new Map(fields.map((field) => [field.name.toLowerCase(), field]));

/** A field by its exact name. */
export function fieldNamed(name: string): Field | undefined {
  return byName.get(name);
}

/** A field whose name differs at most in upper and lower case. */
export function fieldSpelledLike(name: string): Field | undefined {
  return byLowerCase.get(name.toLowerCase());
}

const namesAt = (level: Level): readonly string[] =>
  fields.filter(({ levels }) => levels.includes(level)).map(({ name }) => name);

const byLevel: Readonly<Record<Level, readonly string[]>> = {
  pod: namesAt('pod'),
  container: namesAt('container'),
  spec: namesAt('spec'),
};

/** The names of the fields that may stand at a level, in the order of the table. */
export function fieldsAt(level: Level): readonly string[] {
  return byLevel[level];
}
