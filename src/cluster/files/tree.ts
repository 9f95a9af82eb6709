/**
 * Files as plain data. A tree is never changed in place: whoever writes makes new directories from the root down to
 * what changed (the rest is shared), and puts the new tree where the old one was.
 */

/** What every file has. */
export interface Inode {
  readonly uid: number;
  readonly gid: number;
  /** Permission bits with setuid, setgid and sticky: 0o0000 to 0o7777. */
  readonly mode: number;
  /** Last change of the content, in ms of the cluster's clock. */
  readonly mtime: number;
}

export interface RegularFile extends Inode {
  readonly type: 'file';
  /** One character a byte is not kept: text, measured in UTF-8. */
  readonly content: string;
  /** What to print as its size where the content is not kept (a program's binary); in bytes. */
  readonly size?: number;
  /** Podium does not know what is in it (or only what its own programs read of it); whoever looks is told so. */
  readonly unknown?: true;
  /** It may be run: the name of the program it is (`busybox`, `nginx`), as tools/ and shell/ know it. */
  readonly program?: string;
}

export interface Directory extends Inode {
  readonly type: 'directory';
  readonly entries: Readonly<Record<string, FileNode>>;
  /** In a layer over another tree: nothing of the same directory below shows through. */
  readonly opaque?: true;
}

export interface SymbolicLink extends Inode {
  readonly type: 'link';
  readonly target: string;
}

/** Devices, pipes and sockets: `kind` is the letter that `ls -l` prints. */
interface SpecialFile extends Inode {
  readonly type: 'special';
  readonly kind: 'b' | 'c' | 'p' | 's';
  readonly major?: number;
  readonly minor?: number;
}

/** Only in a layer: the file of this name in the tree below was removed. */
interface Whiteout {
  readonly type: 'whiteout';
}

export type FileNode = RegularFile | Directory | SymbolicLink | SpecialFile | Whiteout;

/**
 * A tree as stored: `root` holds what was written; where `base` names an image (as written in the pod) or the node,
 * `root` is a layer over the files of that (images/ has them, they are not stored).
 */
export interface Tree {
  readonly base?: { readonly image: string } | { readonly node: true } | { readonly machine: true };
  readonly root: Directory;
}

/** Key of a tree in `Cluster.trees`: see `treeKey`. */
export type TreeKey = string;

/** The trees there are and how each is named in `Cluster.trees`. */
export const treeKey = {
  /** The node's own files, which hostPath volumes show. */
  node: 'node',
  /** The learner's machine. */
  machine: 'machine',
  /** What a container wrote beside its volumes; `id` is the container's. Gone with the container. */
  container: (id: string): TreeKey => `container/${id}`,
  /** A volume that lives as long as its pod (emptyDir, Secret, ConfigMap, projected, downwardAPI). */
  podVolume: (podUid: string, volume: string): TreeKey => `volume/${podUid}/${volume}`,
  /** What is behind a PersistentVolumeClaim. */
  claim: (namespace: string, name: string): TreeKey => `claim/${namespace}/${name}`,
} as const;

/** One place at which a process sees a tree. Later mounts cover earlier ones; the first is always `/`. */
export interface Mount {
  /** Where: absolute, without a slash at the end (but for `/`). */
  readonly path: string;
  /** Which tree; null for what the kernel makes up as it is read (`proc`, `sysfs`, devices). */
  readonly tree: TreeKey | null;
  /** Where in that tree its root is: absolute path inside the tree, `/` for all of it (subPath, hostPath). */
  readonly root: string;
  readonly readOnly: boolean;
  /** As `mount` and `df -T` print it. */
  readonly fsType: 'overlay' | 'ext4' | 'tmpfs' | 'proc' | 'sysfs' | 'devpts' | 'mqueue' | 'cgroup2';
  /** What `mount` and `df` print as the device. */
  readonly device: string;
}
