import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DECK_DIRECTORY, readDeckFiles } from '../../src/decks/files.ts';
import { loadDecks } from '../../src/decks/index.ts';
import { DRILLS } from '../../src/study/index.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: ROOT })];
const page = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

/** Folders that a path may begin with, from the root; in the map also from src/. */
const FOLDERS = ['src', 'test', 'scripts', 'docs', 'questions', 'migrations'];
const ROOMS = globSync('*/', { cwd: join(ROOT, 'src') }).map((name) => name.replace(/\/$/, ''));

/** What stands between backticks and begins with one of these folders: `src/main.ts`, `view*.ts` and `<feature>` too. */
function paths(text: string, folders: readonly string[]): readonly string[] {
  return [...text.matchAll(/`([\w.-]+\/[^`\s]*)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => folders.includes(path.split('/')[0] ?? ''));
}

const exists = (path: string): boolean => globSync(path, { cwd: ROOT }).length > 0;

test('every path that the pages name is there', () => {
  const named = PAGES.flatMap((name) => paths(page(name), FOLDERS).map((path) => ({ name, path })));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ path }) => !exists(path))).toEqual([]);
});

test('every path that the map names below src/ is there', () => {
  const named = paths(page('docs/ARCHITECTURE.md'), ROOMS);
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((path) => !exists(join('src', path)))).toEqual([]);
});

test('every link of the pages to a file of ours leads to one', () => {
  const links = PAGES.flatMap((name) =>
    [...page(name).matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g)].map(([, to = '']) => ({ name, to })),
  );
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter(({ name, to }) => !existsSync(join(ROOT, dirname(name), to)))).toEqual([]);
});

test('every script that the pages tell to run is one of package.json', () => {
  const { scripts } = JSON.parse(page('package.json')) as { scripts: Record<string, string> };
  const told = PAGES.flatMap((name) =>
    [...page(name).matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => ({ name, script })),
  );
  expect(told.length).toBeGreaterThan(5);
  expect(told.filter(({ script }) => scripts[script] === undefined)).toEqual([]);
});

const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve thirteen'.split(' ');

test('the README counts the questions, decks and drills as they are', async () => {
  const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));
  const questions = decks.reduce((sum, { cards }) => sum + cards.length, 0);
  const drills = WORDS[DRILLS.length] ?? String(DRILLS.length);
  expect(page('README.md')).toContain(
    `${questions} questions in ${WORDS[decks.length] ?? decks.length} decks;`,
  );
  expect(page('README.md').toLowerCase()).toContain(`\n  ${drills} drills draw `);
});
