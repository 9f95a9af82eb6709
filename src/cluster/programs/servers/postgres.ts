import { attempt } from '../../files/errors.ts';
import type { Tool } from '../../tools/call.ts';

/** postgres refuses root, a data directory that is not its own, and needs its lock file beside the socket. */
export const postgres: Tool = (call) => {
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
