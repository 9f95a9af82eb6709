/** The mounts that every container has, whatever its pod asks for. */
import type { Identity } from '../identity.ts';
import { type Mount, treeKey } from './tree.ts';

/** The disk of the node. */
export const DISK = '/dev/vda1';

/** The files that the kubelet writes for every pod, in a volume of no name. */
export const OWN_VOLUME = '.pod';

/** The container's root, the kernel's file systems, and the files that the kubelet writes; `/` first. */
export function usualMounts(
  { id, podUid }: { readonly id: string; readonly podUid: string },
  { readOnlyRoot, privileged }: Pick<Identity, 'readOnlyRoot' | 'privileged'>,
): readonly Mount[] {
  const own = (path: string, root: string, readOnly: boolean): Mount => ({
    path,
    tree: treeKey.podVolume(podUid, OWN_VOLUME),
    root,
    readOnly,
    fsType: 'ext4',
    device: DISK,
  });
  const kernel = (path: string, fsType: Mount['fsType'], readOnly = false): Mount => ({
    path,
    tree: null,
    root: '/',
    readOnly,
    fsType,
    device: fsType === 'cgroup2' ? 'cgroup' : fsType,
  });
  return [
    {
      path: '/',
      tree: treeKey.container(id),
      root: '/',
      readOnly: readOnlyRoot,
      fsType: 'overlay',
      device: 'overlay',
    },
    kernel('/proc', 'proc'),
    kernel('/dev', 'tmpfs'),
    kernel('/dev/pts', 'devpts'),
    kernel('/dev/mqueue', 'mqueue'),
    kernel('/sys', 'sysfs', !privileged),
    kernel('/sys/fs/cgroup', 'cgroup2', !privileged),
    own('/etc/hosts', '/hosts', false),
    own('/etc/hostname', '/hostname', readOnlyRoot),
    own('/etc/resolv.conf', '/resolv.conf', readOnlyRoot),
    { ...own('/dev/shm', '/shm', false), fsType: 'tmpfs', device: 'shm' },
  ];
}
