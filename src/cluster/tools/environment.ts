import { attempt } from '../files/errors.ts';
import { pullImage } from '../images/index.ts';
import { NOT_SIMULATED_STATUS } from '../not-simulated.ts';
import { quoted } from '../shell/quoted.ts';
import { at, curly, fail, type Tool, type ToolCall, type ToolResult } from './call.ts';
import { options } from './options.ts';
import { userName } from './people.ts';

/** Names of variables that the container's image sets to what Podium does not know. */
function unknownVariables({ container }: ToolCall): readonly string[] {
  const pulled = container === null ? null : pullImage(container.image);
  return pulled?.kind === 'image' ? pulled.image.unknownEnv : [];
}

function sayUnknown(call: ToolCall, names: readonly string[]): typeof NOT_SIMULATED_STATUS {
  call.notSimulated({
    code: 'image:env',
    message: `The image ${call.container?.image ?? ''} sets ${names.join(', ')} too; Podium does not know to what.`,
  });
  return NOT_SIMULATED_STATUS;
}

export function env(call: ToolCall): ToolResult {
  const args = call.argv.slice(1);
  let variables = new Map(call.env);
  const dropped = new Set<string>();
  const emptied = args[0] === '-i' || args[0] === '-';
  if (emptied) {
    variables = new Map();
    args.shift();
  }
  while (args[0] === '-u') {
    variables.delete(args[1] ?? '');
    dropped.add(args[1] ?? '');
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
  const unknown = emptied
    ? []
    : unknownVariables(call).filter((name) => !variables.has(name) && !dropped.has(name));
  return unknown.length === 0 ? 0 : sayUnknown(call, unknown);
}

export function printenv(call: ToolCall): ToolResult {
  const names = call.argv.slice(1);
  if (names.length === 0) return env({ ...call, argv: ['env'] });
  let status = 0;
  for (const name of names) {
    const value = call.env.findLast(([one]) => one === name)?.[1];
    if (value === undefined && unknownVariables(call).includes(name)) status = sayUnknown(call, [name]);
    else if (value === undefined) status = Math.max(status, 1);
    else call.out(`${value}\n`);
  }
  return status;
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

/** `xargs`: the command with what was read behind it; with -n and -I it is run several times. */
export function xargs(call: ToolCall): ToolResult {
  const read = options(call, {
    flags: 'r0t',
    valued: 'nIL',
    posix: true,
    long: { 'no-run-if-empty': 'r', 'max-args=': 'n', null: '0' },
  });
  if ('result' in read) return read.result;
  const text = call.stdin();
  const { given, values } = read;
  if (text === null || given.has('t') || given.has('0') || given.has('L') || /['"\\]/.test(text))
    return call.notSimulated({
      code: 'tool:xargs',
      message:
        'Of xargs only COMMAND | xargs COMMAND is simulated, with -r, -n and -I; no other option, and no quotes in what it reads.',
    });
  const command = read.operands.length === 0 ? ['echo'] : read.operands;
  const place = values.I;
  if (place !== undefined) {
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    return several(lines.map((line) => command.map((word) => word.split(place).join(line))));
  }
  const words = text.split(/\s+/).filter((one) => one !== '');
  if (words.length === 0 && (given.has('r') || call.flavour === 'busybox')) return 0;
  if (values.n === undefined) return { become: [...command, ...words] };
  const at = Number(values.n);
  if (!/^[1-9]\d{0,6}$/.test(values.n))
    return call.notSimulated({ code: 'tool:xargs:-n', message: `xargs -n ${values.n} is not simulated.` });
  const groups: string[][] = [];
  for (let from = 0; from < words.length; from += at)
    groups.push([...command, ...words.slice(from, from + at)]);
  return several(groups);
}

/** Commands one after the other; the status is 123 where one failed. */
function several(commands: readonly (readonly string[])[]): ToolResult {
  const lines = commands.map((words) => `${words.map(quoted).join(' ')} </dev/null || r=123`);
  return lines.length === 0 ? 0 : { become: ['sh', '-c', `r=0\n${lines.join('\n')}\nexit $r`] };
}

/** `watch COMMAND`: it is run once, and told that the real one would go on. */
export function watch(call: ToolCall): ToolResult {
  const read = options(call, {
    flags: 'dtebc',
    valued: 'n',
    posix: true,
    long: { differences: 'd', 'no-title': 't', 'interval=': 'n' },
  });
  if ('result' in read) return read.result;
  if (read.operands.length === 0)
    return call.notSimulated({ code: 'tool:watch', message: 'Name the command that watch is to run.' });
  call.notSimulated({
    code: 'tool:watch',
    message: 'The command is run once; watch would run it again and again and fill the screen, until Ctrl-C.',
  });
  return { become: ['sh', '-c', read.operands.join(' ')] };
}

/** `sudo COMMAND` for who is root already. */
export function sudo(call: ToolCall): ToolResult {
  const words = call.argv.slice(1);
  while (words[0] === '-E' || words[0] === '-n' || words[0] === '-H') words.shift();
  const [first = ''] = words;
  if (first === '' || first.startsWith('-') || first === 'su' || first === 'bash' || first === 'sh')
    return call.notSimulated({
      code: 'tool:sudo:shell',
      message:
        'A second shell on this machine is not simulated, and you are root already; go on typing in this one.',
    });
  return { become: words };
}
