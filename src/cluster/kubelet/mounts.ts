/** What a container sees where: its root, the kernel's file systems, the kubelet's files, the pod's volumes. */

import type { Container, Pod } from '../api/types.ts';
import type { Draft } from '../draft.ts';
import { type Mount, treeKey } from '../files/tree.ts';
import { DISK, OWN_VOLUME, usualMounts } from '../files/usual-mounts.ts';
import type { Image } from '../images/image.ts';
import { NODE_IP, NODE_NAME } from '../node-name.ts';
import { withoutTrailing } from '../trailing.ts';
import { ConfigProblem, expanded } from './environment.ts';
import { nodeFile } from './node-files.ts';
import { directoryOf, fileOf, nodeAtPath, withDirectories } from './volume-files.ts';
import { mountedVolume } from './volumes.ts';

/** Puts /etc/hosts and its like of a pod in place (pkg/kubelet/kubelet_pods.go managedHostsFileContent). */
export function writePodFiles(draft: Draft, pod: Pod, ip: string): void {
  const { metadata, spec } = pod;
  const now = draft.now;
  const name = hostnameOf(pod);
  const hosts =
    spec.hostNetwork === true
      ? `# Kubernetes-managed hosts file (host network).\n127.0.0.1 localhost\n127.0.1.1 ${NODE_NAME}\n`
      : `# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\nfe00::0\tip6-mcastprefix\nfe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n${ip}\t${name}\n`;
  const resolv =
    spec.dnsPolicy === 'Default' || (spec.hostNetwork === true && spec.dnsPolicy === 'ClusterFirst')
      ? 'nameserver 8.8.8.8\n'
      : `search ${metadata.namespace}.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n`;
  draft.trees[treeKey.podVolume(metadata.uid, OWN_VOLUME)] = {
    root: directoryOf(
      {
        hosts: fileOf(hosts, 0o644, now),
        hostname: fileOf(`${name}\n`, 0o644, now),
        'resolv.conf': fileOf(resolv, 0o644, now),
        shm: directoryOf({}, 0o1777, now),
      },
      0o750,
      now,
    ),
  };
}

/** The name that the pod's processes have for themselves: at most 63 characters of it. */
export function hostnameOf({ metadata, spec }: Pod): string {
  if (spec.hostNetwork === true) return NODE_NAME;
  return withoutTrailing((spec.hostname ?? metadata.name).slice(0, 63), '-.');
}

/** The address that the pod has. */
export const addressOf = ({ spec }: Pod, ip: string): string => (spec.hostNetwork === true ? NODE_IP : ip);

/** What a volume at the same place replaces. */
const REPLACED: ReadonlySet<string> = new Set([
  '/etc/hosts',
  '/etc/hostname',
  '/etc/resolv.conf',
  '/dev/shm',
]);

/** Every mount of a container, `/` first. Makes the directories of subPaths. Throws ConfigProblem. */
export function mountsOf(
  draft: Draft,
  pod: Pod,
  container: Container,
  {
    id,
    image,
    env,
  }: { readonly id: string; readonly image: Image; readonly env: ReadonlyMap<string, string> },
): readonly Mount[] {
  const { securityContext } = container;
  const readOnlyRoot = securityContext?.readOnlyRootFilesystem === true;
  const privileged = securityContext?.privileged === true;
  const volumes = volumeMounts(draft, pod, container, env);
  const covered = new Set(volumes.map(({ path }) => path));
  const images = image.volumes
    .filter((path) => !covered.has(path))
    .map((path): Mount => {
      const tree = treeKey.podVolume(pod.metadata.uid, `.image/${id}${path}`);
      const at = nodeAtPath(image.files, path);
      draft.trees[tree] = {
        root: at?.type === 'directory' ? at : directoryOf({}, 0o755, draft.now),
      };
      return { path, tree, root: '/', readOnly: false, fsType: 'ext4', device: DISK };
    });
  const about = { id, podUid: pod.metadata.uid };
  const usual = usualMounts(about, { readOnlyRoot, privileged });
  return [
    ...usual.filter(({ path }) => !(covered.has(path) && REPLACED.has(path))),
    ...images,
    ...[...volumes].sort((a, b) => a.path.split('/').length - b.path.split('/').length),
  ];
}

const isBackwards = (path: string): boolean => path.split('/').includes('..');

function volumeMounts(
  draft: Draft,
  pod: Pod,
  container: Container,
  env: ReadonlyMap<string, string>,
): readonly Mount[] {
  return (container.volumeMounts ?? []).map((mount) => {
    const volume = pod.spec.volumes?.find(({ name }) => name === mount.name);
    if (volume === undefined)
      throw new ConfigProblem(
        `cannot find volume "${mount.name}" to mount into container "${container.name}"`,
      );
    const mounted = mountedVolume(draft, pod, volume);
    const written = mount.subPathExpr ?? mount.subPath ?? '';
    const subPath = mount.subPathExpr === undefined ? written : expanded(written, (name) => env.get(name));
    if (isBackwards(subPath)) {
      throw new ConfigProblem(
        `failed to prepare subPath for volumeMount "${mount.name}" of container "${container.name}"`,
      );
    }
    const inside = subPath
      .split('/')
      .filter((name) => name !== '')
      .join('/');
    const root = inside === '' ? mounted.root : `${mounted.root === '/' ? '' : mounted.root}/${inside}`;
    if (inside !== '') makeSubPath(draft, mounted.tree, mounted.root, root);
    const path = mount.mountPath.length > 1 ? withoutTrailing(mount.mountPath, '/') : mount.mountPath;
    return {
      path: path.startsWith('/') ? path : `/${path}`,
      tree: mounted.tree,
      root,
      readOnly: mounted.readOnly || mount.readOnly === true,
      fsType: mounted.fsType,
      device: mounted.device,
    };
  });
}

/** A subPath that is not there is made with the permissions of the volume's own directory (subpath_linux.go). */
function makeSubPath(draft: Draft, key: string, volume: string, path: string): void {
  const tree = draft.trees[key];
  if (key === treeKey.node) {
    if (nodeFile(draft, path) !== undefined || tree === undefined) return;
    draft.trees[key] = { ...tree, root: withDirectories(tree.root, path, 0o755, draft.now) };
    return;
  }
  if (tree === undefined) return;
  const top = nodeAtPath(tree.root, volume);
  const mode = top?.type === 'directory' ? top.mode & 0o777 : 0o755;
  draft.trees[key] = { ...tree, root: withDirectories(tree.root, path, mode, draft.now) };
}
