import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../../src/decks/index.ts';
import { loadLabs } from '../../../src/decks/labs/index.ts';
import { SMALL } from './text.ts';

const load = (text: string) => loadLabs([{ name: 'small.yaml', text }]);
const said = (text: string) => load(text).problems.map((each) => formatProblem(each).split('\n')[0]);

test('a lab is read with everything that may be left out filled in', () => {
  const { labs, problems } = load(SMALL);
  expect(problems).toEqual([]);
  expect(labs[0]).toMatchObject({
    id: 'small',
    revision: 1,
    exams: [],
    after: [],
    start: { seed: 1, images: {}, manifests: [] },
  });
  expect(labs[0]?.steps[0]?.goals).toEqual([
    {
      id: 'uid',
      kind: 'effective',
      field: 'runAsUser',
      value: 2000,
      level: 'container',
      object: 'pod/web',
      container: 'app',
    },
    { id: 'up', already: true, kind: 'running', object: 'pod/web' },
  ]);
});

test('where two hints are written, the third is the solution', () => {
  const [, , answer] = load(SMALL).labs[0]?.steps[0]?.hints ?? [];
  expect(answer).toContain('nano pod.yaml');
  expect(answer).toContain('runAsUser: 2000');
  expect(answer).toContain('kubectl replace --force -f pod.yaml');
});

describe('the answer shows what is changed in whole lines, so that all of them stand as far in as in the file', () => {
  const answer = (text: string) => load(text).labs[0]?.steps[0]?.hints[2] ?? '';

  test('of a file that the lab begins with', () => {
    expect(answer(SMALL)).toContain(
      [
        'In the editor, change',
        '```yaml',
        '    command: ["sleep", "3600"]',
        '```',
        'to',
        '```yaml',
        '    command: ["sleep", "3600"]',
        '    securityContext:',
        '      runAsUser: 2000',
        '```',
        'and save.',
      ].join('\n'),
    );
  });

  test('of one that a heredoc has written, and of a change after a change; what is only removed is taken out', () => {
    const text = SMALL.replace(
      '      - nano pod.yaml\n',
      `      - |
        cat > new.yaml <<EOF
        spec:
            runAsUser: 1000
            fsGroup: 3
        EOF
      - vi new.yaml
      - change: {"runAsUser: 1000": "runAsUser: 1000\\n    runAsGroup: 7", "runAsGroup: 7": "runAsGroup: 8"}
      - vim new.yaml
      - change: {"    fsGroup: 3\\n": ""}
      - nano pod.yaml
`,
    );
    const said = answer(text);
    expect(said).toContain(
      'change\n```yaml\n    runAsUser: 1000\n```\nto\n```yaml\n    runAsUser: 1000\n    runAsGroup: 7',
    );
    expect(said).toContain(
      'and change\n```yaml\n    runAsGroup: 7\n```\nto\n```yaml\n    runAsGroup: 8\n```\nand save.',
    );
    expect(said).toContain('In the editor, take out\n```yaml\n    fsGroup: 3\n```\nand save.');
  });

  test('but not of what kubectl edit shows, which no file holds', () => {
    const text = SMALL.replace('- nano pod.yaml\n', '- kubectl edit pod web\n');
    expect(answer(text)).toContain('change\n```yaml\ncommand: ["sleep", "3600"]\n```');
  });
});

describe('what is wrong is said where it stands', () => {
  const goal = '{id: uid, effective: runAsUser, is: 2000, level: container, of: pod/web, container: app}';
  test.each([
    [
      'a misspelt key of a goal',
      'level: container',
      'lebel: container',
      '29:51: error: step "only", goal "uid": lebel is not a key of the lab format: remove it or correct its spelling (docs/writing-labs.md lists the keys)',
    ],
    [
      'two kinds in one goal',
      goal,
      '{id: uid, exists: pod/web, absent: pod/web}',
      '29:9: error: step "only", goal "uid" is no goal: write exactly one of effective, process, running, state, exists, absent, value, exec, line, file, security, kept',
    ],
    [
      'no kind',
      goal,
      '{id: uid, of: pod/web}',
      '29:9: error: step "only", goal "uid" is no goal: write exactly one of effective, process, running, state, exists, absent, value, exec, line, file, security, kept',
    ],
    [
      'an object without a type',
      'of: pod/web',
      'of: web',
      '29:73: error: step "only", goal "uid": of must be TYPE/NAME with a type that the cluster has, for instance pod/web, not "web"',
    ],
    [
      'a goal without what it is',
      'is: 2000, level: container, ',
      '',
      '29:9: error: step "only", goal "uid" must have is or includes, one of the two',
    ],
    [
      'nothing that can be done',
      '- nano pod.yaml',
      '- {type: nano pod.yaml}',
      '34:9: error: step "only": solution[0] is nothing that can be done: write a line as text, {edit: TEXT} for what an editor is left with (null: closed without saving), or {change: {OLD: NEW}} for what is changed in it',
    ],
  ])('%s', (_what, from, to, message) => {
    expect(said(SMALL.replace(from, () => to))).toEqual([`small.yaml:${message}`]);
  });
});

test('a second lab of an id, a second goal of an id', () => {
  const { labs, problems } = loadLabs([
    { name: 'small.yaml', text: SMALL },
    { name: 'again.yaml', text: SMALL.replace('id: up,', 'id: uid,') },
  ]);
  expect(problems.map(({ code, message }) => [code, message])).toEqual([
    ['duplicate-id', 'id is "small", as one in small.yaml already is: give one of them another id'],
    [
      'duplicate-id',
      'step "only", goal "uid": id is "uid", as one of this step already is: give one of them another id',
    ],
  ]);
  expect(labs.map(({ id }) => id)).toEqual(['small']);
});
