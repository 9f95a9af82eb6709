/** id, whoami, groups, getent: who a process is. */
import type { ToolCall, ToolResult } from './call.ts';
import { curly, fail } from './call.ts';
import { options } from './options.ts';
import { group, groupName, passwd, userName } from './people.ts';

interface Who {
  readonly uid: number;
  readonly gid: number;
  /** In the order in which the tool prints them. */
  readonly groups: readonly number[];
}

/** GNU prints the primary group first, busybox only for `-G` and `groups`; the rest as the kernel lists it: sorted. */
function ownWho(call: ToolCall, all: boolean): Who {
  const { uid, gid } = call.identity;
  const groups = [...call.identity.groups].sort((a, b) => a - b);
  const primaryFirst = call.flavour === 'gnu' || all;
  const ordered = primaryFirst
    ? [gid, ...groups.filter((one) => one !== gid)]
    : groups.length === 0
      ? [gid]
      : groups;
  return { uid, gid, groups: ordered };
}

function whoIs(call: ToolCall, name: string): Who | null {
  const people = passwd(call.files);
  const found =
    people.find((one) => one.name === name) ??
    (/^[0-9]+$/.test(name) ? people.find((one) => one.uid === Number(name)) : undefined);
  if (found === undefined) return null;
  const more = group(call.files).filter(
    ({ gid, members }) => gid !== found.gid && members.includes(found.name),
  );
  return { uid: found.uid, gid: found.gid, groups: [found.gid, ...more.map(({ gid }) => gid)] };
}

export function id(call: ToolCall): ToolResult {
  const read = options(call, {
    flags: 'ugGnrz',
    long: { user: 'u', group: 'g', groups: 'G', name: 'n', real: 'r' },
  });
  if ('result' in read) return read.result;
  const { given, operands } = read;
  const [name] = operands;
  const who = name === undefined ? ownWho(call, given.has('G')) : whoIs(call, name);
  if (who === null)
    return fail(
      call,
      call.flavour === 'gnu' ? `${curly(call, name ?? '')}: no such user` : `unknown user ${name}`,
    );
  const named = given.has('n');
  if (named && !given.has('u') && !given.has('g') && !given.has('G')) {
    if (call.flavour === 'gnu') return fail(call, 'cannot print only names or real IDs in default format');
    return call.notSimulated({
      code: 'tool:id:-n',
      message: 'id -n without -u, -g or -G is not simulated; it is an error.',
    });
  }
  let status = 0;
  const nameOfGroup = (gid: number): string => {
    const known = groupName(call.files, gid);
    if (!named || known !== String(gid)) return named ? known : String(gid);
    call.err(
      call.flavour === 'gnu' ? `id: cannot find name for group ID ${gid}\n` : `id: unknown ID ${gid}\n`,
    );
    status = 1;
    return known;
  };
  if (given.has('u')) {
    const known = userName(call.files, who.uid);
    if (named && known === String(who.uid)) {
      call.err(
        call.flavour === 'gnu'
          ? `id: cannot find name for user ID ${who.uid}\n`
          : `id: unknown ID ${who.uid}\n`,
      );
      status = 1;
    }
    call.out(`${named ? known : who.uid}\n`);
  } else if (given.has('g')) call.out(`${nameOfGroup(who.gid)}\n`);
  else if (given.has('G')) call.out(`${who.groups.map(nameOfGroup).join(' ')}\n`);
  else {
    const people = passwd(call.files);
    const groups = group(call.files);
    const user = people.find(({ uid }) => uid === who.uid)?.name;
    const shown = (gid: number): string => {
      const known = groups.find((one) => one.gid === gid)?.name;
      return known === undefined ? String(gid) : `${gid}(${known})`;
    };
    const list = who.groups.map(shown).join(',');
    call.out(
      `uid=${who.uid}${user === undefined ? '' : `(${user})`} gid=${shown(who.gid)}${list === '' ? '' : ` groups=${list}`}\n`,
    );
  }
  return status;
}

export function whoami(call: ToolCall): ToolResult {
  const { uid } = call.identity;
  const name = userName(call.files, uid);
  if (name === String(uid))
    return fail(call, call.flavour === 'gnu' ? `cannot find name for user ID ${uid}` : `unknown uid ${uid}`);
  call.out(`${name}\n`);
  return 0;
}

export function groups(call: ToolCall): ToolResult {
  const [, name] = call.argv;
  const who = name === undefined ? ownWho(call, true) : whoIs(call, name);
  if (who === null)
    return fail(
      call,
      call.flavour === 'gnu' ? `${curly(call, name ?? '')}: no such user` : `unknown user ${name}`,
    );
  let status = 0;
  const names = who.groups.map((gid) => {
    const known = groupName(call.files, gid);
    if (known === String(gid)) {
      call.err(
        call.flavour === 'gnu'
          ? `groups: cannot find name for group ID ${gid}\n`
          : `groups: unknown ID ${gid}\n`,
      );
      status = 1;
    }
    return known;
  });
  call.out(`${name !== undefined && call.flavour === 'gnu' ? `${name} : ` : ''}${names.join(' ')}\n`);
  return status;
}

export function getent(call: ToolCall): ToolResult {
  const [, database = '', ...keys] = call.argv;
  if (database !== 'passwd' && database !== 'group') {
    return call.notSimulated({
      code: 'tool:getent',
      message: `getent ${database} is not simulated; passwd and group are.`,
    });
  }
  const path = database === 'passwd' ? '/etc/passwd' : '/etc/group';
  const lines =
    call.files.peek(path)?.node.type === 'file'
      ? call.files
          .read(path)
          .split('\n')
          .filter((line) => line !== '')
      : [];
  const wanted =
    keys.length === 0
      ? lines
      : keys.map((key) => lines.find((line) => line.startsWith(`${key}:`) || line.split(':')[2] === key));
  for (const line of wanted) if (line !== undefined) call.out(`${line}\n`);
  return wanted.includes(undefined) ? 2 : 0;
}
