/** What fsGroup does to the files of a volume: pkg/volume/volume_linux.go. */
import type { Directory, FileNode } from '../files/tree.ts';

const RW = 0o660;
const READ_ONLY = 0o440;
const EXECUTE = 0o110;
const SETGID = 0o2000;

/** The directory with everything in it given to the group, readable (and writable) by it; links change owner only. */
export function ownedByGroup(directory: Directory, group: number, readOnly: boolean): Directory {
  const mask = readOnly ? READ_ONLY : RW;
  const entries: Record<string, FileNode> = {};
  for (const [name, node] of Object.entries(directory.entries)) {
    if (node.type === 'whiteout') entries[name] = node;
    else if (node.type === 'directory') entries[name] = ownedByGroup(node, group, readOnly);
    else if (node.type === 'link') entries[name] = { ...node, gid: group };
    else entries[name] = { ...node, gid: group, mode: node.mode | mask };
  }
  return { ...directory, entries, gid: group, mode: directory.mode | mask | EXECUTE | SETGID };
}

/** `OnRootMismatch`: whether the volume's own directory already has the group and its permissions. */
export function rootMatches(root: Directory, group: number, readOnly: boolean): boolean {
  const wanted = (readOnly ? READ_ONLY : RW) | EXECUTE | SETGID;
  return root.gid === group && (root.mode & wanted) === wanted;
}
