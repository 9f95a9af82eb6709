import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runDecks } from '../../src/cli/decks.ts';

async function run(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await runDecks(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

function file(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'podium-decks-')), 'mine.yaml');
  writeFileSync(path, text);
  return path;
}

test('without a file, the decks that come with Podium are checked', async () => {
  const { code, out } = await run('check');
  expect(out).toMatch(/\d+ files, \d+ cards, \d+ claims put to the engine: 0 errors, 0 warnings\n$/);
  expect(code).toBe(0);
});

test('a wrong deck ends with 1 and shows where', async () => {
  const path = file('id: mine\ntitle: Mine\ndescription: D.\ncards: none\n');
  const { code, out } = await run('check', path);
  expect(code).toBe(1);
  expect(out).toContain(`${path}:4:8: error: cards must be a list`);
  expect(out).toContain('  4 | cards: none\n    |        ^^^^\n');
});

test.each([[[]], [['chekc']], [['check', '--fast']], [['check', '/nowhere/deck.yaml']]])(
  'podium decks %j is bad usage',
  async (args) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^podium decks/);
  },
);

test('--help prints the usage', async () => {
  const { code, out } = await run('--help');
  expect(code).toBe(0);
  expect(out).toMatch(/^usage: podium decks check/);
});

test('the first deck of docs/writing-decks.md passes the check', async () => {
  const guide = readFileSync(new URL('../../docs/writing-decks.md', import.meta.url), 'utf8');
  const { code, out } = await run('check', file(/```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? ''));
  expect(out).toBe('1 file, 1 card, 1 claim put to the engine: 0 errors, 0 warnings\n');
  expect(code).toBe(0);
});
