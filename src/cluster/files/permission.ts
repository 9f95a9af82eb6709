/** What a process may do to an inode: the kernel's discretionary access control (fs/namei.c, fs/attr.c). */
import type { Identity } from '../identity.ts';
import type { Inode } from './tree.ts';

/** Bits of a permission as in a mode's last digit. */
export const READ = 4;
export const WRITE = 2;
export const EXECUTE = 1;

/** Whether a process has a capability in effect. */
export function has(identity: Identity, capability: string): boolean {
  return identity.capabilities.effective.includes(capability);
}

/** Whether a process belongs to a group: its own group or one of the others. */
export function inGroup(identity: Identity, gid: number): boolean {
  return identity.gid === gid || identity.groups.includes(gid);
}

/**
 * Whether a process may read, write or execute (search) an inode (generic_permission): owner, else group, else others
 * decide alone; DAC_OVERRIDE goes over them, but executing a file needs an x somewhere; DAC_READ_SEARCH reads files and
 * searches directories.
 */
export function may(identity: Identity, node: Inode & { readonly type?: string }, wanted: number): boolean {
  const shift = identity.uid === node.uid ? 6 : inGroup(identity, node.gid) ? 3 : 0;
  if (((node.mode >> shift) & wanted) === wanted) return true;
  const directory = node.type === 'directory';
  if (has(identity, 'DAC_OVERRIDE') && (directory || (wanted & EXECUTE) === 0 || (node.mode & 0o111) !== 0))
    return true;
  const searching = directory ? (wanted & WRITE) === 0 : wanted === READ;
  return searching && has(identity, 'DAC_READ_SEARCH');
}

/** Whether a process counts as the owner of an inode: chmod, utimes with times, deletion under a sticky bit. */
export function owns(identity: Identity, node: Inode): boolean {
  return identity.uid === node.uid || has(identity, 'FOWNER');
}
