/** /etc/passwd and /etc/group as tools read them. */
import { attempt } from '../files/errors.ts';
import type { FileSystem } from '../files/system.ts';

export interface PasswdEntry {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly gecos: string;
  readonly home: string;
  readonly shell: string;
}

export interface GroupEntry {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

function lines(files: FileSystem, path: string): string[][] {
  const read = attempt(() => files.read(path));
  if ('refused' in read) return [];
  return read.value
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(':'));
}

/** The entries of /etc/passwd in their order; lines that are none are left out. */
export function passwd(files: FileSystem): PasswdEntry[] {
  return passwdOf(lines(files, '/etc/passwd'));
}

/** Entries of a passwd file's fields. */
function passwdOf(rows: readonly (readonly string[])[]): PasswdEntry[] {
  return rows.flatMap(([name = '', , uid = '', gid = '', gecos = '', home = '', shell = '']) =>
    /^[0-9]+$/.test(uid) && /^[0-9]+$/.test(gid)
      ? [{ name, uid: Number(uid), gid: Number(gid), gecos, home, shell }]
      : [],
  );
}

/** The entries of /etc/group in their order. */
export function group(files: FileSystem): GroupEntry[] {
  return groupOf(lines(files, '/etc/group'));
}

/** Entries of a group file's fields. */
function groupOf(rows: readonly (readonly string[])[]): GroupEntry[] {
  return rows.flatMap(([name = '', , gid = '', members = '']) =>
    /^[0-9]+$/.test(gid)
      ? [{ name, gid: Number(gid), members: members.split(',').filter((one) => one !== '') }]
      : [],
  );
}

/** The name of a UID, or its digits. */
export function userName(files: FileSystem, uid: number): string {
  return passwd(files).find((one) => one.uid === uid)?.name ?? String(uid);
}

/** The name of a GID, or its digits. */
export function groupName(files: FileSystem, gid: number): string {
  return group(files).find((one) => one.gid === gid)?.name ?? String(gid);
}
