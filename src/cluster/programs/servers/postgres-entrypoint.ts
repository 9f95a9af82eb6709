/** How the image of PostgreSQL makes its directories and becomes its own user. */
import { attempt, type FileError } from '../../files/errors.ts';
import type { Tool, ToolCall, ToolResult } from '../../tools/call.ts';

/** docker-library/postgres docker-entrypoint.sh: what it needs of the environment, its directories and gosu. */
export const postgresEntrypoint: Tool = (call) => {
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
