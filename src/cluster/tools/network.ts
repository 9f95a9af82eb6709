/** curl, wget and nc to the pod's own ports: what listens there is known; everything farther away is not simulated. */
import { has } from '../files/permission.ts';
import { fail, type ToolCall, type ToolResult } from './call.ts';
import { met } from './listening.ts';

interface Asked {
  /** As typed. */
  readonly host: string;
  readonly typedPort: boolean;
  readonly port: number;
  readonly path: string;
  /** Nothing is said while it works. */
  readonly quiet: boolean;
  /** What comes is thrown away. */
  readonly discarded: boolean;
  /** curl -w: with `%{http_code}` in it. */
  readonly format: string;
  /** nc -v. */
  readonly verbose: boolean;
}

/** Without NET_ADMIN the kernel refuses what changes links, addresses and routes, whatever the network is. */
export function network(call: ToolCall): ToolResult {
  const name = call.argv[0]?.replace(/^.*\//, '') ?? '';
  const words = call.argv.slice(1).filter((word) => !word.startsWith('-'));
  const [object = '', action = ''] = words;
  const changes = /^(?:l(?:i(?:nk?)?)?|a(?:d(?:d(?:r(?:ess)?)?)?)?|r(?:o(?:u(?:te?)?)?)?)$/.test(object);
  if (
    name === 'ip' &&
    call.flavour === 'busybox' &&
    changes &&
    ['add', 'del', 'delete'].includes(action) &&
    words.length > 2 &&
    !has(call.identity, 'NET_ADMIN')
  )
    return fail(call, 'RTNETLINK answers: Operation not permitted', 2);
  const asked = askedOf(call, name);
  if (asked === undefined)
    return call.notSimulated({
      code: `tool:${name}`,
      message: `The network is not simulated, so ${name} has nothing to talk to beside the pod's own ports.`,
    });
  return connect(call, name, asked);
}

function connect(call: ToolCall, name: string, asked: Asked): ToolResult {
  const { container } = call;
  if (container === null) return 1;
  const found = met(call.draft, container, asked.port);
  if (found.kind === 'unknown')
    return call.notSimulated({
      code: `tool:${name}:unknown`,
      message: `Podium does not know whether the program of container ${found.by.name} listens on port ${asked.port}.`,
    });
  if (name === 'wget' && !asked.quiet)
    call.err(
      `Connecting to ${asked.host}${asked.typedPort ? `:${asked.port}` : ''} (${address(call, asked)})\n`,
    );
  if (found.kind === 'refused') return refused(call, name, asked);
  if (name === 'nc') {
    if (asked.verbose) call.err(`${asked.host} (${address(call, asked)}) open\n`);
    return 0;
  }
  return answer(call, name, asked, found.by.id === container.id);
}

const address = ({ container }: ToolCall, { host, port }: Asked): string =>
  `${host === 'localhost' || host.startsWith('127.') ? (host === 'localhost' ? '127.0.0.1' : host) : (container?.podIp ?? host)}:${port}`;

/** busybox networking/wget.c, nc_bloaty.c (one -v says nothing of a refusal); curl's error 7, without its meter. */
function refused(call: ToolCall, name: string, { host, port, quiet, format }: Asked): number {
  if (name === 'nc') return 1;
  if (name === 'wget')
    return fail(
      call,
      `can't connect to remote host (${address(call, { host, port } as Asked).replace(/:\d+$/, '')}): Connection refused`,
    );
  call.out(format.replaceAll('%{http_code}', '000'));
  if (!quiet)
    call.err(
      `curl: (7) Failed to connect to ${host} port ${port} after 0 ms: ${call.musl ? 'Could not' : "Couldn't"} connect to server\n`,
    );
  return 7;
}

/** What nginx gives for `/`: its index.html, where it is in this container and Podium knows what is in it. */
const INDEX = '/usr/share/nginx/html/index.html';
const CONF = '/etc/nginx/conf.d';

/** nginx with the configuration of its image. */
function isPlainNginx(call: ToolCall): boolean {
  const names = call.files.peek(CONF) === null ? [] : call.files.list(CONF);
  const node = call.files.peek(`${CONF}/default.conf`)?.node;
  return names.length === 1 && node?.type === 'file' && node.unknown === true;
}

function answer(call: ToolCall, name: string, asked: Asked, own: boolean): ToolResult {
  const index = own && isPlainNginx(call) && ['/', '/index.html'].includes(asked.path);
  const node = index ? call.files.peek(INDEX)?.node : undefined;
  const there = node?.type === 'file' && (node.mode & 0o004) !== 0;
  const shown = there && (asked.discarded || node.unknown !== true);
  if (!shown || (name === 'wget' && !asked.quiet))
    return call.notSimulated({
      code: `tool:${name}:answer`,
      message: `Something listens on port ${asked.port} and takes the connection; Podium does not know what it answers.`,
    });
  if (!asked.discarded) call.out(node.content);
  call.out(asked.format.replaceAll('%{http_code}', '200'));
  return 0;
}

/** The words of a call that Podium reads; undefined: it asks for something else, or for another host. */
function askedOf(call: ToolCall, name: string): Asked | undefined {
  if (call.container === null || !['curl', 'wget', 'nc'].includes(name)) return undefined;
  if ((name === 'curl') === (call.flavour === 'busybox')) return undefined;
  const args = call.argv.slice(1);
  const operands: string[] = [];
  const flags = new Set<string>();
  let output = '';
  let format = '';
  for (let i = 0; i < args.length; i += 1) {
    const one = args[i] ?? '';
    const valued = /^-(q?s?S?f?k?)(O|o|w|T|m)(.*)$/.exec(one);
    if (name !== 'nc' && valued !== null && !(name === 'curl' && valued[2] === 'O')) {
      for (const letter of valued[1] ?? '') flags.add(letter);
      const value = valued[3] === '' ? (args[++i] ?? '') : (valued[3] ?? '');
      if (valued[2] === 'O' || valued[2] === 'o') output = value;
      else if (valued[2] === 'w' && name === 'curl') format = value.replaceAll('\\n', '\n');
    } else if (name === 'nc' && one === '-w') i += 1;
    else if (/^-[a-zA-Z]+$/.test(one)) for (const letter of one.slice(1)) flags.add(letter);
    else if (one.startsWith('-')) flags.add(one);
    else operands.push(one);
  }
  const known: Readonly<Record<string, string>> = { curl: 'sSfk', wget: 'qS', nc: 'zvn' };
  if ([...flags].some((flag) => !(known[name] ?? '').includes(flag) && flag !== '--spider')) return undefined;
  if (name === 'nc' && !flags.has('z')) return undefined;
  if (/%\{(?!http_code\})/.test(format)) return undefined;
  const target = name === 'nc' ? operands : urlOf(operands);
  const [host = '', port = '', path = '/'] = target;
  if (!isOwn(call, host) || !/^\d{1,5}$/.test(port === '' ? '80' : port)) return undefined;
  if (name === 'wget' && output !== '-' && output !== '/dev/null' && !flags.has('--spider')) return undefined;
  if (name === 'curl' && output !== '' && output !== '/dev/null') return undefined;
  return {
    host,
    typedPort: port !== '',
    port: port === '' ? 80 : Number(port),
    path,
    quiet: name === 'curl' ? flags.has('s') && !flags.has('S') : flags.has('q'),
    discarded: output === '/dev/null' || flags.has('--spider'),
    format,
    verbose: flags.has('v'),
  };
}

function urlOf(operands: readonly string[]): readonly string[] {
  const [url = '', ...more] = operands;
  const read = more.length > 0 ? null : /^(?:http:\/\/)?([^/:]+)(?::(\d+))?(\/.*)?$/.exec(url);
  return read === null ? [] : [read[1] ?? '', read[2] ?? '', read[3] ?? '/'];
}

/** The container's own network: its loopback, its address, its name. */
const isOwn = ({ container }: ToolCall, host: string): boolean =>
  host === 'localhost' ||
  /^127(?:\.\d{1,3}){3}$/.test(host) ||
  (container !== null && (host === container.podIp || host === container.hostname));
