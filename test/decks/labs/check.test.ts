import { expect, test } from 'vitest';
import { checkLabs } from '../../../src/decks/labs/index.ts';
import { KNOWN, SMALL } from './text.ts';

const check = (text: string, name = 'small.yaml') => checkLabs([{ name, text }], KNOWN);

test('a lab that proves itself has nothing said against it', () => {
  expect(check(SMALL)).toMatchObject({ problems: [], goals: 2 });
});

test.each([
  ['a goal that is met before its step', 'level: container, of', 'of', 'is: 2000', 'is: 1000', 'met-before'],
  ['a goal to be kept that does not hold', 'running: pod/web', 'running: pod/wob', '', '', 'not-already'],
  [
    'a solution that misses',
    'runAsUser: 2000\n      - kubectl',
    'runAsUser: 2001\n      - kubectl',
    '',
    '',
    'not-met',
  ],
  ['an attempt that meets its goal', 'unmet: [uid]', 'unmet: [uid, up]', '', '', 'attempt-meets'],
  ['a goal that nobody has', 'unmet: [uid]', 'unmet: [uid, uud]', '', '', 'unknown-reference'],
  [
    'an attempt that is not recognised',
    'is: 2000, level: pod',
    'is: 2001, level: pod',
    '',
    '',
    'attempt-not-recognised',
  ],
  [
    'an attempt that is recognised before anything is done',
    '{effective: runAsUser, is: 2000, level: pod, of: pod/web, container: app}\n        remark',
    '{exists: pod/web}\n        remark',
    '',
    '',
    'nothing-recognised',
  ],
  ['a step about a field without an attempt', /\n {4}attempts:[\s\S]*$/, '\n', '', '', 'no-attempt'],
  [
    'a hint that is no answer',
    'A securityContext of its own.]',
    'A securityContext of its own., Try.]',
    '',
    '',
    'hint-without-answer',
  ],
  [
    'a hint that goes on and on',
    'In the container.',
    `${'In the container and '.repeat(40)}so.`,
    '',
    '',
    'hint-too-long',
  ],
  ['a card that nobody has', 'deck/card', 'deck/cord', '', '', 'unknown-reference'],
  ['a topic that nobody has', 'topic: levels', 'topic: floors', '', '', 'unknown-reference'],
  [
    'a solution that is not simulated',
    '- kubectl replace --force -f pod.yaml\n    attempts',
    '- kubectl replace --force -f pod.yaml\n      - kubectl top pods\n    attempts',
    '',
    '',
    'not-simulated',
  ],
  ['a button that is not simulated', 'kubectl get pods]', 'kubectl top pods]', '', '', 'not-simulated'],
  [
    'a line while the editor is open',
    'nano pod.yaml\n      - change',
    'nano pod.yaml\n      - kubectl get pods\n      - change',
    '',
    '',
    'editor-open',
  ],
  ['an edit without an editor', '- nano pod.yaml', '- cat pod.yaml', '', '', 'no-editor'],
  [
    'a change of what is not there',
    '\'command: ["sleep", "3600"]\'',
    "'command: [sleep]'",
    '',
    '',
    'nothing-to-change',
  ],
  [
    'a start that fails',
    'lines: [kubectl apply -f pod.yaml]',
    'lines: [kubectl apply -f pod.yaml, kubectl apply -f nothing.yaml]',
    '',
    '',
    'line-fails',
  ],
  [
    'a manifest that the cluster refuses',
    '  lines: [kubectl',
    '  manifests: ["{apiVersion: v1, kind: Pod, metadata: {name: A}, spec: {}}"]\n  lines: [kubectl',
    '',
    '',
    'manifest-refused',
  ],
])('%s is found', (_what, from, to, also, into, code) => {
  const text = SMALL.replace(from, () => to).replace(also, () => into);
  expect(text).not.toBe(SMALL);
  expect(check(text).problems.map((each) => each.code)).toContain(code);
});

test('a lab in a file of another name is found', () => {
  expect(check(SMALL, 'questions/other.yaml').problems.map(({ code }) => code)).toEqual([
    'unknown-reference',
  ]);
});

test('everything wrong is listed at once, in the order of the lines', () => {
  const text = SMALL.replace('topic: levels', 'topic: floors')
    .replace('is: 2000, level: pod', 'is: 2001, level: pod')
    .replace('kubectl get pods]', 'kubectl top pods]');
  const { problems } = check(text);
  expect(problems.map(({ code }) => code)).toEqual([
    'unknown-reference',
    'not-simulated',
    'attempt-not-recognised',
  ]);
  expect(problems.map(({ line }) => line)).toEqual(
    problems.map(({ line }) => line).toSorted((a, b) => a - b),
  );
});
