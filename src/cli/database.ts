// First, because what follows loads the database.
import '../runtime/require-node.ts';
import { parseArgs } from 'node:util';
import { config as loadDotenv } from 'dotenv';
import { ConfigError, readConfig } from '../runtime/config.ts';
import { backup, restore, StoreError } from '../store/index.ts';
import { type CliIo, EXIT } from './command.ts';

/** Where the database is: as the bot finds it, from DATABASE_PATH and `.env`. Throws ConfigError. */
function databasePath(): string {
  loadDotenv({ quiet: true });
  return readConfig({ DATABASE_PATH: process.env.DATABASE_PATH }).databasePath;
}

/** The one FILE among the arguments; an exit code where they were answered already. */
function fileOf(name: string, args: readonly string[], io: CliIo): string | number {
  const usage = `usage: podium ${name} FILE\n`;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' } },
    });
    const [file, second] = positionals;
    if (values.help === true) {
      io.out(`${usage}\nThe database is the one of DATABASE_PATH (or of .env in this folder).\n`);
      return EXIT.ok;
    }
    if (file !== undefined && file !== '' && second === undefined) return file;
    io.err(`podium ${name}: name one FILE.\n${usage}`);
  } catch (error) {
    io.err(`podium ${name}: ${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
  return EXIT.usage;
}

async function told(name: string, io: CliIo, work: () => Promise<string>): Promise<number> {
  try {
    io.out(await work());
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof StoreError || error instanceof ConfigError)) throw error;
    io.err(`podium ${name}: ${error.message}\n`);
    return EXIT.failed;
  }
}

/** `podium backup FILE`: a copy of the database, also while the bot runs. Gives the exit code. */
export async function runBackup(args: readonly string[], io: CliIo): Promise<number> {
  const file = fileOf('backup', args, io);
  if (typeof file === 'number') return file;
  return told('backup', io, async () => {
    const path = databasePath();
    await backup(path, file);
    return `${path} is copied to ${file}, as it was at one moment. It holds what people answered: keep it safe.\n`;
  });
}

/** `podium restore FILE`: puts a backup in the place of the database while the bot is stopped. Gives the exit code. */
export async function runRestore(args: readonly string[], io: CliIo): Promise<number> {
  const file = fileOf('restore', args, io);
  if (typeof file === 'number') return file;
  return told('restore', io, async () => {
    const path = databasePath();
    const kept = await restore(file, path, Date.now());
    const old =
      kept === undefined
        ? ''
        : `The database of before is kept as ${kept}; remove it when you need it no more.\n`;
    return `${path} is what ${file} is. What people deleted since that backup was made is in it again.\n${old}`;
  });
}
