import { config as loadDotenv } from 'dotenv';
import { readConfig } from '../runtime/config.ts';
import type { Moved, MoveProgress, Place } from '../store/index.ts';
import { ArgumentError } from './arguments.ts';
import { type CliIo, defineCommand } from './command.ts';
import { told } from './database.ts';
import { count } from './texts.ts';

/** `podium move`: the data from an SQLite file into PostgreSQL, or back. */
export const moveCommand = defineCommand(
  {
    name: 'move',
    usage: '[--from PLACE] --to PLACE',
    summary: 'Copies the data from an SQLite file into an empty PostgreSQL database, or back.',
    notes: [
      'A PLACE is postgres://user:password@host:port/database, or the path of an SQLite file. One is of each kind. Without\n--from it is the file of DATABASE_PATH, also where .env in this folder sets it.',
      'No bot may have either database meanwhile. Both are brought up to date, everything is copied, and then every value of\nevery row is compared. Until that is done no bot opens the new database; where it is stopped, run the same line again:\nit begins anew. The old database stays as it is.',
      'A password on a command line is seen by whoever else is on this machine: leave it out of the address and set\nPGPASSWORD, or use ~/.pgpass.',
    ],
    options: {
      from: { type: 'string', value: 'PLACE', meaning: 'what is copied' },
      to: {
        type: 'string',
        value: 'PLACE',
        meaning: 'where to: an empty database, or a file that is not there yet',
      },
    },
    examples: [
      [
        'podium move --to postgres://podium@db.example.org:5432/podium',
        'from the file of DATABASE_PATH into PostgreSQL',
      ],
      ['podium move --from postgres://podium@db.example.org:5432/podium --to data/podium.db', 'and back'],
    ],
    exitCodes: {
      0: 'everything is copied, and equal',
      1: 'it is not: a line on stderr says why, and what to do',
    },
  },
  async ({ values, positionals }, io) => {
    if (positionals[0] !== undefined) throw new ArgumentError(`write --to before ${shown(positionals[0])}.`);
    if (values.to === undefined) throw new ArgumentError('say with --to where to copy everything.');
    const to = placeOf('to', values.to);
    const from = values.from === undefined ? ownFile(io) : placeOf('from', values.from);
    if ('path' in from === 'path' in to)
      throw new ArgumentError(
        'path' in to
          ? 'both are SQLite files. Copy a file with podium backup; one of the two must be postgres://….'
          : 'both are PostgreSQL databases. Copy one with pg_dump; one of the two must be a file.',
      );
    return told('move', io, async ({ move }) => {
      const began = io.now();
      const show = io.errTerminal ? progressOn(io) : undefined;
      try {
        const moved = await move(from, to, {
          now: began,
          ...(show === undefined ? {} : { onProgress: show.line }),
        });
        return summary(moved, io.now() - began, to);
      } finally {
        show?.clear();
      }
    });
  },
);

const POSTGRES = /^postgres(ql)?:/i;

/** Throws ArgumentError, which never shows what may hold a password. */
function placeOf(option: string, typed: string): Place {
  if (!POSTGRES.test(typed)) {
    if (typed === '' || /[\\/]$/.test(typed) || typed.includes('://'))
      throw new ArgumentError(
        `--${option} must be the path of a file, or postgres://user:password@host:5432/database.`,
      );
    return { path: typed };
  }
  try {
    const { databaseUrl } = readConfig({ DATABASE_URL: typed });
    return { url: databaseUrl ?? typed };
  } catch {
    throw new ArgumentError(
      `--${option} is not the address of a PostgreSQL database: it must be postgres://user:password@host:5432/database.`,
    );
  }
}

/** The file of DATABASE_PATH, whatever DATABASE_URL says. Throws ConfigError. */
function ownFile(io: CliIo): Place {
  const env = { ...io.env };
  loadDotenv({ quiet: true, processEnv: env });
  return { path: readConfig({ DATABASE_PATH: env.DATABASE_PATH }).databasePath };
}

function shown(typed: string): string {
  return POSTGRES.test(typed) ? 'the address' : typed;
}

/** How often the line on the terminal changes, in ms. */
const EVERY_MS = 100;

function progressOn(io: CliIo) {
  let next = 0;
  return {
    line({ phase, table, rows, total }: MoveProgress): void {
      if (io.now() < next) return;
      next = io.now() + EVERY_MS;
      io.err(`\r\u001b[K${phase} ${table}: ${grouped(rows)} of ${grouped(total)} rows`);
    },
    clear: () => io.err('\r\u001b[K'),
  };
}

function summary({ from, to, tables, rows, changed }: Moved, ms: number, place: Place): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const next =
    'path' in place
      ? `Next: take DATABASE_URL away, set DATABASE_PATH=${place.path}, and start Podium.\n${from} stays as it is: remove it when you no longer need it.\n`
      : `Next: set DATABASE_URL to that address, with user and password, and start Podium; it no longer uses DATABASE_PATH.\nKeep ${from} until you are sure. It stays as it is, with what people delete from now on still in it: remove it then.\n`;
  return [
    `${grouped(rows)} rows of ${count(tables, 'table')} are copied from ${from} to ${to}, in ${count(seconds, 'second')}; every value was compared.\n`,
    changed === 0
      ? ''
      : `${count(changed, 'value')} had U+0000, which PostgreSQL cannot hold: it is U+FFFD there.\n`,
    next,
  ].join('');
}

function grouped(number: number): string {
  return number.toLocaleString('en-US');
}
