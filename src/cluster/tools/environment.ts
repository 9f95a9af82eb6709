import { attempt } from '../files/errors.ts';
import { at, curly, fail, type Tool, type ToolCall, type ToolResult } from './call.ts';
import { userName } from './people.ts';

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

/** `xargs COMMAND`: the command with all that was read behind it. */
export function xargs(call: ToolCall): ToolResult {
  const command = call.argv.slice(1).filter((one) => one !== '-r');
  const text = call.stdin();
  if (text === null || command[0]?.startsWith('-') === true || /['"\\]/.test(text))
    return call.notSimulated({
      code: 'tool:xargs',
      message: 'Of xargs only the form COMMAND | xargs COMMAND is simulated, without options and quotes.',
    });
  const words = text.split(/\s+/).filter((one) => one !== '');
  if (words.length === 0 && (call.argv.includes('-r') || call.flavour === 'busybox')) return 0;
  return { become: [...(command.length === 0 ? ['echo'] : command), ...words] };
}
