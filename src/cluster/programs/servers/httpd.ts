import { attempt } from '../../files/errors.ts';
import type { Tool } from '../../tools/call.ts';
import { mayBind } from './ports.ts';

/** docker-library/httpd: its pid file lies in logs, which is root's; what it writes otherwise is left out. */
export const httpd: Tool = (call) => {
  const name = call.argv[0]?.replace(/^.*\//, '') ?? '';
  if (name !== 'httpd-foreground' && name !== 'httpd')
    return call.notSimulated({ code: `tool:${name}`, message: `${name} is not simulated.` });
  const made = attempt(() =>
    call.files.append(call.files.open('/usr/local/apache2/logs/httpd.pid', true), '1\n'),
  );
  if ('refused' in made) {
    call.notSimulated({
      code: 'tool:httpd:log',
      message: `httpd cannot write logs/httpd.pid (${made.refused.message}) and ends; the words of its log are not simulated.`,
    });
    return 1;
  }
  const ports = [
    ...(call.files.known('/usr/local/apache2/conf/httpd.conf') ?? '').matchAll(
      /^[ \t]*Listen[ \t]+(?:[0-9.]+:)?([0-9]{1,5})[ \t]*$/gm,
    ),
  ].map((match) => Number(match[1]));
  const refused = ports.find((port) => !mayBind(call, port));
  if (refused !== undefined) {
    call.err(
      `(13)Permission denied: AH00072: make_sock: could not bind to address 0.0.0.0:${refused}\nno listening sockets available, shutting down\nAH00015: Unable to open logs\n`,
    );
    return 1;
  }
  return { forever: true, listens: ports };
};
