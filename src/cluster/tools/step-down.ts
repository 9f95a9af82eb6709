/** `su` and `gosu`: another user, with what is left of the capabilities. */
import { has } from '../files/permission.ts';
import type { Identity } from '../identity.ts';
import { fail, type ToolCall, type ToolResult } from './call.ts';
import { group, passwd } from './people.ts';

/** The sets of capabilities after a change of UID (capabilities(7)): leaving 0 loses what is effective and permitted. */
function asUser(identity: Identity, uid: number, gid: number, groups: readonly number[]): Identity {
  const { capabilities } = identity;
  if (uid === identity.uid) return { ...identity, gid, groups };
  const none = { ...capabilities, effective: [], permitted: [], ambient: [] };
  const root = { ...capabilities, effective: capabilities.bounding, permitted: capabilities.bounding };
  return {
    ...identity,
    uid,
    gid,
    groups,
    capabilities: uid === 0 ? root : identity.uid === 0 ? none : capabilities,
  };
}

function target(
  call: ToolCall,
  name: string,
): { readonly identity: Identity; readonly home: string; readonly shell: string } | null {
  const found = passwd(call.files).find((one) => one.name === name);
  if (found === undefined) return null;
  const more = group(call.files)
    .filter(({ members, gid }) => members.includes(name) && gid !== found.gid)
    .map(({ gid }) => gid);
  return {
    identity: asUser(call.identity, found.uid, found.gid, [found.gid, ...more]),
    home: found.home,
    shell: found.shell,
  };
}

export function su(call: ToolCall): ToolResult {
  const args = call.argv.slice(1);
  let login = false;
  let command: string | undefined;
  let shell: string | undefined;
  const rest: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const one = args[i] ?? '';
    if (one === '-' || one === '-l' || one === '--login') login = true;
    else if (one === '-c') command = args[++i];
    else if (one === '-s') shell = args[++i];
    else if (one.startsWith('-') && one.length > 1)
      return call.notSimulated({ code: 'tool:su', message: `The option ${one} of su is not simulated.` });
    else rest.push(one);
  }
  const name = rest[0] ?? 'root';
  const found = target(call, name);
  const root = call.identity.uid === 0;
  if (call.flavour === 'busybox' && !root) return fail(call, 'must be suid to work properly');
  if (found === null)
    return fail(
      call,
      call.flavour === 'gnu'
        ? `user ${name} does not exist or the user entry does not contain all the required fields`
        : `unknown user ${name}`,
    );
  if (!root) {
    if (call.identity.noNewPrivs) return fail(call, 'Authentication failure');
    return call.notSimulated({
      code: 'tool:su:password',
      message:
        'su asks for a password here, and Podium has no way to type one; no image of the labs has a password that would do.',
    });
  }
  if (!has(call.identity, 'SETGID'))
    return fail(
      call,
      call.flavour === 'gnu'
        ? 'cannot set groups: Operation not permitted'
        : "can't set groups: Operation not permitted",
    );
  if (!has(call.identity, 'SETUID'))
    return fail(
      call,
      call.flavour === 'gnu'
        ? 'cannot set user id: Operation not permitted'
        : 'setuid: Operation not permitted',
    );
  const program = shell ?? (found.shell === '' ? '/bin/sh' : found.shell);
  const kept = login
    ? call.env.filter(([one]) => one === 'TERM')
    : call.env.filter(([one]) => !['HOME', 'SHELL', 'USER', 'LOGNAME'].includes(one));
  const own: [string, string][] = [
    ['HOME', found.home],
    ['SHELL', program],
    ...(name === 'root' && !login
      ? []
      : ([
          ['USER', name],
          ['LOGNAME', name],
        ] as [string, string][])),
  ];
  const path: [string, string][] = login
    ? [['PATH', '/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games']]
    : [];
  if (/\/(nologin|false)$/.test(program)) {
    if (program.endsWith('nologin')) call.out('This account is currently not available.\n');
    return 1;
  }
  return {
    become: [program, ...(command === undefined ? [] : ['-c', command]), ...rest.slice(1)],
    identity: found.identity,
    env: [...kept, ...own, ...path],
  };
}

/** gosu and su-exec: another user, then the command. */
export function gosu(call: ToolCall): ToolResult {
  const [, who = '', ...command] = call.argv;
  const [name = '', groupName] = who.split(':');
  const digits = /^[0-9]+$/.test(name);
  const person = passwd(call.files).find((one) => one.name === name || (digits && one.uid === Number(name)));
  if (person === undefined && !digits)
    return fail(
      call,
      `error: failed switching to "${who}": unable to find user ${name}: no matching entries in passwd file`,
    );
  const named = group(call.files).find((one) => one.name === groupName);
  const gid = groupName === undefined ? (person?.gid ?? 0) : (named?.gid ?? Number(groupName));
  const more =
    groupName !== undefined || person === undefined
      ? []
      : group(call.files)
          .filter(({ members }) => members.includes(person.name))
          .map((one) => one.gid);
  const uid = person?.uid ?? Number(name);
  const groups = [gid, ...more.filter((one) => one !== gid)];
  if (uid !== call.identity.uid || gid !== call.identity.gid || call.identity.uid !== 0) {
    if (!has(call.identity, 'SETGID'))
      return fail(call, `error: failed switching to "${who}": operation not permitted`);
    if (!has(call.identity, 'SETUID'))
      return fail(call, `error: failed switching to "${who}": operation not permitted`);
  }
  const home: [string, string] = ['HOME', person?.home ?? '/'];
  return {
    become: command,
    identity: asUser(call.identity, uid, gid, groups),
    env: [...call.env.filter(([one]) => one !== 'HOME'), home],
  };
}
