import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DECK_DIRECTORY, readDeckFiles } from '../../../src/decks/files.ts';
import { formatProblem, loadDecks } from '../../../src/decks/index.ts';
import { LAB_DIRECTORY } from '../../../src/decks/labs/files.ts';
import { checkLabs, loadLabs } from '../../../src/decks/labs/index.ts';
import { labJsonSchema } from '../../../src/decks/labs/json-schema.ts';
import { knownOf } from '../../../src/decks/labs/known.ts';

const files = await readDeckFiles(LAB_DIRECTORY);
const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));
const known = knownOf(decks, loadLabs(files).labs);

describe('played by the check', () => {
  test.each(files.map((file) => [file.name, file] as const))(
    '%s: each goal is unmet before its step and met after it',
    (_name, file) => {
      const others = known.labs.filter((id) => `${id}.yaml` !== file.name);
      const { problems, goals } = checkLabs([file], { ...known, labs: others });
      expect(problems.map(formatProblem)).toEqual([]);
      expect(goals).toBeGreaterThan(0);
    },
  );
});

test('every lab is there once, and after no lab that comes after it', () => {
  const { labs, problems } = loadLabs(files);
  expect(problems.map(formatProblem)).toEqual([]);
  const before = new Map(labs.map(({ id, after }) => [id, after]));
  const reaches = (from: string, to: string, seen: readonly string[] = []): boolean =>
    !seen.includes(from) &&
    (before.get(from) ?? []).some((each) => each === to || reaches(each, to, [...seen, from]));
  expect(labs.filter(({ id }) => reaches(id, id)).map(({ id }) => id)).toEqual([]);
});

test('each lab tells editors its schema', () => {
  for (const file of files)
    expect(file.text.split('\n')[0], file.name).toBe('# yaml-language-server: $schema=./lab.schema.json');
});

test('questions/labs/lab.schema.json is fresh (npm run renew:deck-schema)', () => {
  const stored: unknown = JSON.parse(readFileSync(join(LAB_DIRECTORY, 'lab.schema.json'), 'utf8'));
  expect(stored).toEqual(JSON.parse(JSON.stringify(labJsonSchema())));
});
