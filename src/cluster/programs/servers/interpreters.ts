/** node and python: what they run is not simulated, that they run is. */
import { NOT_SIMULATED_STATUS } from '../../not-simulated.ts';
import type { Tool } from '../../tools/call.ts';
import { mayBind } from './ports.ts';

/** nodejs/docker-node docker-entrypoint.sh: `node` goes in front of what is no command. */
export const nodeEntrypoint: Tool = (call) => {
  const command = call.argv.slice(1);
  const [first = ''] = command;
  const path = call.env.findLast(([name]) => name === 'PATH')?.[1] ?? '';
  const known = first.includes('/')
    ? call.files.may(first, 1)
    : path.split(':').some((one) => call.files.may(`${one}/${first}`, 1));
  return { become: first.startsWith('-') || !known ? ['node', ...command] : command };
};

/** python and node without a script read standard input, which ends at once; with one they are not simulated. */
export const interpreter: Tool = (call) => {
  const name = call.argv[0]?.replace(/^.*\//, '') ?? '';
  const rest = call.argv.slice(1).filter((one) => !/^-[uBiEIsS]$/.test(one));
  if (rest[0] === '-m' && rest[1] === 'http.server') {
    const port = Number(rest.find((one) => /^[0-9]+$/.test(one)) ?? 8000);
    if (!mayBind(call, port)) {
      call.err('PermissionError: [Errno 13] Permission denied\n');
      return 1;
    }
    return { forever: true, listens: [port] };
  }
  if (rest.length === 0 && call.stdin() === '' && call.container?.tty !== true) return 0;
  call.notSimulated({
    code: `tool:${name}`,
    message: `What ${name} runs is not simulated; as a container's own program it counts as running.`,
  });
  return call.own ? { forever: true } : NOT_SIMULATED_STATUS;
};
