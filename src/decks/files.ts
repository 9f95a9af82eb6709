import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFile } from '../runtime/package-file.ts';
import type { DeckText } from './index.ts';

/** Where the decks that come with Podium lie: questions/ beside src/ and dist/. */
export const DECK_DIRECTORY = packageFile('questions');

/** The names of the deck files (*.yaml, *.yml) of a directory, in alphabetical order. Throws when it cannot be read. */
async function listDeckFiles(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory);
  return names.filter((name) => /\.ya?ml$/.test(name)).toSorted();
}

/** The deck files of a directory as text, in alphabetical order. Throws when the directory or a file cannot be read. */
export async function readDeckFiles(directory: string): Promise<readonly DeckText[]> {
  const names = await listDeckFiles(directory);
  return Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(directory, name), 'utf8') })),
  );
}
