/** The volumes of a pod as the kubelet sets them up: contents, owners, modes; or why one cannot be mounted. */
import { find } from '../api/store.ts';
import type { KubeObject, Pod, Volume } from '../api/types.ts';
import type { Draft } from '../draft.ts';
import { type Directory, type TreeKey, treeKey } from '../files/tree.ts';
import type { JsonObject } from '../json.ts';
import { MountProblem } from './mount-problem.ts';
import { nodeFile, putNodeFile } from './node-files.ts';
import { ownedByGroup, rootMatches } from './ownership.ts';
import { projectedFiles } from './projections.ts';
import { directoryOf, fileOf, projectedDirectory } from './volume-files.ts';

/** Where a mounted volume's files are. */
export interface Mounted {
  readonly tree: TreeKey;
  /** Where in the tree the volume begins. */
  readonly root: string;
  /** The volume itself lets nobody write (Secret, ConfigMap, projected, downwardAPI). */
  readonly readOnly: boolean;
  readonly fsType: 'ext4' | 'tmpfs';
  readonly device: string;
}

const DISK = '/dev/vda1';

const source = (volume: Volume, kind: string): JsonObject | undefined =>
  volume[kind] as JsonObject | undefined;

const fsGroupOf = ({ spec }: Pod): number | undefined => {
  const group = spec.securityContext?.fsGroup;
  return typeof group === 'number' ? group : undefined;
};

/** Sets up every volume of a pod that is not there yet. Throws MountProblem for the first that cannot be. */
export function mountVolumes(draft: Draft, pod: Pod): void {
  for (const volume of pod.spec.volumes ?? []) setUp(draft, pod, volume);
}

function setUp(draft: Draft, pod: Pod, volume: Volume): void {
  const group = fsGroupOf(pod);
  const key = treeKey.podVolume(pod.metadata.uid, volume.name);
  if (source(volume, 'hostPath') !== undefined) {
    checkHostPath(draft, volume);
    return;
  }
  if (source(volume, 'persistentVolumeClaim') !== undefined) {
    setUpClaim(draft, pod, volume, group);
    return;
  }
  if (draft.trees[key] !== undefined) return;
  const root = podVolume(draft, pod, volume);
  const written = !isWritten(volume);
  const owned = group === undefined ? root : ownedByGroup(root, group, !written);
  draft.trees[key] = { root: owned };
}

const WRITTEN = ['secret', 'configMap', 'projected', 'downwardAPI'];

/** The kubelet itself writes its files; nobody else may. */
const isWritten = (volume: Volume): boolean => WRITTEN.some((kind) => source(volume, kind) !== undefined);

/** tmpfs, as the kubelet keeps secrets in memory: sticky. */
const IN_MEMORY_MODE = 0o1777;
const OPEN_MODE = 0o777;

function podVolume(draft: Draft, pod: Pod, volume: Volume): Directory {
  const now = draft.now;
  if (source(volume, 'emptyDir') !== undefined) return directoryOf({}, OPEN_MODE, now);
  if (isWritten(volume)) {
    const secret = source(volume, 'secret') !== undefined || source(volume, 'projected') !== undefined;
    return projectedDirectory(projectedFiles(draft, pod, volume), secret ? IN_MEMORY_MODE : OPEN_MODE, now);
  }
  if (source(volume, 'ephemeral') !== undefined) return directoryOf({}, OPEN_MODE, now);
  const kind = Object.keys(volume).find((one) => one !== 'name') ?? 'volume';
  throw new MountProblem(volume.name, `${kind} volumes are not simulated`);
}

/** pkg/volume/hostpath/host_path.go checkTypeInternal; what may be made is made as root makes it. */
function checkHostPath(draft: Draft, volume: Volume): void {
  const { path: given = '', type = '' } = source(volume, 'hostPath') ?? {};
  const path = String(given);
  const found = nodeFile(draft, path);
  const fails = (what: string): MountProblem =>
    new MountProblem(volume.name, `hostPath type check failed: ${path} is not ${what}`);
  switch (type) {
    case 'DirectoryOrCreate':
    case '':
      if (found === undefined) putNodeFile(draft, path, directoryOf({}, 0o755, draft.now));
      else if (type !== '' && found.type !== 'directory') throw fails('a directory');
      return;
    case 'FileOrCreate':
      if (found === undefined) putNodeFile(draft, path, fileOf('', 0o644, draft.now));
      else if (found.type !== 'file') throw fails('a file');
      return;
    case 'Directory':
      if (found?.type !== 'directory') throw fails('a directory');
      return;
    case 'File':
      if (found?.type !== 'file') throw fails('a file');
      return;
    case 'Socket':
      if (found?.type !== 'special' || found.kind !== 's') throw fails('a socket file');
      return;
    case 'CharDevice':
      if (found?.type !== 'special' || found.kind !== 'c') throw fails('a character device');
      return;
    case 'BlockDevice':
      if (found?.type !== 'special' || found.kind !== 'b') throw fails('a block device');
      return;
    default:
      throw new MountProblem(volume.name, `${String(type)} is an invalid volume type`);
  }
}

/** The volume that a claim of the pod is bound to. */
function volumeOf(
  draft: Draft,
  pod: Pod,
  volume: Volume,
): { readonly claim: string; readonly spec: JsonObject } {
  const claim = String(source(volume, 'persistentVolumeClaim')?.claimName ?? '');
  const found = find(draft, 'persistentvolumeclaims', pod.metadata.namespace ?? '', claim);
  const name = String((found?.spec as JsonObject | undefined)?.volumeName ?? '');
  const bound: KubeObject | undefined = name === '' ? undefined : find(draft, 'persistentvolumes', '', name);
  if (bound === undefined) throw new MountProblem(volume.name, `PVC ${claim} is not bound`);
  return { claim, spec: (bound.spec ?? {}) as JsonObject };
}

/**
 * A fresh block device is an ext4 file system of root's; a pod's fsGroup is applied each time it is mounted, or only
 * where the volume's root does not have it yet (OnRootMismatch). A PersistentVolume over hostPath is never touched.
 */
function setUpClaim(draft: Draft, pod: Pod, volume: Volume, group: number | undefined): void {
  const { claim, spec } = volumeOf(draft, pod, volume);
  if (spec.hostPath !== undefined) {
    checkHostPath(draft, {
      name: volume.name,
      hostPath: { type: 'DirectoryOrCreate', ...(spec.hostPath as JsonObject) },
    });
    return;
  }
  const key = treeKey.claim(pod.metadata.namespace ?? '', claim);
  const root =
    draft.trees[key]?.root ??
    directoryOf({ 'lost+found': directoryOf({}, 0o700, draft.now) }, 0o755, draft.now);
  const lazy = pod.spec.securityContext?.fsGroupChangePolicy === 'OnRootMismatch';
  const readOnly = source(volume, 'persistentVolumeClaim')?.readOnly === true;
  const keeps = group === undefined || readOnly || (lazy && rootMatches(root, group, false));
  draft.trees[key] = { root: keeps ? root : ownedByGroup(root, group ?? 0, false) };
}

/** Where the files of a volume are that was set up. */
export function mountedVolume(draft: Draft, pod: Pod, volume: Volume): Mounted {
  const host = source(volume, 'hostPath');
  if (host !== undefined) return onNode(String(host.path));
  if (source(volume, 'persistentVolumeClaim') !== undefined) {
    const { claim, spec } = volumeOf(draft, pod, volume);
    const path = (spec.hostPath as JsonObject | undefined)?.path;
    if (path !== undefined) return onNode(String(path));
    const readOnly = source(volume, 'persistentVolumeClaim')?.readOnly === true;
    const tree = treeKey.claim(pod.metadata.namespace ?? '', claim);
    return { tree, root: '/', readOnly, fsType: 'ext4', device: '/dev/vdb' };
  }
  const memory =
    source(volume, 'emptyDir')?.medium === 'Memory' ||
    source(volume, 'secret') !== undefined ||
    source(volume, 'projected') !== undefined;
  return {
    tree: treeKey.podVolume(pod.metadata.uid, volume.name),
    root: '/',
    readOnly: isWritten(volume),
    fsType: memory ? 'tmpfs' : 'ext4',
    device: memory ? 'tmpfs' : DISK,
  };
}

function onNode(path: string): Mounted {
  return { tree: treeKey.node, root: path, readOnly: false, fsType: 'ext4', device: DISK };
}
