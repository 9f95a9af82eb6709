import { halfMoved } from '../move/sides.ts';
import { StoreError, type StoreErrorCode } from '../store-error.ts';
import { HeldError } from './hold.ts';

/** SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html) or the system's code; '' for other errors. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * Another transaction was in the way, nothing was done, and trying again helps: a serialisation failure, a deadlock, a
 * lock that was waited for too long; and a row that two inserted at once, of which the manual says that it may come in
 * place of a serialisation failure (https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html).
 */
export function isConflict(error: unknown): boolean {
  return /^(40001|40P01|55P03|23505)$/.test(codeOf(error));
}

/** The system's words for a connection that broke or could not be made, and those of `pg`, which have no code. */
const BROKEN =
  /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08\w{3}|57P0[1235]|53300|25P03|57014)$/;
const BROKEN_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/;

/**
 * The connection broke or could not be made: the server stops, starts, is full or away. What ran on it was undone,
 * unless it was at its COMMIT.
 */
export function isLost(error: unknown): boolean {
  if (BROKEN.test(codeOf(error))) return true;
  return error instanceof Error && codeOf(error) === '' && BROKEN_WORDS.test(error.message);
}

/** The server knows of no transaction with such a number, not yet: it has crashed since, and what had it is gone. */
export function isUnheardOf(error: unknown): boolean {
  return codeOf(error) === '22023' && error instanceof Error && /in the future/.test(error.message);
}

const AGAIN = 'then try again.';

/** What a person is told: what is the matter, and what helps. Nothing of it names a server: that is for whoever runs the bot, in the log. */
const TROUBLES: readonly (readonly [(error: unknown) => boolean, StoreErrorCode, string, string])[] = [
  [isConflict, 'busy', 'Too many wanted the same just now', `Wait a moment, ${AGAIN}`],
  [isLost, 'unreachable', 'My database cannot be reached just now', `Wait a moment, ${AGAIN}`],
  [
    (error) => error instanceof HeldError,
    'moving',
    'My data is being moved to another database',
    `Wait until that is done, ${AGAIN}`,
  ],
  [
    (error) => /^(53100|53200)$/.test(codeOf(error)),
    'no-room',
    'My database is full',
    `Whoever runs this bot must make room; ${AGAIN}`,
  ],
  [
    (error) => /^(25006|42501)$/.test(codeOf(error)),
    'not-writable',
    'My database cannot be written to',
    `Whoever runs this bot must make it writable; ${AGAIN}`,
  ],
  [
    (error) => /^(58030|XX\w{3})$/.test(codeOf(error)),
    'disk-failed',
    'My database failed me',
    `Whoever runs this bot must look at it; ${AGAIN}`,
  ],
];

/**
 * The error as the store's own where PostgreSQL was kept from its work by something outside; any other as it is. Of what
 * only reads (`read`) nobody is told that nothing was recorded: what was to be recorded may be by then.
 */
export function troubleOf(error: unknown, what: 'write' | 'read' = 'write'): unknown {
  const known = TROUBLES.find(([is]) => is(error));
  if (known === undefined) return error;
  const [, code, matter, helps] = known;
  const said = what === 'read' ? matter : `${matter}, so nothing was recorded`;
  return new StoreError(code, `${said}. ${helps}`, { cause: error });
}

/** A sentence for whoever starts Podium. `location` is the address without the password, `named` where it stands. */
export function refusal(location: string, error: unknown, named = 'DATABASE_URL'): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  if (error instanceof HeldError) {
    const said =
      error.why === 'half-moved'
        ? halfMoved(location, MAKE_ANEW)
        : `podium move is working on the database ${location}. Wait until it is done, then start again.`;
    return new StoreError(error.why, said, { cause: error });
  }
  const said = `The database ${location} cannot be opened: ${reasonOf(error)}. ${adviceOn(error, named)}`;
  return new StoreError('cannot-open', said, { cause: error });
}

/** What `pg` says where the server asks for a password and there is none. */
const NO_PASSWORD = /client password must be a string/;

function reasonOf(error: Error): string {
  if (NO_PASSWORD.test(error.message)) return 'PostgreSQL wants a password';
  // Node.js adds a flag of its own, of which sslrootcert is the better one.
  return error.message === '' ? codeOf(error) : error.message.replace(/; if the root CA is installed.*/, '');
}

function adviceOn(error: Error, named: string): string {
  const code = codeOf(error);
  if (NO_PASSWORD.test(error.message))
    return `Set PGPASSWORD, put it into ~/.pgpass (mode 600), or write it into ${named}.`;
  if (/^28/.test(code))
    return `Check the user in ${named}, and the password there (@, / and % in it are written %40, %2F and %25) or in PGPASSWORD.`;
  if (code === '3D000') return `Create it there (createdb), or name another one in ${named}.`;
  if (code === '42501')
    return `The role in ${named} may not make tables there: let it own the database (ALTER DATABASE … OWNER TO …).`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `Name the host in ${named} as the server's certificate does.`;
  if (code === 'CERT_HAS_EXPIRED') return "Renew the server's certificate.";
  if (/SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/.test(code))
    return `Add sslrootcert=FILE to ${named}: the certificate of the authority that signed the server's.`;
  if (/does not support SSL/.test(error.message))
    return `Switch TLS on there (ssl = on), or take sslmode out of ${named} where nobody can read along.`;
  if (code === 'ENOENT') return `Check the files that ${named} names.`;
  return `Check ${named}, and that PostgreSQL runs there and lets this machine in.`;
}

/** How an empty database is made of a half-moved one. */
const MAKE_ANEW = 'make the database anew (dropdb, createdb)';
