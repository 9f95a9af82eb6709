import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DECK_DIRECTORY, readDeckFiles } from '../../../src/decks/files.ts';
import { formatProblem, loadDecks } from '../../../src/decks/index.ts';
import { LAB_DIRECTORY } from '../../../src/decks/labs/files.ts';
import { loadLabs } from '../../../src/decks/labs/index.ts';
import { LESSON_DIRECTORY } from '../../../src/decks/lessons/files.ts';
import { checkLessons, loadLessons } from '../../../src/decks/lessons/index.ts';
import { lessonJsonSchema } from '../../../src/decks/lessons/json-schema.ts';
import { knownToLessons } from '../../../src/decks/lessons/known.ts';

const files = await readDeckFiles(LESSON_DIRECTORY);
const { lessons, problems } = loadLessons(files);
const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));
const { labs } = loadLabs(await readDeckFiles(LAB_DIRECTORY));

describe('proved by the check', () => {
  test.each(files.map((file) => [file.name, file] as const))(
    '%s: what it says of manifests is so, what it shows is printed',
    (name, file) => {
      const others = lessons.filter(({ id }) => `${id}.yaml` !== name);
      const checked = checkLessons([file], knownToLessons(decks, labs, others));
      expect(checked.problems.map(formatProblem)).toEqual([]);
      expect(checked.claims).toBeGreaterThan(0);
      expect(checked.lines).toBeGreaterThan(0);
    },
  );
});

test('the course has its twelve lessons in their order, each after one before it', () => {
  expect(problems.map(formatProblem)).toEqual([]);
  expect(lessons.map(({ id }) => id)).toEqual([
    'users-and-groups',
    'two-levels',
    'nonroot-and-the-image',
    'every-container',
    'volumes-and-fsgroup',
    'verifying',
    'capabilities',
    'privileged-and-no-new-privs',
    'read-only-root',
    'profiles',
    'user-namespaces',
    'pod-security',
  ]);
  expect(lessons.filter(({ after }) => after.length === 0).map(({ id }) => id)).toEqual(['users-and-groups']);
});

test('no card is asked by two lessons', () => {
  const asked = lessons.flatMap(({ steps }) => steps.flatMap(({ question }) => question ?? []));
  expect(asked.filter((key, index) => asked.indexOf(key) < index)).toEqual([]);
});

test('each lesson tells editors its schema', () => {
  for (const file of files)
    expect(file.text.split('\n')[0], file.name).toBe('# yaml-language-server: $schema=./lesson.schema.json');
});

test('questions/lessons/lesson.schema.json is fresh (npm run renew:deck-schema)', () => {
  const stored: unknown = JSON.parse(readFileSync(join(LESSON_DIRECTORY, 'lesson.schema.json'), 'utf8'));
  expect(stored).toEqual(JSON.parse(JSON.stringify(lessonJsonSchema())));
});
