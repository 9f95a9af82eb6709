import { config as loadDotenv } from 'dotenv';
import { ConfigError, readConfig } from '../runtime/config.ts';
import type { Place } from '../store/index.ts';
import { ArgumentError, onlyOne } from './arguments.ts';
import { type CliIo, defineCommand, EXIT } from './command.ts';

/** Where the database is: as the bot finds it, from DATABASE_URL, DATABASE_PATH and `.env`. Throws ConfigError. */
export function databaseOf(io: CliIo): Place {
  const env = { ...io.env };
  loadDotenv({ quiet: true, processEnv: env });
  const { DATABASE_PATH, DATABASE_URL } = env;
  const { databasePath: path, databaseUrl: url } = readConfig({ DATABASE_PATH, DATABASE_URL });
  return url === undefined ? { path } : { url };
}

/** The SQLite file; `instead` says what does the same where the database is PostgreSQL's. Throws ArgumentError there. */
function databasePath(io: CliIo, instead: string): string {
  const place = databaseOf(io);
  if ('path' in place) return place.path;
  throw new ArgumentError(
    `DATABASE_URL names a PostgreSQL database, and this works on SQLite files. ${instead}`,
  );
}

type StoreModule = typeof import('../store/index.ts');

/** Does `work` with the store and prints what it gives, or the one line that says why it cannot be done. */
export async function told(
  name: string,
  io: CliIo,
  work: (store: StoreModule) => Promise<string>,
): Promise<number> {
  // An older Node.js cannot load the store: that is said in one line before it is tried.
  await import('../runtime/require-node.ts');
  const store = await import('../store/index.ts');
  try {
    io.out(await work(store));
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof store.StoreError || error instanceof ConfigError)) throw error;
    io.err(`podium ${name}: ${error.message}\n`);
    return EXIT.failed;
  }
}

const WHICH = 'The database is the one of DATABASE_PATH, also where .env in this folder sets it.';

/** `podium backup FILE`: a copy of the database, also while the bot runs. */
export const backupCommand = defineCommand(
  {
    name: 'backup',
    usage: 'FILE',
    summary: 'Copies the database to FILE, also while the bot runs.',
    notes: [
      `${WHICH}\nThe copy is as the database was at one moment, and holds what people answered: keep it safe.`,
    ],
    options: {},
    examples: [['podium backup backups/monday.db', 'makes the folder too; an existing file is left alone']],
    exitCodes: { 0: 'copied', 1: 'not copied: a line on stderr says why' },
  },
  async ({ positionals }, io) => {
    const file = onlyOne(positionals, 'FILE', 'name the FILE to write.');
    return told('backup', io, async ({ backup }) => {
      const path = databasePath(io, 'Use pg_dump.');
      await backup(path, file);
      return `${path} is copied to ${file}, as it was at one moment. It holds what people answered: keep it safe.\n`;
    });
  },
);

/** `podium restore FILE`: puts a backup in the place of the database while the bot is stopped. */
export const restoreCommand = defineCommand(
  {
    name: 'restore',
    usage: 'FILE',
    summary: 'Puts a backup in the place of the database, which is kept beside it.',
    notes: [
      `${WHICH} The bot must be stopped.\nWhat people deleted since the backup was made is in the database again.`,
    ],
    options: {},
    examples: [['podium restore backups/monday.db', 'goes back to what was saved on Monday']],
    exitCodes: {
      0: 'restored',
      1: 'nothing was changed: the bot runs, or FILE is no backup; a line on stderr says which',
    },
  },
  async ({ positionals }, io) => {
    const file = onlyOne(positionals, 'FILE', 'name the FILE that podium backup wrote.');
    return told('restore', io, async ({ restore }) => {
      const path = databasePath(io, 'Use pg_restore.');
      const kept = await restore(file, path, io.now());
      const old =
        kept === undefined
          ? ''
          : `The database of before is kept as ${kept}; remove it when you no longer need it.\n`;
      return `${path} is what ${file} is. What people deleted since that backup was made is in it again.\n${old}`;
    });
  },
);
