import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { podium } from './podium.ts';

const guide = readFileSync(new URL('../../docs/writing-lessons.md', import.meta.url), 'utf8');
const first = /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';

function fileWith(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'podium-lessons-')), 'my-lesson.yaml');
  writeFileSync(path, text);
  return path;
}

test('without a file, the lessons that come with Podium are proved', async () => {
  const { code, out } = await podium(['lessons', 'check']);
  expect(out).toMatch(/^12 lessons, \d+ steps, \d+ claims put to the engine, \d+ lines played: 0 errors\n$/);
  expect(code).toBe(0);
});

test('the first lesson of docs/writing-lessons.md passes the check', async () => {
  expect(await podium(['lessons', 'check', fileWith(first)])).toEqual({
    code: 0,
    out: '1 lesson, 5 steps, 2 claims put to the engine, 2 lines played: 0 errors\n',
    err: '',
  });
});

test('a wrong lesson ends with 1 and shows where', async () => {
  const path = fileWith(first.replace('prints: uid=1000 …', 'prints: uid=1001 …'));
  const { code, out } = await podium(['lessons', 'check', path]);
  expect(code).toBe(1);
  expect(out).toContain(
    `${path}:37:17: error: step "try": terminal[1].prints is not what \`kubectl exec web -- id\` prints`,
  );
  expect(out).toContain('uid=1000 gid=0(root) groups=0(root)\n  37 |         prints: uid=1001 …\n');
});

test('a file that cannot be read is named, and nothing is checked', async () => {
  expect(await podium(['lessons', 'check', '/nowhere/lesson.yaml'])).toEqual({
    code: 2,
    out: '',
    err: 'podium lessons check: /nowhere/lesson.yaml cannot be read: there is no such file\n',
  });
});

test('podium lessons list has the course in its order', async () => {
  const { code, out } = await podium(['lessons', 'list']);
  expect(code).toBe(0);
  const lines = out.trimEnd().split('\n');
  expect(lines).toHaveLength(12);
  expect(lines[0]).toMatch(/^users-and-groups +12 min +Users and groups/);
  expect(lines[1]).toMatch(/^two-levels +15 min +after users-and-groups +Two levels, and who wins$/);
});

test('podium lesson shows marked lines, the computed table, what is printed, questions, and answers at the end', async () => {
  const { code, out } = await podium(['lesson', fileWith(first)]);
  expect(code).toBe(0);
  for (const part of [
    'Who is it? (4 minutes)',
    '1 of 5: A pod with a user',
    '    runAsUser   1000     pod, line 7',
    '    $ kubectl exec web -- id\n    uid=1000 …',
    '  +     securityContext:\n  +       runAsUser: 2000',
    '    runAsUser   2000     container, line 13; overrides 1000',
    'Question: Both levels set `runAsUser`.',
    'Now do it: podium lab two-levels (step pod-level).',
  ])
    expect(out).toContain(part);
  const [lesson = '', answers = ''] = out.split('\nAnswers\n');
  expect(answers).toMatch(/^ {2}[A-D] {2}UID 2000$/m);
  expect(lesson).not.toContain('Container over pod');
});

test.each([
  [['lesson'], 'name a lesson; podium lessons list tells their names.'],
  [['lesson', 'two-level'], 'there is no lesson two-level. Did you mean two-levels?'],
  [['lesson', '/nowhere/lesson.yaml'], '/nowhere/lesson.yaml cannot be read: there is no such file'],
  [['lesson', fileWith('id: mine')], 'holds no lesson that can be shown; podium lessons check '],
])('podium %j says what is wrong', async (args, says) => {
  const { code, out, err } = await podium(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(says);
});
