/** ps, env, sleep, date, hostname, uname, nproc, mount, df, ping, su, sysctl, capsh and other tools that ask the kernel. */
import { attempt } from '../files/errors.ts';
import { has } from '../files/permission.ts';
import { CAPABILITIES, capabilityMask, type Identity } from '../identity.ts';
import { at, curly, fail, type Tool, type ToolCall, type ToolResult } from './call.ts';
import { options } from './options.ts';
import { group, passwd, userName } from './people.ts';
import { processes } from './processes.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const two = (value: number): string => String(value).padStart(2, '0');

export function env(call: ToolCall): ToolResult {
  const args = call.argv.slice(1);
  let variables = new Map(call.env);
  if (args[0] === '-i' || args[0] === '-') {
    variables = new Map();
    args.shift();
  }
  while (args[0] === '-u') {
    variables.delete(args[1] ?? '');
    args.splice(0, 2);
  }
  while (args[0]?.includes('=') === true && !args[0].startsWith('-')) {
    const [name = '', ...rest] = args.shift()?.split('=') ?? [];
    variables.set(name, rest.join('='));
  }
  if (args[0]?.startsWith('-') === true && args[0] !== '--')
    return call.notSimulated({ code: 'tool:env', message: `The option ${args[0]} of env is not simulated.` });
  if (args.length > 0) return { become: args[0] === '--' ? args.slice(1) : args, env: [...variables] };
  call.out([...variables].map(([name, value]) => `${name}=${value}\n`).join(''));
  return 0;
}

export function printenv(call: ToolCall): ToolResult {
  const names = call.argv.slice(1);
  if (names.length === 0) return env({ ...call, argv: ['env'] });
  let status = 0;
  for (const name of names) {
    const value = call.env.findLast(([one]) => one === name)?.[1];
    if (value === undefined) status = 1;
    else call.out(`${value}\n`);
  }
  return status;
}

/** Milliseconds of `5`, `0.5`, `2m`, `3d`, or Infinity; null: no such time. */
export function duration(text: string): number | null {
  if (text === 'infinity' || text === 'inf') return Number.POSITIVE_INFINITY;
  const read = /^([0-9]{1,12}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})([smhd]?)$/.exec(text);
  if (read === null) return null;
  return Number(read[1]) * ({ m: 60, h: 3600, d: 86_400 }[read[2] ?? ''] ?? 1) * 1000;
}

export function sleep(call: ToolCall): ToolResult {
  if (call.resume !== undefined) return 0;
  const args = call.argv.slice(1);
  if (args.length === 0) {
    if (call.flavour === 'gnu')
      return fail(call, "missing operand\nTry 'sleep --help' for more information.");
    return call.notSimulated({
      code: 'tool:sleep:usage',
      message: 'sleep needs a time; the page of help that busybox prints is not simulated.',
    });
  }
  let ms = 0;
  for (const text of args) {
    const part = duration(text);
    if (part === null || (call.flavour === 'busybox' && text === 'inf'))
      return fail(
        call,
        call.flavour === 'gnu'
          ? `invalid time interval ${curly(call, text)}\nTry 'sleep --help' for more information.`
          : `invalid number '${text}'`,
      );
    ms += part;
  }
  return ms === Number.POSITIVE_INFINITY ? { forever: true } : { wait: Math.min(ms, 8.64e13), resume: true };
}

export function date(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'uR', valued: 'sdI', long: { utc: 'u', 'set=': 's', 'date=': 'd' } });
  if ('result' in read) return read.result;
  if (read.given.has('s')) {
    const node = call.identity.userNamespaceBase !== 0;
    if (!has(call.identity, 'SYS_TIME') || node) {
      const now = text(call.draft.now, null);
      call.err(`date: ${call.flavour === 'gnu' ? 'cannot' : "can't"} set date: Operation not permitted\n`);
      const wanted = Date.parse(`${read.values.s?.trim().replace(' ', 'T') ?? ''}Z`);
      call.out(`${Number.isNaN(wanted) ? now : text(wanted, null)}\n`);
      return call.flavour === 'gnu' ? 1 : 0;
    }
    return call.notSimulated({
      code: 'tool:date:-s',
      message:
        'Setting the clock is not simulated; this process has SYS_TIME, so the real date would change the clock of the node.',
    });
  }
  if (read.given.has('d') || read.given.has('I') || read.given.has('R'))
    return call.notSimulated({
      code: 'tool:date',
      message: 'Of the options of date only -u and -s are simulated.',
    });
  const format = read.operands[0];
  if (format !== undefined && !format.startsWith('+'))
    return call.notSimulated({
      code: 'tool:date',
      message: 'date with an operand that is no +FORMAT is not simulated.',
    });
  const said = text(call.draft.now, format?.slice(1) ?? null);
  if (said === null)
    return call.notSimulated({
      code: 'tool:date:format',
      message: `The format ${format} of date is not simulated.`,
    });
  call.out(`${said}\n`);
  return 0;
}

/** A moment by a format of strftime, or as `date` prints it; null where a letter is not known. */
function text(ms: number, format: string | null): string | null {
  const moment = new Date(ms);
  const [year, month, day] = [moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate()];
  const [hour, minute, second] = [
    two(moment.getUTCHours()),
    two(moment.getUTCMinutes()),
    two(moment.getUTCSeconds()),
  ];
  const known: Readonly<Record<string, string>> = {
    Y: String(year),
    y: two(year % 100),
    m: two(month + 1),
    d: two(day),
    e: String(day).padStart(2),
    H: hour,
    M: minute,
    S: second,
    T: `${hour}:${minute}:${second}`,
    F: `${year}-${two(month + 1)}-${two(day)}`,
    R: `${hour}:${minute}`,
    D: `${two(month + 1)}/${two(day)}/${two(year % 100)}`,
    s: String(Math.floor(ms / 1000)),
    N: `${String(ms % 1000).padStart(3, '0')}000000`,
    Z: 'UTC',
    z: '+0000',
    a: DAYS[moment.getUTCDay()] ?? '',
    b: MONTHS[month] ?? '',
    n: '\n',
    t: '\t',
    '%': '%',
  };
  let unknown = false;
  const out = (format ?? '%a %b %e %H:%M:%S %Z %Y').replace(/%(.?)/gs, (_all, letter: string) => {
    const value = Object.hasOwn(known, letter) ? known[letter] : undefined;
    if (value === undefined) unknown = true;
    return value ?? '';
  });
  return unknown ? null : out;
}

export function hostname(call: ToolCall): ToolResult {
  const [, first] = call.argv;
  const { container } = call;
  const own = container?.hostname ?? call.draft.machine.hostname;
  if (first === undefined || first === '-s') call.out(`${own}\n`);
  else if (first === '-i' || first === '-I')
    call.out(`${container?.podIp ?? ''}${first === '-I' ? ' ' : ''}\n`);
  else if (first.startsWith('-'))
    return call.notSimulated({
      code: 'tool:hostname',
      message: `The option ${first} of hostname is not simulated.`,
    });
  else if (!has(call.identity, 'SYS_ADMIN'))
    return fail(
      call,
      call.flavour === 'gnu'
        ? 'you must be root to change the host name'
        : 'sethostname: Operation not permitted',
    );
  else
    return call.notSimulated({
      code: 'tool:hostname:set',
      message: 'Changing the host name is not simulated; this process has SYS_ADMIN, so the real one would.',
    });
  return 0;
}

export function uname(call: ToolCall): ToolResult {
  const read = options(call, { flags: 's' });
  if ('result' in read)
    return call.notSimulated({
      code: 'tool:uname',
      message: 'uname prints the kernel of the node, and the simulated node has none.',
    });
  call.out('Linux\n');
  return 0;
}

export function nproc(call: ToolCall): ToolResult {
  call.out('2\n');
  return 0;
}

export function mount(call: ToolCall): ToolResult {
  const { container, identity } = call;
  if (container === null)
    return call.notSimulated({ code: 'tool:mount', message: 'mount is simulated inside containers only.' });
  if (call.argv.length > 1) {
    if (has(identity, 'SYS_ADMIN'))
      return call.notSimulated({
        code: 'tool:mount:set',
        message: 'Mounting is not simulated; this process has SYS_ADMIN, so the real mount would try.',
      });
    if (call.flavour === 'busybox' || identity.uid === 0) {
      const goal = canonical(call, call.argv.at(-1) ?? '');
      return call.flavour === 'busybox'
        ? fail(call, 'permission denied (are you root?)')
        : fail(
            call,
            `${goal}: permission denied.\n       dmesg(1) may have more information after failed mount system call.`,
            32,
          );
    }
    return fail(
      call,
      `${canonical(call, call.argv.at(-1) ?? '')}: must be superuser to use mount.\n       dmesg(1) may have more information after failed mount system call.`,
      32,
    );
  }
  for (const one of container.mounts)
    call.out(`${one.device} on ${one.path} type ${one.fsType} (${one.readOnly ? 'ro' : 'rw'},relatime)\n`);
  return 0;
}

/** A path without links, dots and double slashes, as mount names it. */
function canonical(call: ToolCall, path: string): string {
  return call.files.peek(at(call, path))?.path ?? at(call, path);
}

export function df(call: ToolCall): ToolResult {
  return call.notSimulated({
    code: 'tool:df',
    message:
      'df prints how full the disks of the node are, and the simulated node has none; `mount` says what is mounted.',
  });
}

/** Raw sockets need NET_RAW; since 2.0 containerd lets every group use ICMP sockets (net.ipv4.ping_group_range). */
export function ping(call: ToolCall): ToolResult {
  return call.notSimulated({
    code: 'tool:ping',
    message:
      'The network is not simulated, so nothing answers a ping; the real one would send ICMP echo requests.',
  });
}

export function network(call: ToolCall): ToolResult {
  const name = call.argv[0]?.replace(/^.*\//, '') ?? '';
  return call.notSimulated({
    code: `tool:${name}`,
    message: `The network is not simulated, so ${name} has nothing to talk to.`,
  });
}

export function sysctl(call: ToolCall): ToolResult {
  const args = call.argv.slice(1).filter((one) => one !== '-w' && one !== '-n');
  const quiet = call.argv.includes('-n');
  for (const arg of args) {
    const [name = '', value] = arg.split('=');
    const path = `/proc/sys/${name.replace(/\./g, '/')}`;
    if (value !== undefined) {
      const found = call.files.peek(path);
      if (found === null)
        return call.notSimulated({
          code: 'tool:sysctl',
          message: `The simulated kernel does not have ${name}.`,
        });
      if (found.mount.readOnly && has(call.identity, 'DAC_OVERRIDE'))
        return fail(
          call,
          call.flavour === 'busybox'
            ? `error setting key '${name}': Read-only file system`
            : `setting key "${name}", ignoring: Read-only file system`,
        );
      return fail(
        call,
        call.flavour === 'busybox'
          ? `error setting key '${name}': Permission denied`
          : `permission denied on key "${name}"`,
      );
    }
    const read = attempt(() => call.files.read(path));
    if ('refused' in read)
      return call.notSimulated({
        code: 'tool:sysctl',
        message: `The simulated kernel does not have ${name}.`,
      });
    call.out(quiet ? read.value : `${name} = ${read.value}`);
  }
  if (args.length === 0)
    return call.notSimulated({
      code: 'tool:sysctl',
      message: 'sysctl without a name is not simulated; it lists the settings of the kernel.',
    });
  return 0;
}

export function ps(call: ToolCall): ToolResult {
  const { container, draft } = call;
  if (container === null)
    return call.notSimulated({ code: 'tool:ps', message: 'ps is simulated inside containers only.' });
  if (container.hostPid)
    return call.notSimulated({
      code: 'tool:ps:host',
      message:
        "This pod shares the node's processes (hostPID), and the simulated node has none to show; the real ps would list every process of the node.",
    });
  const args = call.argv.slice(1);
  const users = passwd(call.files);
  const user = (uid: number): string => users.find((one) => one.uid === uid)?.name ?? String(uid);
  const rows = [
    ...processes(call.draft, container),
    {
      pid: call.pid,
      uid: call.identity.uid,
      command: call.argv.join(' '),
      startedAt: draft.now,
      tty: call.terminal,
    },
  ];
  if (call.flavour === 'busybox') {
    if (args.includes('-o') || args.some((one) => one.startsWith('-o')))
      return call.notSimulated({ code: 'tool:ps:-o', message: 'ps -o is not simulated.' });
    const option = args.find((one) => /^-[^T]/.test(one));
    if (option !== undefined)
      return call.notSimulated({
        code: 'tool:ps:option',
        message: `ps of busybox has no option ${option}: it complains and prints a page of help; plain ps lists every process.`,
      });
    call.out('PID   USER     TIME  COMMAND\n');
    for (const row of rows)
      call.out(
        `${String(row.pid).padStart(5)} ${user(row.uid).slice(0, 8).padEnd(8)}  0:00 ${row.command}\n`,
      );
    return 0;
  }
  const letters = args.join('').replace(/-/g, '');
  if (!/^[auxefwA]*$/.test(letters))
    return call.notSimulated({
      code: 'tool:ps',
      message: 'Of the options of ps only aux, -ef and -A are simulated.',
    });
  const start = (ms: number): string =>
    draft.now - ms < 86_400_000
      ? `${two(new Date(ms).getUTCHours())}:${two(new Date(ms).getUTCMinutes())}`
      : `${MONTHS[new Date(ms).getUTCMonth()]}${two(new Date(ms).getUTCDate())}`;
  const short = (name: string, width: number): string =>
    name.length > width ? `${name.slice(0, width - 1)}+` : name;
  if (letters.includes('f') || letters.includes('e')) {
    call.out('UID          PID    PPID  C STIME TTY          TIME CMD\n');
    for (const row of rows)
      call.out(
        `${short(user(row.uid), 8).padEnd(8)} ${String(row.pid).padStart(7)} ${String(0).padStart(7)}  0 ${start(row.startedAt).padEnd(5)} ${(row.tty ? 'pts/0' : '?').padEnd(8)} 00:00:00 ${row.command}\n`,
      );
    return 0;
  }
  if (letters === '' || letters === 'A') {
    call.out('    PID TTY          TIME CMD\n');
    for (const row of rows)
      if (letters === 'A' || row.tty === call.terminal)
        call.out(
          `${String(row.pid).padStart(7)} ${(row.tty ? 'pts/0' : '?').padEnd(8)} 00:00:00 ${row.command.split(' ', 1)[0]?.replace(/^.*\//, '').slice(0, 15)}\n`,
        );
    return 0;
  }
  call.out('USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n');
  for (const [index, row] of rows.entries()) {
    const state = `${index === rows.length - 1 ? 'R' : 'S'}${row.pid === 1 || row.tty ? 's' : ''}${row.tty && index === rows.length - 1 ? '+' : ''}`;
    call.out(
      `${short(user(row.uid), 8).padEnd(8)} ${String(row.pid).padStart(7)}  0.0  0.0 ${String(row.pid === 1 ? 2728 : 7888).padStart(6)} ${String(row.pid === 1 ? 1516 : 3920).padStart(5)} ${(row.tty ? 'pts/0' : '?').padEnd(8)} ${state.padEnd(4)} ${start(row.startedAt)}   0:00 ${row.command}\n`,
    );
  }
  return 0;
}

/** The sets of capabilities after a change of UID (capabilities(7)): leaving 0 loses what is effective and permitted. */
export function asUser(identity: Identity, uid: number, gid: number, groups: readonly number[]): Identity {
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

export function capsh(call: ToolCall): ToolResult {
  const [, first = ''] = call.argv;
  const decode = /^--decode=(?:0x)?([0-9a-fA-F]{1,16})$/.exec(first);
  if (decode !== null) {
    const mask = BigInt(`0x${decode[1]}`);
    const names = CAPABILITIES.flatMap((name, bit) =>
      ((mask >> BigInt(bit)) & 1n) === 1n ? [`cap_${name.toLowerCase()}`] : [],
    );
    for (let bit = CAPABILITIES.length; bit < 64; bit += 1)
      if (((mask >> BigInt(bit)) & 1n) === 1n) names.push(String(bit));
    call.out(`0x${mask.toString(16).padStart(16, '0')}=${names.join(',')}\n`);
    return 0;
  }
  if (first !== '--print')
    return call.notSimulated({
      code: 'tool:capsh',
      message: 'Of capsh only --decode=MASK and --print are simulated.',
    });
  const { capabilities, uid, gid, groups, noNewPrivs } = call.identity;
  const list = (names: readonly string[]): string =>
    CAPABILITIES.filter((name) => names.includes(name))
      .map((name) => `cap_${name.toLowerCase()}`)
      .join(',');
  if (capabilityMask(capabilities.effective) !== capabilityMask(capabilities.permitted))
    return call.notSimulated({
      code: 'tool:capsh',
      message: 'capsh --print is not simulated for these sets; grep Cap /proc/self/status shows them.',
    });
  const full = capabilities.effective.length === CAPABILITIES.length;
  const current =
    capabilities.effective.length === 0 ? '=' : full ? '=ep' : `${list(capabilities.effective)}=ep`;
  const dropped = CAPABILITIES.filter((name) => !capabilities.bounding.includes(name)).map(
    (name) => `!cap_${name.toLowerCase()}`,
  );
  const name = (id: number, table: readonly { readonly name: string; readonly id: number }[]): string =>
    `${id}(${table.find((one) => one.id === id)?.name ?? '???'})`;
  const users = passwd(call.files).map((one) => ({ name: one.name, id: one.uid }));
  const owners = group(call.files).map((one) => ({ name: one.name, id: one.gid }));
  call.out(
    [
      `Current: ${current}`,
      `Bounding set =${list(capabilities.bounding)}`,
      'Ambient set =',
      `Current IAB: ${dropped.join(',')}`,
      `Securebits: 00/0x0/1'b0 (no-new-privs=${noNewPrivs ? 1 : 0})`,
      ' secure-noroot: no (unlocked)',
      ' secure-no-suid-fixup: no (unlocked)',
      ' secure-keep-caps: no (unlocked)',
      ' secure-no-ambient-raise: no (unlocked)',
      `uid=${name(uid, users)} euid=${name(uid, users)}`,
      `gid=${name(gid, owners)}`,
      `groups=${[...groups]
        .sort((a, b) => a - b)
        .map((one) => name(one, owners))
        .join(',')}`,
      `Guessed mode: ${uid === 0 && full ? 'UNCERTAIN (0)' : 'HYBRID (4)'}`,
      '',
    ].join('\n'),
  );
  return 0;
}

export function timeout(call: ToolCall): ToolResult {
  const [, time = '', ...command] = call.argv;
  if (duration(time) === null || command.length === 0)
    return call.notSimulated({
      code: 'tool:timeout',
      message: 'Of timeout only the form timeout SECONDS COMMAND is simulated.',
    });
  if (command[0] === 'sleep' || (command[0] === 'tail' && command.some((one) => /^-[a-z]*[fF]/.test(one)))) {
    if (call.resume !== undefined) return call.flavour === 'gnu' ? 124 : 143;
    return { wait: duration(time) ?? 0, resume: true };
  }
  return { become: command };
}

export function tty(call: ToolCall): ToolResult {
  call.out(call.terminal ? '/dev/pts/0\n' : 'not a tty\n');
  return call.terminal ? 0 : 1;
}

export function logname(call: ToolCall): ToolResult {
  call.out(`${userName(call.files, call.identity.uid)}\n`);
  return 0;
}

/** `nice`, `nohup`, `time`, `exec` in front of a command: the command. */
export const inFront: Tool = (call) => ({ become: call.argv.slice(1) });

/** `which`: where a program is. */
export function which(call: ToolCall): ToolResult {
  const path = call.env.findLast(([name]) => name === 'PATH')?.[1] ?? '';
  let status = 0;
  for (const name of call.argv.slice(1)) {
    const found = (
      name.includes('/') ? [at(call, name)] : path.split(':').map((one) => `${one}/${name}`)
    ).find((one) => call.files.peek(one)?.node.type === 'file' && call.files.may(one, 1));
    if (found === undefined) status = 1;
    else call.out(`${found}\n`);
  }
  return status;
}

/** Whatever a program of the image does that Podium does not know. */
export function mktemp(call: ToolCall): ToolResult {
  const directory = call.argv.includes('-d');
  const suffix = `${call.pid.toString(36)}${(call.draft.counter + call.pid).toString(36)}xxxxxxxxxx`.slice(
    0,
    10,
  );
  call.draft.counter += 1;
  const path = `/tmp/tmp.${suffix}`;
  const made = attempt(() =>
    directory ? call.files.mkdir(path, 0o700) : void call.files.open(path, true, 0o600),
  );
  if ('refused' in made)
    return fail(
      call,
      call.flavour === 'gnu'
        ? `failed to create ${directory ? 'directory' : 'file'} via template ${curly(call, '/tmp/tmp.XXXXXXXXXX')}: ${made.refused.message}`
        : `: ${made.refused.message}`,
    );
  call.out(`${path}\n`);
  return 0;
}
