import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { podium } from './podium.ts';

const run = (...args: readonly string[]) => podium(['labs', 'check', ...args]);

test('without a file, the labs that come with Podium are played', async () => {
  const { code, out } = await run();
  expect(out).toMatch(/^\d+ labs, \d+ steps, \d+ goals judged: 0 errors\n$/);
  expect(code).toBe(0);
});

test('a wrong lab ends with 1 and shows where', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'podium-labs-')), 'mine.yaml');
  writeFileSync(path, 'id: mine\ntitle: Mine\nkind: puzzle\n');
  const { code, out } = await run(path);
  expect(code).toBe(1);
  expect(out).toContain(
    `${path}:3:7: error: kind must be guided (step by step), fix (something is broken) or task`,
  );
  expect(out).toContain('  3 | kind: puzzle\n    |       ^^^^^^\n');
});

test('a file that cannot be read is named, and nothing is checked', async () => {
  expect(await run('/nowhere/lab.yaml')).toEqual({
    code: 2,
    out: '',
    err: 'podium labs check: /nowhere/lab.yaml cannot be read: there is no such file\n',
  });
});

test('the first lab of docs/writing-labs.md passes the check', async () => {
  const guide = readFileSync(new URL('../../docs/writing-labs.md', import.meta.url), 'utf8');
  const path = join(mkdtempSync(join(tmpdir(), 'podium-labs-')), 'my-lab.yaml');
  writeFileSync(path, /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? '');
  expect(await run(path)).toEqual({ code: 0, out: '1 lab, 1 step, 2 goals judged: 0 errors\n', err: '' });
});

test('podium labs list has a line for each lab', async () => {
  const { code, out } = await podium(['labs', 'list']);
  expect(code).toBe(0);
  expect(out).toMatch(/^two-levels +guided +levels +1\/5 +12 min +Pod level, container level$/m);
});
