/** What asks the kernel: `hostname`, `mount`, `sysctl`, `capsh`, `ping` and their like. */
import { attempt } from '../files/errors.ts';
import { has } from '../files/permission.ts';
import { CAPABILITIES, capabilityMask } from '../identity.ts';
import { KERNEL } from '../node-name.ts';
import { mountsOf } from '../usual.ts';
import { at, fail, type ToolCall, type ToolResult } from './call.ts';
import { options } from './options.ts';
import { group, passwd } from './people.ts';

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
  const read = options(call, {
    flags: 'snrmpiova',
    long: { all: 'a', 'kernel-name': 's', 'kernel-release': 'r', machine: 'm', nodename: 'n' },
  });
  if ('result' in read) return read.result;
  const { given } = read;
  if (['a', 'v', 'p', 'i'].some((letter) => given.has(letter)))
    return call.notSimulated({
      code: 'tool:uname',
      message: 'The build of the node’s kernel is not simulated; uname -r, -n, -m and -s are.',
    });
  const parts = [
    ['s', 'Linux'],
    ['n', call.container?.hostname ?? call.draft.machine.hostname],
    ['r', KERNEL],
    ['m', 'x86_64'],
    ['o', call.flavour === 'busybox' && call.musl ? 'Linux' : 'GNU/Linux'],
  ] as const;
  const shown = parts.filter(([letter]) => given.has(letter) || (given.size === 0 && letter === 's'));
  call.out(`${shown.map(([, text]) => text).join(' ')}\n`);
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
  for (const one of mountsOf(container))
    call.out(`${one.device} on ${one.path} type ${one.fsType} (${one.readOnly ? 'ro' : 'rw'},relatime)\n`);
  return 0;
}

/** A path without links, dots and double slashes, as mount names it. */
function canonical(call: ToolCall, path: string): string {
  return call.files.peek(at(call, path))?.path ?? at(call, path);
}

/** busybox's ping opens a raw socket, which needs NET_RAW, and nothing else (networking/ping.c create_icmp_socket). */
export function ping(call: ToolCall): ToolResult {
  const address = call.argv.findLast((one) => /^[0-9]{1,3}(\.[0-9]{1,3}){3}$/.test(one));
  if (call.flavour === 'busybox' && address !== undefined && !has(call.identity, 'NET_RAW')) {
    call.out(`PING ${address} (${address}): 56 data bytes\n`);
    return fail(call, 'permission denied (are you root?)');
  }
  return call.notSimulated({
    code: 'tool:ping',
    message:
      'The network is not simulated, so nothing answers a ping; the real one would send ICMP echo requests.',
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
