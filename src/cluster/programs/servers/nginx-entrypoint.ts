import { attempt } from '../../files/errors.ts';
import type { Tool, ToolCall } from '../../tools/call.ts';

/**
 * nginxinc/docker-nginx entrypoint/docker-entrypoint.sh and 10- to 30-*.sh: each says what it does; only the first
 * changes something, and only where the default configuration may be written.
 */
export const nginxEntrypoint: Tool = (call) => {
  const [self = '', ...command] = call.argv;
  const quiet = call.env.some(([name, value]) => name === 'NGINX_ENTRYPOINT_QUIET_LOGS' && value !== '');
  const say = (text: string): void => {
    if (!quiet) call.out(`${text}\n`);
  };
  if (command[0] !== 'nginx' && command[0] !== 'nginx-debug') return { become: command };
  const scripts =
    call.files.peek('/docker-entrypoint.d')?.node.type === 'directory'
      ? call.files.list('/docker-entrypoint.d')
      : [];
  if (scripts.length === 0) {
    say(`${self}: No files found in /docker-entrypoint.d/, skipping configuration`);
    return { become: command };
  }
  say(`${self}: /docker-entrypoint.d/ is not empty, will attempt to perform configuration`);
  say(`${self}: Looking for shell scripts in /docker-entrypoint.d/`);
  for (const name of scripts) {
    const path = `/docker-entrypoint.d/${name}`;
    const verb = name.endsWith('.envsh') ? 'Sourcing' : name.endsWith('.sh') ? 'Launching' : 'Ignoring';
    if (verb === 'Ignoring') say(`${self}: Ignoring ${path}`);
    else if (!call.files.may(path, 1)) say(`${self}: Ignoring ${path}, not executable`);
    else {
      say(`${self}: ${verb} ${path}`);
      if (name === '10-listen-on-ipv6-by-default.sh') listenOnIpv6(call, name, say);
    }
  }
  say(`${self}: Configuration complete; ready for start up`);
  return { become: command };
};

function listenOnIpv6(call: ToolCall, me: string, say: (text: string) => void): void {
  const path = 'etc/nginx/conf.d/default.conf';
  const found = call.files.peek(`/${path}`);
  if (found?.node.type !== 'file') {
    say(`${me}: info: /${path} is not a file or does not exist`);
    return;
  }
  if (!call.files.may(`/${path}`, 2)) {
    say(`${me}: info: can not modify /${path} (read-only file system?)`);
    return;
  }
  if (found.node.content.includes('listen  [::]')) {
    say(`${me}: info: IPv6 listen already enabled`);
    return;
  }
  say(`${me}: info: Getting the checksum of /${path}`);
  if (found.node.unknown !== true) {
    say(`${me}: info: /${path} differs from the packaged version`);
    return;
  }
  const text = found.node.content.replace(/listen( +)([0-9]+);/, 'listen$1$2;\n    listen  [::]:$2;');
  const written = attempt(() => call.files.rewrite(`/${path}`, text));
  if ('value' in written) say(`${me}: info: Enabled listen on IPv6 in /${path}`);
}
