/** What the kernel makes up as it is read: /proc, /sys, /dev, for one container and the process that looks. */
import { CAPABILITIES, capabilityMask, type Identity, USUAL_UMASK } from '../identity.ts';
import type { ContainerRecord } from '../state.ts';
import type { Directory, FileNode, Mount, RegularFile } from './tree.ts';

const at = (mode: number, entries: Readonly<Record<string, FileNode>>): Directory => ({
  type: 'directory',
  uid: 0,
  gid: 0,
  mode,
  mtime: 0,
  entries,
});
const text = (content: string, mode = 0o444, owner = { uid: 0, gid: 0 }): RegularFile => ({
  type: 'file',
  ...owner,
  mode,
  mtime: 0,
  content,
  size: 0,
});
const unknown = (mode = 0o444): RegularFile => ({
  type: 'file',
  uid: 0,
  gid: 0,
  mode,
  mtime: 0,
  content: '',
  size: 0,
  unknown: true,
});
const link = (target: string): FileNode => ({
  type: 'link',
  uid: 0,
  gid: 0,
  mode: 0o777,
  mtime: 0,
  target,
});

/** The container whose /proc it is. */
type KernelContainer = Pick<ContainerRecord, 'hostname' | 'hostNetwork' | 'startedAt' | 'createdAt'> & {
  readonly env: readonly (readonly [name: string, value: string])[];
  readonly mounts: readonly Mount[];
};

/** A process as /proc shows it. */
export interface ProcProcess {
  readonly pid: number;
  readonly identity: Identity;
  readonly argv: readonly string[];
}

/** What the kernel calls a process: the name of its program, whatever title it gave itself (`nginx: worker process`). */
function commandName(argv: readonly string[]): string {
  const [title = ''] = (argv[0] ?? '').split(': ', 1);
  return title.slice(title.lastIndexOf('/') + 1).slice(0, 15);
}

/** The lines of /proc/PID/status that Podium knows, in the kernel's order (fs/proc/array.c); the others are left out. */
function statusText({ pid, identity, argv }: ProcProcess): string {
  const { capabilities, uid, gid, groups, noNewPrivs, seccomp } = identity;
  const four = (id: number): string => Array(4).fill(id).join('\t');
  const name = commandName(argv);
  return [
    `Name:\t${name}`,
    `Umask:\t${(identity.umask ?? USUAL_UMASK).toString(8).padStart(4, '0')}`,
    'State:\tS (sleeping)',
    `Tgid:\t${pid}`,
    'Ngid:\t0',
    `Pid:\t${pid}`,
    'PPid:\t0',
    'TracerPid:\t0',
    `Uid:\t${four(uid)}`,
    `Gid:\t${four(gid)}`,
    'FDSize:\t64',
    `Groups:\t${[...groups]
      .sort((a, b) => a - b)
      .map((one) => `${one} `)
      .join('')}`,
    `NStgid:\t${pid}`,
    `NSpid:\t${pid}`,
    `NSpgid:\t${pid}`,
    `NSsid:\t${pid}`,
    'Threads:\t1',
    `CapInh:\t${capabilityMask(capabilities.inheritable)}`,
    `CapPrm:\t${capabilityMask(capabilities.permitted)}`,
    `CapEff:\t${capabilityMask(capabilities.effective)}`,
    `CapBnd:\t${capabilityMask(capabilities.bounding)}`,
    `CapAmb:\t${capabilityMask(capabilities.ambient)}`,
    `NoNewPrivs:\t${noNewPrivs ? 1 : 0}`,
    `Seccomp:\t${seccomp}`,
    `Seccomp_filters:\t${seccomp === 0 ? 0 : 1}`,
    '',
  ].join('\n');
}

function processDirectory(container: KernelContainer, process: ProcProcess): Directory {
  const { identity } = process;
  const own = { uid: identity.uid, gid: identity.gid };
  const base = identity.userNamespaceBase;
  const map =
    base === 0
      ? '         0          0 4294967295\n'
      : `         0 ${String(base).padStart(10)}      65536\n`;
  const environment = container.env.map(([name, value]) => `${name}=${value}\0`).join('');
  const mounts = container.mounts
    .map((one) => `${one.device} ${one.path} ${one.fsType} ${one.readOnly ? 'ro' : 'rw'},relatime 0 0\n`)
    .join('');
  return {
    ...at(0o555, {
      attr: at(0o555, { current: identity.privileged ? text('unconfined\n', 0o666) : unknown(0o666) }),
      cmdline: text(process.argv.map((one) => `${one}\0`).join('')),
      comm: text(`${commandName(process.argv)}\n`, 0o644, own),
      environ: text(process.pid === 1 ? environment : '', 0o400, own),
      gid_map: text(map, 0o644, own),
      mounts: text(mounts),
      ns: at(0o511, {}),
      status: text(statusText(process)),
      uid_map: text(map, 0o644, own),
      fd: { ...at(0o500, {}), ...own },
    }),
    ...own,
  };
}

/** /proc, for a process that looks at it. */
function proc(container: KernelContainer, seen: readonly ProcProcess[], self: ProcProcess): Directory {
  const last = CAPABILITIES.length - 1;
  return at(0o555, {
    ...Object.fromEntries(seen.map((one) => [String(one.pid), processDirectory(container, one)])),
    [self.pid]: processDirectory(container, self),
    cpuinfo: unknown(),
    filesystems: unknown(),
    loadavg: unknown(),
    meminfo: unknown(),
    mounts: link('self/mounts'),
    net: link('self/net'),
    self: link(String(self.pid)),
    sys: at(0o555, {
      kernel: at(0o555, {
        cap_last_cap: text(`${last}\n`),
        hostname: text(`${container.hostname}\n`, 0o644),
        ostype: text('Linux\n'),
        shm_rmid_forced: text('0\n', 0o644),
      }),
      net: at(0o555, {
        ipv4: at(0o555, {
          ip_forward: text('1\n', 0o644),
          ip_unprivileged_port_start: text(`${container.hostNetwork ? 1024 : 0}\n`, 0o644),
          ping_group_range: container.hostNetwork ? unknown(0o644) : text('0\t2147483647\n', 0o644),
        }),
      }),
      vm: at(0o555, { overcommit_memory: unknown(0o644), swappiness: unknown(0o644) }),
    }),
    uptime: unknown(),
    version: unknown(),
  });
}

const device = (major: number, minor: number, mode = 0o666, gid = 0): FileNode => ({
  type: 'special',
  kind: 'c',
  uid: 0,
  gid,
  mode,
  mtime: 0,
  major,
  minor,
});

/** The devices every container has (OCI runtime spec, config-linux.md, Default Devices). */
function dev(): Directory {
  return at(0o755, {
    core: link('/proc/kcore'),
    fd: link('/proc/self/fd'),
    full: device(1, 7),
    null: device(1, 3),
    ptmx: link('pts/ptmx'),
    random: device(1, 8),
    stderr: link('/proc/self/fd/2'),
    stdin: link('/proc/self/fd/0'),
    stdout: link('/proc/self/fd/1'),
    'termination-log': text('', 0o666),
    tty: device(5, 0),
    urandom: device(1, 9),
    zero: device(1, 5),
  });
}

/** The files of a mount that is not stored; they are as old as the container. */
export function kernelFiles(
  container: KernelContainer | null,
  mount: Mount,
  seen: readonly ProcProcess[],
  self: ProcProcess,
): Directory {
  return dated(made(container, mount, seen, self), container?.startedAt ?? container?.createdAt ?? 0);
}

function dated(directory: Directory, mtime: number): Directory {
  const entries = Object.entries(directory.entries).map(([name, node]): [string, FileNode] => {
    if (node.type === 'whiteout') return [name, node];
    return [name, node.type === 'directory' ? dated(node, mtime) : { ...node, mtime }];
  });
  return { ...directory, mtime, entries: Object.fromEntries(entries) };
}

function made(
  container: KernelContainer | null,
  mount: Mount,
  seen: readonly ProcProcess[],
  self: ProcProcess,
): Directory {
  if (mount.fsType === 'proc' && container !== null) return proc(container, seen, self);
  if (mount.path === '/dev') return dev();
  if (mount.fsType === 'devpts') return at(0o755, { ptmx: device(5, 2) });
  if (mount.fsType === 'mqueue' || mount.fsType === 'tmpfs') return at(0o1777, {});
  if (mount.fsType === 'sysfs')
    return at(0o555, {
      block: at(0o555, {}),
      bus: at(0o555, {}),
      class: at(0o555, {}),
      dev: at(0o555, {}),
      devices: at(0o555, {}),
      firmware: at(0o555, {}),
      fs: at(0o555, { cgroup: at(0o555, {}) }),
      kernel: at(0o555, {}),
      module: at(0o555, {}),
      power: at(0o555, {}),
    });
  return at(0o555, {});
}
