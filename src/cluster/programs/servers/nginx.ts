import { attempt, ERRNO, type FileError } from '../../files/errors.ts';
import { has } from '../../files/permission.ts';
import type { Tool } from '../../tools/call.ts';
import { nginxConf } from './nginx-conf.ts';
import { mayBind } from './ports.ts';

/** `2026/11/27 10:16:53`, as nginx writes it. */
function nginxTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ').replace(/-/g, '/');
}

const numbered = (error: FileError): string => `(${ERRNO[error.errno] ?? 0}: ${error.message})`;

const MAIN = '/etc/nginx/nginx.conf';

/**
 * nginx (src/core/nginx.c, ngx_file.c ngx_create_paths, ngx_connection.c, ngx_process_cycle.c): the `user` directive is
 * ignored with a warning unless root; five temporary directories are made and given to the user; the ports are bound;
 * the pid file is written; workers become the user. Lines with the version and the kernel are left out of its log.
 */
export const nginx: Tool = (call) => {
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
  if (conf === null) {
    const read = attempt(() => call.files.read(MAIN));
    const why = 'refused' in read ? numbered(read.refused) : '(21: Is a directory)';
    return emergency(`open() "${MAIN}" failed ${why}`);
  }
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
      children.push({ pid: number, uid: worker ?? call.identity.uid, argv: ['nginx: worker process'] });
    else {
      call.err(
        `${nginxTime(call.draft.now)} [emerg] ${number}#${number}: ${lacking.toLowerCase()}(${worker}) failed (1: Operation not permitted)\n`,
      );
      say('alert', `worker process ${number} exited with fatal code 2 and cannot be respawned`, false);
    }
  }
  return {
    forever: true,
    listens: children.length > 0 ? conf.ports : [],
    children,
    title: `nginx: master process ${call.argv.join(' ')}`,
  };
};
