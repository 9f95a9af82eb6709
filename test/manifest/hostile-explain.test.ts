import { expect, test } from 'vitest';
import { correct, type Explanation, explain, ManifestError } from '../../src/manifest/index.ts';
import { HOSTILE_PASTES, SIZE } from './hostile-pastes.ts';

/** Promised are 250 ms; twenty times that is no noise on any machine, and nothing quadratic stays below it. */
const LIMIT_MS = 5000;
/** No sentence quotes more of a paste than all of it, a few times. */
const LONGEST_SENTENCE = 5 * SIZE;

function outcomeOf(paste: string): Explanation | ManifestError {
  try {
    return explain(paste);
  } catch (error) {
    if (error instanceof ManifestError) return error;
    throw error;
  }
}

function sentencesOf({ findings, repairs, readings }: Explanation): readonly string[] {
  const said = [...findings, ...repairs].map(({ message }) => message);
  return [...said, ...readings.flatMap(sentencesOf)];
}

test('no hostile paste is longer than what the promise covers', () => {
  expect(HOSTILE_PASTES.filter(([, paste]) => paste.length > SIZE * 1.05).map(([name]) => name)).toEqual([]);
});

test.each(HOSTILE_PASTES)('%s: an explanation or a reason, soon', (_, paste) => {
  const start = performance.now();
  const outcome = outcomeOf(paste);
  expect(performance.now() - start).toBeLessThan(LIMIT_MS);
  if (outcome instanceof ManifestError) {
    expect(outcome.code).toMatch(/^[a-z0-9-]+$/);
    expect(outcome.message.length).toBeLessThan(2_000);
    return;
  }
  expect(outcome.pods.length + (outcome.messages?.length ?? 0)).toBeGreaterThan(0);
  const all = sentencesOf(outcome).reduce((sum, { length }) => sum + length, 0);
  expect(all).toBeLessThan(100 * SIZE);
  for (const said of sentencesOf(outcome)) expect(said.length).toBeLessThan(LONGEST_SENTENCE);
});

test.each([
  ['aliases: one long text', 'too-many-aliases'],
  ['aliases: one long key', 'too-many-aliases'],
  ['groups that containers inherit', 'too-many-groups'],
  ['10,000 levels of brackets', 'too-deep'],
  ['10,000 levels of dashes', 'too-deep'],
  ['flush left: dashes', 'too-large-to-rebuild'],
  ['one line: open brackets', 'too-large-to-rebuild'],
  ['binary', 'not-a-manifest'],
  ['fragments', 'too-many-pods'],
  ['whole pods', 'too-many-pods'],
])('%s names the limit that it broke', (name, code) => {
  const paste = HOSTILE_PASTES.find(([known]) => known === name)?.[1] ?? '';
  expect(outcomeOf(paste)).toMatchObject({ code });
});

test('a text of too many pods is refused before one of them is corrected', () => {
  const paste = HOSTILE_PASTES.find(([known]) => known === 'fragments')?.[1] ?? '';
  expect(() => correct(paste)).toThrow('More than 1000 pods');
});

test('keys of every object in JavaScript are names like any other', () => {
  const { pods } = explain(
    'kind: Pod\napiVersion: v1\nspec: {containers: [{name: __proto__, image: toString}]}',
  );
  expect(pods[0]?.containers.map(({ name, image }) => [name, image])).toEqual([['__proto__', 'toString']]);
});
