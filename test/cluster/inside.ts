/** One container in an otherwise empty cluster, and what is typed in it: for the tests of shell, tools and images. */
import { type Draft, draftOf } from '../../src/cluster/draft.ts';
import type { Directory, Mount } from '../../src/cluster/files/tree.ts';
import { CAPABILITIES, type Identity } from '../../src/cluster/identity.ts';
import { directory } from '../../src/cluster/images/build.ts';
import { pullImage } from '../../src/cluster/images/index.ts';
import { execIn, startProgram, wakeProgram } from '../../src/cluster/programs/index.ts';
import type { Cluster, ContainerRecord } from '../../src/cluster/state.ts';
import { Collected } from '../../src/cluster/streams.ts';

/** The fourteen capabilities that containerd gives (mask a80425fb). */
export const USUAL = CAPABILITIES.filter((_, bit) => ((0xa80425fb >>> bit) & 1) === 1 && bit < 32);

const NOW = Date.UTC(2026, 10, 27, 16, 58, 0);

export interface Wanted {
  readonly image?: string;
  readonly argv?: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
  readonly groups?: readonly number[];
  readonly capabilities?: readonly string[];
  readonly readOnlyRoot?: boolean;
  readonly noNewPrivs?: boolean;
  readonly hostNetwork?: boolean;
  readonly tty?: boolean;
  readonly env?: readonly (readonly [string, string])[];
  /** Volumes by the place where they are mounted: the directory itself, or its mode and owner. */
  readonly volumes?: Readonly<
    Record<
      string,
      {
        readonly mode?: number;
        readonly uid?: number;
        readonly gid?: number;
        readonly readOnly?: boolean;
        readonly files?: Directory['entries'];
      }
    >
  >;
}

export function emptyCluster(): Cluster {
  return {
    seed: 7,
    counter: 0,
    now: NOW,
    resourceVersion: 1,
    objects: {},
    trees: {},
    sandboxes: {},
    registry: {},
    containers: {},
    pulled: {},
    due: [],
    machine: {
      user: 'root',
      hostname: 'controlplane',
      cwd: '/root',
      env: { HOME: '/root', LANG: 'C.UTF-8' },
      history: [],
      status: 0,
      kubeconfig: { currentContext: '', contexts: [] },
    },
    shells: [],
    editing: null,
  } as unknown as Cluster;
}

const ID = 'c'.repeat(64);

/** A draft with one container that was made and not started yet. */
export function contained(wanted: Wanted): { draft: Draft; container: ContainerRecord } {
  const draft = draftOf(emptyCluster());
  const image = wanted.image ?? 'busybox:1.37';
  const pulled = pullImage(image);
  if (pulled.kind !== 'image') throw new Error(pulled.message);
  const uid = wanted.uid ?? 0;
  const gid = wanted.gid ?? 0;
  const bounding = wanted.capabilities ?? USUAL;
  const effective = uid === 0 ? bounding : [];
  const identity: Identity = {
    uid,
    gid,
    groups: wanted.groups ?? [gid],
    capabilities: { inheritable: [], permitted: effective, effective, bounding, ambient: [] },
    noNewPrivs: wanted.noNewPrivs ?? false,
    seccomp: 0,
    privileged: false,
    readOnlyRoot: wanted.readOnlyRoot ?? false,
    userNamespaceBase: 0,
  };
  draft.trees[`container/${ID}`] = { base: { image }, root: { ...directory(), mtime: NOW } };
  const mounts: Mount[] = [
    {
      path: '/',
      tree: `container/${ID}`,
      root: '/',
      readOnly: wanted.readOnlyRoot ?? false,
      fsType: 'overlay',
      device: 'overlay',
    },
    { path: '/proc', tree: null, root: '/', readOnly: false, fsType: 'proc', device: 'proc' },
    { path: '/dev', tree: null, root: '/', readOnly: false, fsType: 'tmpfs', device: 'tmpfs' },
    { path: '/sys', tree: null, root: '/', readOnly: true, fsType: 'sysfs', device: 'sysfs' },
  ];
  for (const path of pulled.image.volumes) {
    const node = path
      .split('/')
      .filter((name) => name !== '')
      .reduce<Directory>((at, name) => {
        const next = at.entries[name];
        return next?.type === 'directory' ? next : directory();
      }, pulled.image.files);
    if (wanted.volumes?.[path] === undefined) {
      draft.trees[`volume/i${path}`] = { root: node };
      mounts.push({
        path,
        tree: `volume/i${path}`,
        root: '/',
        readOnly: false,
        fsType: 'ext4',
        device: '/dev/vda1',
      });
    }
  }
  for (const [path, volume] of Object.entries(wanted.volumes ?? {})) {
    draft.trees[`volume/p${path}`] = {
      root: {
        ...directory(volume.files ?? {}),
        mode: volume.mode ?? 0o777,
        uid: volume.uid ?? 0,
        gid: volume.gid ?? 0,
        mtime: NOW,
      },
    };
    mounts.push({
      path,
      tree: `volume/p${path}`,
      root: '/',
      readOnly: volume.readOnly ?? false,
      fsType: 'ext4',
      device: '/dev/vda1',
    });
  }
  const argv = wanted.argv ?? [...pulled.image.entrypoint, ...pulled.image.cmd];
  const container = {
    id: ID,
    podUid: 'p',
    namespace: 'default',
    pod: 'p',
    name: 'c',
    attempt: 0,
    image,
    identity,
    argv,
    env: [...pulled.image.env, ...(wanted.env ?? [])],
    cwd: pulled.image.workingDir,
    hostname: 'p',
    mounts,
    tty: wanted.tty ?? false,
    hostNetwork: wanted.hostNetwork ?? false,
    hostPid: false,
    hostIpc: false,
    sharedPid: false,
    podIp: '10.244.0.5',
    createdAt: NOW,
    startedAt: NOW,
    finishedAt: null,
    exitCode: null,
    program: null,
    log: [],
  } as unknown as ContainerRecord;
  draft.containers[ID] = container;
  return { draft, container };
}

export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly both: string;
  readonly status: number;
}

/** What `kubectl exec -- ARGV` gives in a container. */
export function exec(wanted: Wanted, argv: readonly string[], stdin: string | null = '', cwd = '/'): Said {
  const { draft, container } = contained(wanted);
  draft.containers[container.id] = { ...container, cwd };
  return execAgain(draft, container, argv, stdin);
}

/** The same in a container that is there already. */
export function execAgain(
  draft: Draft,
  container: ContainerRecord,
  argv: readonly string[],
  stdin: string | null = '',
): Said {
  const streams = new Collected(stdin);
  const done = execIn(draft, draft.containers[container.id] ?? container, argv, streams);
  const status =
    done.kind === 'ended' ? done.status : done.kind === 'interrupted' ? 130 : done.kind === 'shell' ? 0 : 126;
  return {
    stdout: streams.stdout,
    stderr: streams.stderr + (done.kind === 'unstartable' ? `exec: ${done.message}` : ''),
    both: streams.both,
    status,
  };
}

export interface Ran {
  readonly draft: Draft;
  readonly log: string;
  /** Its exit status; null while it goes on. */
  readonly status: number | null;
  readonly unstartable: string | null;
}

/** Runs process 1 for so many ms of the simulated clock, as the kubelet does. */
export function start(wanted: Wanted, ms: number): Ran {
  const { draft, container } = contained(wanted);
  const end = draft.now + ms;
  const record = (): ContainerRecord => draft.containers[container.id] ?? container;
  let progress = startProgram(draft, container);
  for (;;) {
    if (progress.kind === 'unstartable' || progress.kind === 'exited' || progress.kind === 'waiting') break;
    draft.containers[container.id] = { ...record(), program: progress.program };
    if (progress.until > end) break;
    draft.now = progress.until;
    progress = wakeProgram(draft, record());
  }
  if (progress.kind === 'waiting')
    draft.containers[container.id] = { ...record(), program: progress.program };
  if (progress.kind === 'exited')
    draft.containers[container.id] = { ...record(), program: null, exitCode: progress.status };
  return {
    draft,
    log: record()
      .log.map(({ text }) => `${text}\n`)
      .join(''),
    status: progress.kind === 'exited' ? progress.status : null,
    unstartable: progress.kind === 'unstartable' ? progress.message : null,
  };
}
