/** The users and groups an image knows: its /etc/passwd and /etc/group. */
import type { Directory } from '../files/tree.ts';

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

export interface Accounts {
  readonly users: readonly Account[];
  readonly groups: readonly Group[];
}

function lines(files: Directory, name: string): readonly (readonly string[])[] {
  const etc = files.entries.etc;
  const file = etc?.type === 'directory' ? etc.entries[name] : undefined;
  if (file?.type !== 'file') return [];
  return file.content
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(':'));
}

/** Reads both files; a file that is not there has no lines. */
export function accountsOf(files: Directory): Accounts {
  return {
    users: lines(files, 'passwd').map(([name = '', , uid = '', gid = '', , home = '']) => ({
      name,
      uid: Number(uid),
      gid: Number(gid),
      home,
    })),
    groups: lines(files, 'group').map(([name = '', , gid = '', members = '']) => ({
      name,
      gid: Number(gid),
      members: members === '' ? [] : members.split(','),
    })),
  };
}

/** What an unknown image is taken to say of the user its configuration names: that there is one, like anybody else. */
export function assumedAccounts(user: string): Accounts {
  const [name = ''] = user.split(':');
  return { users: [{ name, uid: 1000, gid: 1000, home: '/' }], groups: [{ name, gid: 1000, members: [] }] };
}
