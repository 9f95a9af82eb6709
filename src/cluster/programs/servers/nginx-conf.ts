/** What of the configuration of nginx decides who may run it. */
import type { ToolCall } from '../../tools/call.ts';

interface NginxConf {
  readonly userLine: number | null;
  readonly user: string | null;
  readonly pid: string;
  readonly temporary: readonly string[];
  readonly ports: readonly number[];
}

/** The directives that decide who may run it; `include` of conf.d is followed. */
export function nginxConf(call: ToolCall): NginxConf | null {
  const main = call.files.known('/etc/nginx/nginx.conf');
  if (main === null) return null;
  const directory = call.files.peek('/etc/nginx/conf.d');
  const names =
    directory?.node.type === 'directory' && call.files.may('/etc/nginx/conf.d', 4)
      ? call.files.list('/etc/nginx/conf.d')
      : [];
  const included = names
    .filter((name) => name.endsWith('.conf'))
    .map((name) => call.files.known(`/etc/nginx/conf.d/${name}`) ?? '');
  const own = /include\s+\/etc\/nginx\/conf\.d\//.test(main) ? included : [];
  const lines = main.split('\n').map((line) => line.replace(/#.*/, ''));
  const userLine = lines.findIndex((line) => /^\s*user\s/.test(line));
  const one = (name: string, usual: string): string =>
    new Map(
      lines
        .map((line) => line.trim().replace(/;.*/, '').split(/\s+/))
        .map(([key = '', value = '']) => [key, value]),
    ).get(name) ?? usual;
  const temporary = ['client', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) =>
    one(`${name === 'client' ? 'client_body' : name}_temp_path`, `/var/cache/nginx/${name}_temp`),
  );
  const ports = [main, ...own].flatMap((text) =>
    [...text.replace(/#.*/g, '').matchAll(/(?:^|[;{\s])listen\s+(?:[0-9.*]+:)?([0-9]{1,5})[\s;]/g)].map(
      (match) => Number(match[1]),
    ),
  );
  return {
    userLine: userLine === -1 ? null : userLine + 1,
    user: userLine === -1 ? null : one('user', 'nobody'),
    pid: one('pid', '/run/nginx.pid'),
    temporary,
    ports: [...new Set(ports)],
  };
}
