/** The programs of the known images, as far as they say who may run them: what they write, bind and become. */
import { attempt, ERRNO, type FileError } from '../files/errors.ts';
import { has } from '../files/permission.ts';
import { NOT_SIMULATED_STATUS } from '../not-simulated.ts';
import type { Tool, ToolCall, ToolResult } from '../tools/call.ts';

/** `2026/11/27 10:16:53`, as nginx writes it. */
function nginxTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ').replace(/-/g, '/');
}

const numbered = (error: FileError): string => `(${ERRNO[error.errno] ?? 0}: ${error.message})`;

/**
 * nginxinc/docker-nginx entrypoint/docker-entrypoint.sh and 10- to 30-*.sh: each says what it does; only the first
 * changes something, and only where the default configuration may be written.
 */
const nginxEntrypoint: Tool = (call) => {
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

interface NginxConf {
  readonly userLine: number | null;
  readonly user: string | null;
  readonly pid: string;
  readonly temporary: readonly string[];
  readonly ports: readonly number[];
}

/** The directives that decide who may run it; `include` of conf.d is followed. */
function nginxConf(call: ToolCall): NginxConf | null {
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

/**
 * nginx (src/core/nginx.c, ngx_file.c ngx_create_paths, ngx_connection.c, ngx_process_cycle.c): the `user` directive is
 * ignored with a warning unless root; five temporary directories are made and given to the user; the ports are bound;
 * the pid file is written; workers become the user. Lines with the version and the kernel are left out of its log.
 */
const nginx: Tool = (call) => {
  if (
    call.argv.includes('-v') ||
    call.argv.includes('-t') ||
    call.argv.includes('-s') ||
    call.argv.includes('-T')
  )
    return call.notSimulated({ code: 'tool:nginx', message: 'Of nginx only its start is simulated.' });
  const conf = nginxConf(call);
  const root = call.identity.uid === 0;
  const say = (level: string, text: string, twice = true): void => {
    call.err(`${nginxTime(call.draft.now)} [${level}] 1#1: ${text}\n`);
    if (twice) call.err(`nginx: [${level}] ${text}\n`);
  };
  const emergency = (text: string): number => {
    say('emerg', text);
    return 1;
  };
  if (conf === null) return emergency('open() "/etc/nginx/nginx.conf" failed (13: Permission denied)');
  if (!root && conf.userLine !== null)
    say(
      'warn',
      `the "user" directive makes sense only if the master process runs with super-user privileges, ignored in /etc/nginx/nginx.conf:${conf.userLine}`,
    );
  const worker = root && conf.user !== null ? 101 : null;
  for (const path of conf.temporary) {
    const made = attempt(() => call.files.mkdir(path, 0o700));
    if ('refused' in made && made.refused.errno !== 'EEXIST')
      return emergency(`mkdir() "${path}" failed ${numbered(made.refused)}`);
    if (worker === null || call.files.stat(path).node.uid === worker) continue;
    const given = attempt(() => call.files.chown(path, worker, null));
    if ('refused' in given) return emergency(`chown("${path}", ${worker}) failed ${numbered(given.refused)}`);
  }
  const port = conf.ports.find((one) => !mayBind(call, one));
  if (port !== undefined) return emergency(`bind() to 0.0.0.0:${port} failed (13: Permission denied)`);
  const pid = attempt(() => call.files.append(call.files.open(conf.pid, true), '1\n'));
  if ('refused' in pid) return emergency(`open() "${conf.pid}" failed ${numbered(pid.refused)}`);
  say('notice', 'using the "epoll" event method', false);
  say('notice', 'start worker processes', false);
  const children = [];
  for (const number of [29, 30]) {
    say('notice', `start worker process ${number}`, false);
    const lacking =
      worker === null ? undefined : ['SETGID', 'SETUID'].find((one) => !has(call.identity, one));
    if (lacking === undefined)
      children.push({ uid: worker ?? call.identity.uid, argv: ['nginx: worker process'] });
    else {
      call.err(
        `${nginxTime(call.draft.now)} [emerg] ${number}#${number}: ${lacking.toLowerCase()}(${worker}) failed (1: Operation not permitted)\n`,
      );
      say('alert', `worker process ${number} exited with fatal code 2 and cannot be respawned`, false);
    }
  }
  return { forever: true, listens: children.length > 0 ? conf.ports : [], children };
};

/**
 * Ports below 1024: since 2.0 containerd lets every user bind them in a pod's own network (enable_unprivileged_ports is
 * true by default, internal/cri/config); with the node's network NET_BIND_SERVICE is needed.
 */
function mayBind(call: ToolCall, port: number): boolean {
  return port >= 1024 || call.container?.hostNetwork !== true || has(call.identity, 'NET_BIND_SERVICE');
}

/** docker-library/redis docker-entrypoint.sh: as root it gives what lies in /data to redis and becomes redis by gosu. */
const redisEntrypoint: Tool = (call) => {
  let command = call.argv.slice(1);
  if (command[0]?.startsWith('-') === true || command[0]?.endsWith('.conf') === true)
    command = ['redis-server', ...command];
  if (command[0] !== 'redis-server' || call.identity.uid !== 0) return { become: command };
  const { node } = call.files.stat(call.cwd);
  const uid = 999;
  if (node.uid !== uid) {
    const given = attempt(() => call.files.chown(call.cwd, uid, null));
    if ('refused' in given) {
      call.err(
        call.musl
          ? `chown: .: ${given.refused.message}\n`
          : `chown: changing ownership of '.': ${given.refused.message}\n`,
      );
      return 1;
    }
  }
  return { become: ['gosu', 'redis', call.argv[0] ?? '', ...command] };
};

const redis: Tool = (call) => {
  if (!call.argv[0]?.endsWith('redis-server'))
    return call.notSimulated({
      code: 'tool:redis-cli',
      message: 'The data of redis are not simulated, so its other programs have nothing to talk to.',
    });
  const place = call.argv.indexOf('--port');
  const port = Number(place === -1 ? 6379 : call.argv[place + 1]);
  const moment = new Date(call.draft.now);
  const month = moment.toUTCString().slice(8, 11);
  call.out(
    `1:M ${String(moment.getUTCDate()).padStart(2, '0')} ${month} ${moment.getUTCFullYear()} ${moment.toISOString().slice(11, 23)} * Ready to accept connections tcp\n`,
  );
  return { forever: true, listens: [port] };
};

/** docker-library/postgres docker-entrypoint.sh: what it needs of the environment, its directories and gosu. */
const postgresEntrypoint: Tool = (call) => {
  const command = call.argv.slice(1);
  if (command[0]?.startsWith('-') === true) command.unshift('postgres');
  if (command[0] !== 'postgres') return { become: command };
  const value = (name: string): string => call.env.findLast(([one]) => one === name)?.[1] ?? '';
  const data = value('PGDATA');
  const refused = (text: string, error: FileError): void => call.err(`${text}: ${error.message}\n`);
  for (const path of [data, '/var/run/postgresql']) {
    const made = makeAll(call, path);
    if (made !== null) {
      refused(
        call.musl
          ? `mkdir: can't create directory '${made.path}'`
          : `mkdir: cannot create directory '${made.path}'`,
        made.error,
      );
      if (path === data) return 1;
    }
    const mode = path === data ? 0o700 : 0o3775;
    const set = attempt(() => call.files.chmod(path, mode));
    if ('refused' in set)
      refused(
        call.musl
          ? `chmod: ${path}`
          : set.refused.errno === 'ENOENT'
            ? `chmod: cannot access '${path}'`
            : `chmod: changing permissions of '${path}'`,
        set.refused,
      );
  }
  if (call.identity.uid === 0) {
    const uid = call.musl ? 70 : 999;
    for (const path of [data, '/var/run/postgresql']) {
      const found = call.files.peek(path);
      if (found === null || found.node.uid === uid) continue;
      const given = attempt(() => call.files.chown(path, uid, null));
      if ('refused' in given) {
        refused(call.musl ? `chown: ${path}` : `chown: changing ownership of '${path}'`, given.refused);
        return 1;
      }
    }
    return { become: ['gosu', 'postgres', call.argv[0] ?? '', ...command] };
  }
  const initialised = call.files.peek(`${data}/PG_VERSION`) !== null;
  if (!initialised && value('POSTGRES_PASSWORD') === '' && value('POSTGRES_HOST_AUTH_METHOD') !== 'trust') {
    call.err(NO_PASSWORD);
    return 1;
  }
  return initialised ? { become: command } : initdb(call, data, command);
};

const NO_PASSWORD = [
  'Error: Database is uninitialized and superuser password is not specified.',
  '       You must specify POSTGRES_PASSWORD to a non-empty value for the',
  '       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".',
  '',
  '       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all',
  '       connections without a password. This is *not* recommended.',
  '',
  '       See PostgreSQL documentation about "trust":',
  '       https://www.postgresql.org/docs/current/auth-trust.html',
  '',
].join('\n');

function makeAll(call: ToolCall, path: string): { readonly path: string; readonly error: FileError } | null {
  let at = '';
  for (const name of path.split('/').filter((one) => one !== '')) {
    at = `${at}/${name}`;
    if (call.files.peek(at) !== null) continue;
    const made = attempt(() => call.files.mkdir(at));
    if ('refused' in made) return { path: at, error: made.refused };
  }
  return null;
}

/** initdb insists on a directory of its own: it sets 0700, which only the owner may. */
function initdb(call: ToolCall, data: string, command: readonly string[]): ToolResult {
  const set = attempt(() => call.files.chmod(data, 0o700));
  if ('refused' in set) {
    call.err(`initdb: error: could not change permissions of directory "${data}": ${set.refused.message}\n`);
    return 1;
  }
  const made = attempt(() => call.files.append(call.files.open(`${data}/PG_VERSION`, true, 0o600), '\n'));
  if ('refused' in made) {
    call.err(`initdb: error: could not access directory "${data}": ${made.refused.message}\n`);
    return 1;
  }
  call.out('\nPostgreSQL init process complete; ready for start up.\n\n');
  return { become: command };
}

/** postgres refuses root, a data directory that is not its own, and needs its lock file beside the socket. */
const postgres: Tool = (call) => {
  if (!call.argv[0]?.endsWith('postgres'))
    return call.notSimulated({
      code: 'tool:psql',
      message: 'The database is not simulated, so the other programs of postgres have nothing to talk to.',
    });
  if (call.identity.uid === 0) {
    call.err(
      '"root" execution of the PostgreSQL server is not permitted.\nThe server must be started under an unprivileged user ID to prevent\npossible system security compromise.  See the documentation for\nmore information on how to properly start the server.\n',
    );
    return 1;
  }
  const lock = '/var/run/postgresql/.s.PGSQL.5432.lock';
  const made = attempt(() => call.files.append(call.files.open(lock, true, 0o600), '1\n'));
  const now = `${new Date(call.draft.now).toISOString().slice(0, 23).replace('T', ' ')} UTC`;
  if ('refused' in made) {
    call.err(
      `${now} [1] FATAL:  could not create lock file "${lock}": ${made.refused.message}\n${now} [1] LOG:  database system is shut down\n`,
    );
    return 1;
  }
  call.err(`${now} [1] LOG:  database system is ready to accept connections\n`);
  return { forever: true, listens: [5432] };
};

/** docker-library/httpd: its pid file lies in logs, which is root's; what it writes otherwise is left out. */
const httpd: Tool = (call) => {
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

/** nodejs/docker-node docker-entrypoint.sh: `node` goes in front of what is no command. */
const nodeEntrypoint: Tool = (call) => {
  const command = call.argv.slice(1);
  const [first = ''] = command;
  const path = call.env.findLast(([name]) => name === 'PATH')?.[1] ?? '';
  const known = first.includes('/')
    ? call.files.may(first, 1)
    : path.split(':').some((one) => call.files.may(`${one}/${first}`, 1));
  return { become: first.startsWith('-') || !known ? ['node', ...command] : command };
};

/** python and node without a script read standard input, which ends at once; with one they are not simulated. */
const interpreter: Tool = (call) => {
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

/** The programs of images by the name in `RegularFile.program`. */
export const SERVERS: ReadonlyMap<string, Tool> = new Map<string, Tool>([
  ['nginx-entrypoint', nginxEntrypoint],
  ['nginx', nginx],
  ['redis-entrypoint', redisEntrypoint],
  ['redis', redis],
  ['postgres-entrypoint', postgresEntrypoint],
  ['postgres', postgres],
  ['httpd', httpd],
  ['node-entrypoint', nodeEntrypoint],
  ['python', interpreter],
  ['node', interpreter],
]);
