import { readFile } from 'node:fs/promises';
import { DECK_DIRECTORY, readDeckFiles } from '../decks/files.ts';
import { checkDecks, type DeckText, formatProblem } from '../decks/index.ts';
import { explain } from '../manifest/index.ts';

/** Where a sub-command writes; each text ends with its own line break. */
export interface DecksIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const USAGE = `usage: podium decks check [FILE…]

Checks deck files, or those that come with Podium: the format, ids, wording, and every verify: with the engine.
Exit code 0: no errors (warnings may be listed). 1: errors. 2: bad usage, or a file that cannot be read.
`;

function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a directory: name the files in it';
  if (code === 'EACCES') return 'reading it is not permitted';
  return error instanceof Error ? error.message : String(error);
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

async function readFiles(names: readonly string[], io: DecksIo): Promise<readonly DeckText[] | undefined> {
  if (names.length === 0) return readDeckFiles(DECK_DIRECTORY);
  const files: DeckText[] = [];
  let failed = false;
  for (const name of names) {
    try {
      files.push({ name, text: await readFile(name, 'utf8') });
    } catch (error) {
      failed = true;
      io.err(`podium decks check: ${name} cannot be read: ${reasonOf(error)}\n`);
    }
  }
  return failed ? undefined : files;
}

/** `podium decks …`: `args` are what stands behind `decks`. Gives the exit code. */
export async function runDecks(args: readonly string[], io: DecksIo): Promise<number> {
  const [command, ...names] = args;
  if (command === '--help' || command === '-h' || names.includes('--help') || names.includes('-h')) {
    io.out(USAGE);
    return 0;
  }
  const unknown = names.find((name) => name.startsWith('-'));
  if (command !== 'check' || unknown !== undefined) {
    const what = command === undefined ? 'a sub-command is missing' : `there is no ${unknown ?? command}`;
    io.err(`podium decks: ${what}\n\n${USAGE}`);
    return 2;
  }
  const files = await readFiles(names, io);
  if (files === undefined) return 2;
  const { decks, problems, claims } = checkDecks(files, explain);
  for (const problem of problems) io.out(`${formatProblem(problem)}\n\n`);
  const errors = problems.filter((each) => each.severity === 'error').length;
  const cards = decks.reduce((sum, deck) => sum + deck.cards.length, 0);
  const counted = [
    count(files.length, 'file'),
    count(cards, 'card'),
    `${count(claims, 'claim')} put to the engine`,
  ].join(', ');
  io.out(`${counted}: ${count(errors, 'error')}, ${count(problems.length - errors, 'warning')}\n`);
  return errors === 0 ? 0 : 1;
}
