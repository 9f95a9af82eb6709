import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { podium } from './podium.ts';

const run = (...args: readonly string[]) => podium(['decks', 'check', ...args]);

function file(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'podium-decks-')), 'mine.yaml');
  writeFileSync(path, text);
  return path;
}

test('without a file, the decks that come with Podium are checked', async () => {
  const { code, out } = await run();
  expect(out).toMatch(/\d+ files, \d+ cards, \d+ claims put to the engine: 0 errors, 0 warnings\n$/);
  expect(code).toBe(0);
});

test('a wrong deck ends with 1 and shows where', async () => {
  const path = file('id: mine\ntitle: Mine\ndescription: D.\ncards: none\n');
  const { code, out } = await run(path);
  expect(code).toBe(1);
  expect(out).toContain(`${path}:4:8: error: cards must be a list`);
  expect(out).toContain('  4 | cards: none\n    |        ^^^^\n');
});

test('every file that cannot be read is named, and nothing is checked', async () => {
  const { code, out, err } = await run('/nowhere/deck.yaml', tmpdir(), file('id: mine\n'));
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toBe(
    `podium decks check: /nowhere/deck.yaml cannot be read: there is no such file\npodium decks check: ${tmpdir()} cannot be read: it is a directory, not a file\n`,
  );
});

test('for programs the problems come as JSON, each with the path that no message names', async () => {
  const path = file(
    'id: mine\ntitle: Mine\ndescription: D.\ncards:\n  - {id: one, kind: recall, topic: t}\n',
  );
  const { code, out } = await run('--json', path);
  expect(code).toBe(1);
  const problems = JSON.parse(out) as readonly Record<string, unknown>[];
  expect(problems.map(({ line, code: what, path: of }) => [line, what, of])).toEqual(
    ['difficulty', 'prompt', 'answer'].map((key) => [5, 'format', `cards[0].${key}`]),
  );
  expect(JSON.stringify(problems.map(({ message }) => message))).not.toContain('cards[0]');
});

test('the first deck of docs/writing-decks.md passes the check', async () => {
  const guide = readFileSync(new URL('../../docs/writing-decks.md', import.meta.url), 'utf8');
  const { code, out } = await run(file(/```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? ''));
  expect(out).toBe('1 file, 1 card, 1 claim put to the engine: 0 errors, 0 warnings\n');
  expect(code).toBe(0);
});
