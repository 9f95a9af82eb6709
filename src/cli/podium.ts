#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { type CliCommand, type CliIo, EXIT } from './command.ts';
import { explainCommand } from './explain.ts';

const decksCommand: CliCommand = {
  name: 'decks',
  usage: 'decks check [FILE…]',
  summary: 'Checks deck files, or those that come with Podium, and proves every verify: with the engine.',
  options: [],
  run: async (args, io) => (await import('./decks.ts')).runDecks(args, io),
};

const backupCommand: CliCommand = {
  name: 'backup',
  usage: 'backup FILE',
  summary: 'Copies the database of DATABASE_PATH to FILE, also while the bot runs.',
  options: [],
  run: async (args, io) => (await import('./database.ts')).runBackup(args, io),
};

const restoreCommand: CliCommand = {
  name: 'restore',
  usage: 'restore FILE',
  summary: 'Puts that copy in the place of the database, which is kept beside it. The bot must be stopped.',
  options: [],
  run: async (args, io) => (await import('./database.ts')).runRestore(args, io),
};

/** Every sub-command, in the order of the help. */
const COMMANDS: readonly CliCommand[] = [explainCommand, decksCommand, backupCommand, restoreCommand];

function help(): string {
  const lines = ['Usage: podium COMMAND', ''];
  for (const command of COMMANDS) {
    lines.push(`  podium ${command.usage}`, `      ${command.summary}`);
    for (const option of command.options) lines.push(`      ${option}`);
    lines.push('');
  }
  lines.push(
    'Exit codes: 0 done, 1 the input is at fault (one line on stderr says why), 2 the command line is.',
  );
  return `${lines.join('\n')}\n`;
}

async function main(args: readonly string[], io: CliIo): Promise<number> {
  const [name, ...rest] = args;
  if (
    name === '--help' ||
    name === '-h' ||
    name === 'help' ||
    (name === 'explain' && rest.includes('--help'))
  ) {
    io.out(help());
    return EXIT.ok;
  }
  const command = COMMANDS.find((known) => known.name === name);
  if (command !== undefined) return command.run(rest, io);
  io.err(name === undefined ? help() : `podium: there is no command ${name}. See podium --help.\n`);
  return EXIT.usage;
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

// `| head` closes the pipe before everything is written: that is its right, and no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  stdin: standardInput,
  file: (path) => readFile(path, 'utf8'),
  colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
});
